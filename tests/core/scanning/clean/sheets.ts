import { join } from 'node:path';
import sharp from 'sharp';

/** A sample letter at 75 dpi. */
export const LETTER = join(import.meta.dirname, '../../../fixtures/scanning/letter.jpg');

export interface Sheet {
  /** Shapes in millimetres of an A4 page, as SVG. */
  shapes?: string;
  paper?: string;
  /** Deviation of the scanner's noise, in tones. */
  noise?: number;
  /** Print of the back, mirrored, that shines through: its opacity. */
  back?: number;
}

/** An A4 page as a JPEG of a scanner, the same each time. */
export async function drawSheet(sheet: Sheet, dpi: number): Promise<Buffer> {
  const { shapes = '', paper = '#f6f6f4', noise = 2, back = 0 } = sheet;
  const [width, height] = [Math.round((210 / 25.4) * dpi), Math.round((297 / 25.4) * dpi)];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 210 297"><rect width="210" height="297" fill="${paper}"/>${shapes}</svg>`;
  let picture = sharp(Buffer.from(svg)).removeAlpha();
  if (back > 0) {
    const print = await sharp(LETTER)
      .resize(width, height, { fit: 'fill' })
      .threshold(160)
      .blur(dpi / 100)
      .flop()
      .linear(back, 255 * (1 - back))
      .png()
      .toBuffer();
    picture = picture.composite([{ input: print, blend: 'multiply' }]);
  }
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  addNoise(data, noise);
  const raw = { width: info.width, height: info.height, channels: info.channels };
  return sharp(data, { raw }).withDensity(dpi).jpeg({ quality: 85 }).toBuffer();
}

function addNoise(data: Uint8Array, deviation: number): void {
  let seed = 7;
  const next = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
    return (seed >>> 8) / (1 << 24) - 0.5;
  };
  // Three even numbers together are near enough to a normal one, of deviation one half.
  for (let i = 0; i < data.length; i++) {
    const value = data[i]! + (next() + next() + next()) * 2 * deviation;
    data[i] = value < 0 ? 0 : value > 255 ? 255 : value;
  }
}

export const stroke = (path: string, color: string, width: number) =>
  `<path d="${path}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linecap="round"/>`;

const disc = (x: number, y: number, radius: number, color: string) =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="${color}"/>`;

const ring = (x: number, y: number, radius: number, color: string, width: number) =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="${color}" stroke-width="${width}"/>`;

const fade = (id: string, from: string, where: string, x2 = 1, y2 = 0) =>
  `<linearGradient id="${id}" x1="0" y1="0" x2="${x2}" y2="${y2}"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${from}" stop-opacity="0"/></linearGradient><rect ${where} fill="url(#${id})"/>`;

const SIGNATURE = 'M120 200c8-14 14 12 22-4s10 10 20-2s14 6 24 4';
const TWO = 'M104 284c0-2 3-2 3 0c0 1.200-3 2-3 3.200h3.200';
const PENCIL = 'M40 60c4-6 6 6 10 0s6 5 10 0s8 4 12-1s6 4 12 1';

/** Nothing is written on these, whatever else lies on them. */
export const BLANK: Record<string, Sheet> = {
  white: {},
  noisy: { noise: 5 },
  yellow: { paper: '#f4e58c' },
  pink: { paper: '#f2b8c6' },
  blue: { paper: '#a9cbe8' },
  green: { paper: '#9fd8a4' },
  'grey, recycled': { paper: '#d3cfc4', noise: 4 },
  'shine-through': { back: 0.07 },
  'strong shine-through': { back: 0.11 },
  'yellow with shine-through': { paper: '#f4e58c', back: 0.08 },
  'two dark holes': { shapes: disc(12, 108.5, 3, '#202020') + disc(12, 188.5, 3, '#202020') },
  'four light holes with a shadow': {
    shapes: [28.5, 108.5, 188.5, 268.5].map((y) => ring(12, y, 2.9, '#9a9a9a', 0.5)).join(''),
  },
  dust: {
    shapes: Array.from({ length: 40 }, (_, i) =>
      disc(8 + ((i * 47) % 194), 9 + ((i * 83) % 278), 0.12 + (i % 5) * 0.07, '#404040'),
    ).join(''),
  },
  staple: { shapes: stroke('M14 13L24 9', '#3a3a3a', 0.8) },
  'holes of a staple': { shapes: disc(15, 12, 0.4, '#333') + disc(25, 10, 0.4, '#333') },
  'shadow on the left': { shapes: fade('a', '#303030', 'x="0" y="0" width="5" height="297"') },
  'shadow on two sides': {
    shapes:
      fade('a', '#505050', 'x="0" y="0" width="4" height="297"') +
      fade('b', '#404040', 'x="0" y="0" width="210" height="3"', 0, 1),
  },
  'line of the lid below': { shapes: stroke('M0 295.500H210', '#555', 0.7) },
  'dark bed': { shapes: onBed('#282828', '#f4f4f2') },
  'light bed': { shapes: onBed('#e0e0d8', '#f8f8f6') },
  'white bed': { paper: '#f3f3f1', shapes: inItsShadow(0, '') },
  'lamp that falls off': {
    shapes: fade('a', '#909090', 'x="0" y="0" width="90" height="297"').replace(
      'stop-color="#909090"/>',
      'stop-color="#909090" stop-opacity="0.35"/>',
    ),
  },
  'folded corner': { shapes: '<path d="M0 0H16L0 14Z" fill="#8a8a88"/>' },
};

/** A clerk would be angry to lose any of these. */
export const WRITTEN: Record<string, Sheet> = {
  signature: { shapes: stroke(SIGNATURE, '#1d3f8f', 0.6) },
  'black signature on yellow': { paper: '#f4e58c', shapes: stroke(SIGNATURE, '#202020', 0.5) },
  'red stamp': { shapes: ring(150, 200, 17, '#c33a4a', 0.9) + ring(150, 200, 11, '#c33a4a', 0.4) },
  'pale violet stamp': { shapes: ring(150, 200, 17, '#b9a5d6', 0.8) },
  'page number': { shapes: stroke(TWO, '#202020', 0.45) },
  'page number, pale': { shapes: stroke(TWO, '#777', 0.4) },
  pencil: { shapes: stroke(PENCIL, '#b4b4b4', 0.5) },
  'faint pencil': { shapes: stroke(PENCIL, '#c8c8c8', 0.45) },
  'faint pencil on noisy paper': { noise: 4, shapes: stroke(PENCIL, '#bcbcbc', 0.5) },
  'pencil beside shine-through': { back: 0.07, shapes: stroke(PENCIL, '#a8a8a8', 0.5) },
  'a tick': { shapes: stroke('M180 30l2 3l5-8', '#303030', 0.5) },
  'initials in a corner': { shapes: stroke('M188 12c2-6 4 6 6 0s3 4 5-1', '#1d3f8f', 0.5) },
  'signature on a dark bed': {
    shapes: onBed('#282828', '#f4f4f2') + stroke(SIGNATURE, '#1d3f8f', 0.6),
  },
  'a number beside holes': {
    shapes:
      disc(12, 108.5, 3, '#202020') + disc(12, 188.5, 3, '#202020') + stroke(TWO, '#202020', 0.45),
  },
  'a ruled line': { shapes: stroke('M30 150H180', '#303030', 0.3) },
};

/** A sheet of 180 × 275 mm at 12, 9 on a bed. */
export function onBed(bed: string, paper: string, degrees = 2): string {
  return `<rect width="210" height="297" fill="${bed}"/><rect x="12" y="9" width="180" height="275" fill="${paper}" transform="rotate(${degrees} 105 148)"/>`;
}

/** Three lines of print. */
export const LINES = `<path d="M40 60H150M40 70H150M40 80H120" stroke="#222" stroke-width="2" stroke-dasharray="2 1.2"/>`;

/** The same sheet, white on a white bed: what shows of it is the shadow at its edges. */
export function inItsShadow(degrees: number, print = LINES): string {
  return `<g transform="rotate(${degrees} 105 148)"><rect x="12" y="9" width="180" height="275" fill="#f6f6f4" stroke="#c8c8c8" stroke-width="0.5"/>${print}</g>`;
}
