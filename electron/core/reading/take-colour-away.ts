import { bridgePrint } from './bridge-print.ts';
import { colouredPrint } from './coloured-print.ts';

export interface Grey {
  width: number;
  height: number;
  pixels: Uint8Array;
}

export interface Coloured extends Grey {
  /** 1 grey, 3 RGB, 4 RGB and a byte that is passed over. */
  channels: 1 | 3 | 4;
}

const HUES = 24;
/** Brightest less darkest channel: below it is paper, print, and the noise of a scan. */
const COLOURED = 30;
/** How much an ink darkens even its brightest channel, by its colour: what is taken where unknown. */
const USUAL_SLOPE = 0.8;
const STEEPEST = 2.6;
const SLOPES = 64;
const FEWEST_PIXELS = 60;
/** What is left of ink after it was taken away; print beneath it is darker. */
const RESIDUE = 32;
/** Ink that covers lightens the print beneath it: it is darkened again, by as much for full colour. */
const COVERED = 2.4;
const FULL = 64;
/** Lighter than this there is no print left beneath ink. */
const PRINT = 128;
/** Print in a faint colour has pixels without any: so far beside the others they count too. */
const SMEAR = 3;

/**
 * The page as the printer left it: seals and ink in colour vanish, black print beneath them stays.
 *
 * Paper, print and all between are equally bright in the three channels. A pixel with ink in it,
 * thick or thin, lies on the line from the paper to that ink's own colour; so its colour tells how
 * bright its brightest channel would be by the ink alone. What is darker than that is print.
 */
export function takeColourAway(picture: Coloured, { bridge = false } = {}): Grey {
  const { width, height, pixels, channels } = picture;
  if (channels === 1) return { width, height, pixels };
  const plain = withoutColour(picture);
  if (plain) return { width, height, pixels: plain };
  const levels = paperLevels(picture);
  const count = width * height;
  const { bright, colour, hue } = blanks(count);
  const seen = new Uint32Array(HUES * SLOPES);
  const rows = new Uint8Array(height);
  let coloured = 0;
  for (let to = 0, at = 0; to < count; to++, at += channels) {
    const r = levels[pixels[at]!]!;
    const g = levels[256 + pixels[at + 1]!]!;
    const b = levels[512 + pixels[at + 2]!]!;
    const most = r > g ? (r > b ? r : b) : g > b ? g : b;
    const least = r < g ? (r < b ? r : b) : g < b ? g : b;
    bright[to] = most;
    const spread = most - least;
    if (spread < COLOURED >> 1) continue;
    colour[to] = spread;
    rows[(to / width) | 0] = 1;
    const kind = hueOf(r, g, b, most, spread);
    hue[to] = kind;
    if (spread < COLOURED) continue;
    coloured += 1;
    const slope = ((255 - most) / spread / STEEPEST) * (SLOPES - 1);
    seen[kind * SLOPES + Math.min(SLOPES - 1, Math.round(slope))]! += 1;
  }
  if (coloured < FEWEST_PIXELS) return { width, height, pixels: bright.slice() };
  const parts = { width, height, bright, colour, hue, rows };
  const left = withoutInk(parts, slopesOf(seen));
  const found = { width, height, colour, hue, left, rows };
  for (const { y, from, to } of colouredPrint(found, COLOURED)) {
    for (let at = y * width + from - SMEAR; at < y * width + to + SMEAR; at++) {
      if (colour[at]! > 0) left[at] = Math.min(left[at]!, bright[at]! - colour[at]!);
    }
  }
  const plainPrint = { width, height, pixels: left };
  if (!bridge) return plainPrint;
  const ink = colour.map((spread, at) => (spread >= COLOURED && left[at]! > PRINT ? 1 : 0));
  return bridgePrint(plainPrint, ink);
}

/** One byte a pixel where all channels are the same everywhere, else null. */
function withoutColour({ width, height, pixels, channels }: Coloured): Uint8Array | null {
  const count = width * height;
  for (let at = 0; at < count * channels; at += channels) {
    if (pixels[at] !== pixels[at + 1] || pixels[at] !== pixels[at + 2]) return null;
  }
  const grey = new Uint8Array(count);
  for (let to = 0, at = 0; to < count; to++, at += channels) grey[to] = pixels[at]!;
  return grey;
}

/** Kept from page to page: getting such pieces of memory takes as long as filling them. */
let kept = { bright: new Uint8Array(0), colour: new Uint8Array(0), hue: new Uint8Array(0) };

/** For so many pixels; none has a colour. */
function blanks(count: number): typeof kept {
  if (kept.bright.length < count) {
    const one = () => new Uint8Array(count);
    kept = { bright: one(), colour: one(), hue: one() };
  } else kept.colour.fill(0, 0, count);
  return {
    bright: kept.bright.subarray(0, count),
    colour: kept.colour.subarray(0, count),
    hue: kept.hue.subarray(0, count),
  };
}

interface Parts {
  width: number;
  height: number;
  bright: Uint8Array;
  colour: Uint8Array;
  hue: Uint8Array;
  /** Whether there is any colour in a row. */
  rows: Uint8Array;
}

function withoutInk({ width, height, bright, colour, hue, rows }: Parts, slopes: Float32Array) {
  const left = bright.slice();
  for (let y = 1; y < height - 1; y++) {
    if (!rows[y - 1] && !rows[y] && !rows[y + 1]) continue;
    for (let at = y * width + 1, end = at + width - 2; at < end; at++) {
      // Scanners and JPEG smear colour: at an ink's edge the neighbours know it better.
      let by = at;
      if (colour[at - 1]! > colour[by]!) by = at - 1;
      if (colour[at + 1]! > colour[by]!) by = at + 1;
      if (colour[at - width]! > colour[by]!) by = at - width;
      if (colour[at + width]! > colour[by]!) by = at + width;
      const spread = colour[by]!;
      if (spread === 0) continue;
      let dark = 255 - slopes[hue[by]!]! * spread - bright[at]!;
      if (spread >= COLOURED) {
        dark = (dark - RESIDUE) * (1 + COVERED * Math.min(1, spread / FULL));
      }
      left[at] = dark <= 0 ? 255 : dark >= 255 ? 0 : 255 - dark;
    }
  }
  return left;
}

/** For each channel, what each of its levels is when the paper is white. */
function paperLevels({ width, height, pixels, channels }: Coloured): Uint8Array {
  const levels = new Uint8Array(768);
  const step = channels * 7;
  for (let channel = 0; channel < 3; channel++) {
    const seen = new Uint32Array(256);
    for (let at = channel; at < width * height * channels; at += step) seen[pixels[at]!]! += 1;
    let paper = 255;
    for (let level = 128; level < 256; level++) if (seen[level]! > seen[paper]!) paper = level;
    for (let level = 0; level < 256; level++) {
      levels[channel * 256 + level] = Math.min(255, Math.round((level / paper) * 255));
    }
  }
  return levels;
}

function hueOf(r: number, g: number, b: number, most: number, spread: number): number {
  const sixth =
    most === r
      ? ((g - b) / spread + 6) % 6
      : most === g
        ? (b - r) / spread + 2
        : (r - g) / spread + 4;
  return Math.floor((sixth * HUES) / 6) % HUES;
}

/** By hue: how much darker than paper the brightest channel is, by a pixel's colour. */
function slopesOf(seen: Uint32Array): Float32Array {
  const slopes = new Float32Array(HUES).fill(USUAL_SLOPE);
  for (let kind = 0; kind < HUES; kind++) {
    const own = seen.subarray(kind * SLOPES, (kind + 1) * SLOPES);
    const total = own.reduce((sum, one) => sum + one, 0);
    if (total < FEWEST_PIXELS) continue;
    // Print beneath ink is steeper than the ink itself, and less of it.
    let below = 0;
    let at = 0;
    while (at < SLOPES - 1 && (below += own[at]!) < total * 0.55) at += 1;
    slopes[kind] = (at / (SLOPES - 1)) * STEEPEST;
  }
  return slopes;
}
