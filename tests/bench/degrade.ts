import sharp, { type Sharp } from 'sharp';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export type Random = () => number;

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const between = (random: Random, least: number, most: number): number =>
  least + random() * (most - least);
export const pick = <Item>(random: Random, items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)]!;

/** A page in colour, three bytes a pixel. */
export interface Page {
  width: number;
  height: number;
  data: Buffer;
}

/** What paper and scanner did to a page. */
export interface Wear {
  /** Degrees, clockwise. */
  skew: number;
  /** Quarter turns. */
  turns: 0 | 1 | 2 | 3;
  /** Standard deviation of the grain, of 255. */
  noise: number;
  /** Pixels at the page's own resolution; 0 is sharp. */
  blur: number;
  /** Rings and blots of coffee. */
  stains: number;
  /** Grey of ink and of paper: a pale copy has a high one and a low other. */
  tones: [ink: number, paper: number];
  mode: 'color' | 'gray' | 'lineart';
  quality: number;
}

export function someWear(random: Random, most: { skew: number; turned: boolean }): Wear {
  return {
    skew: between(random, -most.skew, most.skew),
    turns: most.turned ? (Math.floor(random() * 4) as Wear['turns']) : 0,
    noise: between(random, 1, 10),
    blur: pick(random, [0, 0, 0.5, 0.8, 1.1]),
    stains: pick(random, [0, 0, 1, 2]),
    tones: [between(random, 5, 70), between(random, 215, 255)],
    mode: pick(random, ['color', 'color', 'gray', 'lineart'] as const),
    quality: Math.round(between(random, 45, 90)),
  };
}

/** The page as a scanner would hand it over: a JPEG, or a one-bit PNG. */
export async function scanOf(
  page: Page,
  wear: Wear,
  random: Random,
  dpi: number,
): Promise<{ bytes: Buffer; type: 'jpg' | 'png' }> {
  const { width, height } = page;
  const raw = { raw: { width, height, channels: 3 as const } };
  let image = sharp(page.data, raw);
  if (wear.stains > 0) {
    const input = Buffer.from(stainSvg(width, height, wear.stains, random));
    image = sharp(
      await image
        .composite([{ input, blend: 'multiply' }])
        .removeAlpha()
        .raw()
        .toBuffer(),
      raw,
    );
  }
  // The scanner's bed around a sheet that lies askew is light, as most lids are.
  const askew = await image
    .rotate(wear.skew, { background: { r: 236, g: 236, b: 232 } })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const left = Math.floor((askew.info.width - width) / 2);
  const top = Math.floor((askew.info.height - height) / 2);
  let bed = sharp(askew.data, { raw: { ...askew.info, channels: 3 } }).extract({
    left,
    top,
    width,
    height,
  });
  if (wear.blur > 0) bed = sharp(await bed.raw().toBuffer(), raw).blur(wear.blur);
  const data = await bed.raw().toBuffer();
  grain(data, wear, random);
  const turned = sharp(data, raw).rotate(wear.turns * 90);
  const bytes = await encode(turned, wear, dpi);
  return { bytes, type: wear.mode === 'lineart' ? 'png' : 'jpg' };
}

function encode(image: Sharp, { mode, quality }: Wear, dpi: number): Promise<Buffer> {
  if (mode === 'lineart') {
    return image
      .greyscale()
      .threshold(140)
      .withMetadata({ density: dpi })
      .png({ colours: 2, palette: true })
      .toBuffer();
  }
  const toned = mode === 'gray' ? image.greyscale() : image;
  return toned.withMetadata({ density: dpi }).jpeg({ quality }).toBuffer();
}

function grain(data: Buffer, { noise, tones: [ink, paper] }: Wear, random: Random): void {
  const table = new Int16Array(4096);
  for (let at = 0; at < table.length; at++) {
    const spread = random() + random() + random() + random() - 2;
    table[at] = Math.round(spread * noise * 1.73);
  }
  const scale = (paper - ink) / 255;
  let at = Math.floor(random() * 4096);
  for (let index = 0; index < data.length; index += 3) {
    at = (Math.imul(at, 1103515245) + 12345) >>> 0;
    const shift = table[(at >>> 16) & 4095]!;
    for (let channel = 0; channel < 3; channel++) {
      const tone = ink + data[index + channel]! * scale + shift;
      data[index + channel] = tone < 0 ? 0 : tone > 255 ? 255 : tone;
    }
  }
}

function stainSvg(width: number, height: number, count: number, random: Random): string {
  const shapes = Array.from({ length: count }, () => {
    const [x, y] = [random() * width, random() * height];
    const radius = between(random, 0.06, 0.16) * width;
    const [r, g, b] = [
      between(random, 150, 205),
      between(random, 115, 165),
      between(random, 70, 120),
    ];
    const colour = `rgb(${r},${g},${b})`;
    const opacity = between(random, 0.3, 0.85);
    return random() < 0.5
      ? `<circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="${colour}" stroke-width="${radius * 0.12}" opacity="${opacity}"/>`
      : `<ellipse cx="${x}" cy="${y}" rx="${radius}" ry="${radius * between(random, 0.4, 1)}" fill="${colour}" opacity="${opacity}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes.join('')}</svg>`;
}
