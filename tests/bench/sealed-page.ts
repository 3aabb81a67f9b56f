import sharp from 'sharp';

export interface Ink {
  name: string;
  colour: string;
  /** Ink darkens what is beneath it (`multiply`), or covers it in part (`over`). */
  blend: 'multiply' | 'over';
  opacity: number;
}

export const INKS: readonly Ink[] = [
  { name: 'violet', colour: '#5b2d9e', blend: 'multiply', opacity: 0.75 },
  { name: 'blue', colour: '#1f3fb0', blend: 'multiply', opacity: 0.9 },
  { name: 'red', colour: '#c8102e', blend: 'multiply', opacity: 0.85 },
  { name: 'violet, covering', colour: '#5b2d9e', blend: 'over', opacity: 0.6 },
];

/** A round office seal with a signature through it, `side` pixels wide. */
function seal(side: number, { colour, opacity }: Ink): Buffer {
  const c = side / 2;
  const star = Array.from({ length: 10 }, (_, point) => {
    const radius = side * (point % 2 === 0 ? 0.12 : 0.05);
    const angle = (point * Math.PI) / 5 - Math.PI / 2;
    return `${c + radius * Math.cos(angle)},${c + radius * Math.sin(angle)}`;
  }).join(' ');
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">
    <g fill="none" stroke="${colour}" opacity="${opacity}" transform="rotate(-12 ${c} ${c})">
      <circle cx="${c}" cy="${c}" r="${side * 0.47}" stroke-width="${side * 0.025}"/>
      <circle cx="${c}" cy="${c}" r="${side * 0.33}" stroke-width="${side * 0.01}"/>
      <path id="r" d="M ${side * 0.1} ${c} A ${side * 0.4} ${side * 0.4} 0 0 1 ${side * 0.9} ${c}" stroke="none"/>
      <polygon points="${star}" fill="${colour}" stroke="none"/>
      <g fill="${colour}" stroke="none" font-family="sans-serif" font-weight="bold" text-anchor="middle">
        <text font-size="${side * 0.07}"><textPath href="#r" startOffset="50%">PEMERINTAH KABUPATEN</textPath></text>
        <text x="${c}" y="${side * 0.74}" font-size="${side * 0.08}">SEKRETARIAT</text>
      </g>
      <path d="M 0 ${side * 0.6} C ${side * 0.3} ${side * 0.1}, ${side * 0.4} ${side * 0.9}, ${side * 0.6} ${side * 0.45} S ${side * 0.9} ${side * 0.5}, ${side} ${side * 0.35}" stroke-width="${side * 0.014}"/>
    </g></svg>`);
}

/** The page with seals over its text: two of 45 mm, as if handed round and received. */
export async function sealed(page: string, ink: Ink): Promise<Buffer> {
  const { width, height } = await sharp(page).metadata();
  const side = Math.round((width * 45) / 210);
  const input = await sharp(seal(side, ink)).png().toBuffer();
  const places = [
    { left: Math.round(width * 0.24), top: Math.round(height * 0.38) },
    { left: Math.round(width * 0.55), top: Math.round(height * 0.6) },
  ];
  return sharp(page)
    .toColourspace('srgb')
    .composite(places.map((place) => ({ input, blend: ink.blend, ...place })))
    .withMetadata({ density: Math.round((width / 210) * 25.4) })
    .jpeg({ quality: 85 })
    .toBuffer();
}

/** Of the words of `truth`, how many `read` lacks or has otherwise, in whatever order: 0 to 1. */
export function wordError(truth: readonly string[], read: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of read) left.set(word, (left.get(word) ?? 0) + 1);
  let missed = 0;
  for (const word of truth) {
    const count = left.get(word) ?? 0;
    if (count === 0) missed += 1;
    else left.set(word, count - 1);
  }
  return truth.length === 0 ? 0 : missed / truth.length;
}
