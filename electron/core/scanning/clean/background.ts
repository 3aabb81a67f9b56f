import type { Gray } from './reduce.ts';

export interface Background {
  /** The paper's tone, from 0 to 255. */
  paper: number;
  /** How dark each pixel is against the paper around it: 0 paper, 255 black on white. */
  darkness: Gray;
}

/** Side of a tile in pixels: larger than letters, smaller than a lamp's falling off. */
const TILE = 32;
/** A tile darker than this share of the paper is covered by something, not in the shade. */
const COVERED = 0.72;
/** Share of a tile's pixels that may be brighter than its paper: speckles of light. */
const BRIGHTEST = 0.15;
/** And how many may be darker than its ink. */
const DARKEST = 0.004;

interface TileTones {
  across: number;
  down: number;
  /** The paper's tone in each tile; the page's where the tile is covered. */
  tones: Float32Array;
  /** The darkest tone of each tile, a speck left aside. */
  darkest: Float32Array;
  paper: number;
}

export function tileTones(gray: Gray, tile: number): TileTones {
  const across = Math.ceil(gray.width / tile);
  const down = Math.ceil(gray.height / tile);
  const tones = new Float32Array(across * down);
  const darkest = new Float32Array(across * down);
  const histogram = new Uint32Array(256);
  for (let ty = 0; ty < down; ty++) {
    for (let tx = 0; tx < across; tx++) {
      const at = ty * across + tx;
      const count = countTones(gray, tx * tile, ty * tile, tile, histogram);
      let above = count * BRIGHTEST;
      let bright = 255;
      while (bright > 0 && above >= histogram[bright]!) above -= histogram[bright--]!;
      let below = count * DARKEST;
      let dark = 0;
      while (dark < 255 && below >= histogram[dark]!) below -= histogram[dark++]!;
      tones[at] = bright;
      darkest[at] = dark;
    }
  }
  const paper = paperTone(tones);
  const floor = paper * COVERED;
  for (let i = 0; i < tones.length; i++) if (tones[i]! < floor) tones[i] = paper;
  return { across, down, tones, darkest, paper };
}

/** Takes out the paper's own tone and the lamp's unevenness. */
export function againstPaper(gray: Gray): Background {
  const { width, height, data } = gray;
  const { across, down, tones, paper } = tileTones(gray, TILE);
  const out = new Uint8Array(width * height);
  const row = new Float32Array(across);
  for (let y = 0; y < height; y++) {
    // Between the tiles' middles the paper changes evenly.
    const at = Math.min(Math.max((y + 0.5) / TILE - 0.5, 0), down - 1);
    const upper = Math.floor(at) * across;
    const lower = Math.min(Math.floor(at) + 1, down - 1) * across;
    const part = at - Math.floor(at);
    for (let tx = 0; tx < across; tx++) {
      row[tx] = tones[upper + tx]! * (1 - part) + tones[lower + tx]! * part;
    }
    shadeRow(row, data, out, y * width, width);
  }
  return { paper, darkness: { data: out, width, height } };
}

function shadeRow(
  row: Float32Array,
  data: Uint8Array,
  out: Uint8Array,
  start: number,
  width: number,
): void {
  const last = row.length - 1;
  for (let tx = 0, x = 0; x < width; tx++) {
    // From the middle of this tile to the middle of the next; the ends are level.
    const left = row[Math.max(tx - 1, 0)]!;
    const right = row[Math.min(tx, last)]!;
    const end = Math.min(width, tx * TILE + TILE / 2);
    const step = (right - left) / TILE;
    let tone = tx === 0 ? right : left + step / 2;
    for (; x < end; x++, tone += tx === 0 ? 0 : step) {
      const dark = tone - data[start + x]!;
      out[start + x] = dark > 0 ? Math.min(255, (dark * 255) / Math.max(tone, 1)) : 0;
    }
  }
}

/** Counts a tile's tones: every second row tells as much. */
function countTones(
  gray: Gray,
  left: number,
  top: number,
  tile: number,
  histogram: Uint32Array,
): number {
  histogram.fill(0);
  const right = Math.min(left + tile, gray.width);
  const bottom = Math.min(top + tile, gray.height);
  let count = 0;
  for (let y = top; y < bottom; y += 2) {
    const row = y * gray.width;
    for (let at = row + left; at < row + right; at++) histogram[gray.data[at]!]! += 1;
    count += right - left;
  }
  return count;
}

/** Of tiles on a dark bed, the sheet is what is brighter, however small it is. */
const LEAST_SHEET = 0.03;

/** The most common tone of tiles, a dark bed left aside. */
function paperTone(tones: Float32Array): number {
  const common = mostCommon(tones, 0);
  const brighter = tones.filter((tone) => tone * COVERED > common.tone);
  if (brighter.length < tones.length * LEAST_SHEET) return common.tone;
  return mostCommon(brighter, common.tone).tone;
}

function mostCommon(tones: Float32Array, from: number): { tone: number } {
  const counts = new Uint32Array(256);
  for (const tone of tones) counts[Math.round(tone)]! += 1;
  let best = { tone: from, count: 0 };
  for (let tone = from; tone < 256; tone++) {
    let count = 0;
    for (let near = -3; near <= 3; near++) count += counts[tone + near] ?? 0;
    if (count > best.count) best = { tone, count };
  }
  return best;
}
