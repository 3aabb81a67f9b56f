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

/** Takes out the paper's own tone and the lamp's unevenness. */
export function againstPaper(gray: Gray): Background {
  const { width, height, data } = gray;
  const across = Math.ceil(width / TILE);
  const down = Math.ceil(height / TILE);
  const tones = new Float32Array(across * down);
  const histogram = new Uint32Array(256);
  for (let ty = 0; ty < down; ty++) {
    for (let tx = 0; tx < across; tx++) {
      tones[ty * across + tx] = brightTone(gray, tx * TILE, ty * TILE, histogram);
    }
  }
  const paper = paperTone(tones);
  const floor = paper * COVERED;
  for (let i = 0; i < tones.length; i++) if (tones[i]! < floor) tones[i] = paper;
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

/** The tone that all but the brightest pixels of a tile stay below. */
function brightTone(gray: Gray, left: number, top: number, histogram: Uint32Array): number {
  histogram.fill(0);
  const right = Math.min(left + TILE, gray.width);
  const bottom = Math.min(top + TILE, gray.height);
  let count = 0;
  // Every second row tells as much.
  for (let y = top; y < bottom; y += 2) {
    for (let x = left; x < right; x++) histogram[gray.data[y * gray.width + x]!]! += 1;
    count += right - left;
  }
  let above = count * BRIGHTEST;
  let tone = 255;
  while (tone > 0 && above >= histogram[tone]!) above -= histogram[tone--]!;
  return tone;
}

/** The most common tone of tiles, dark surroundings left aside where there is anything brighter. */
function paperTone(tones: Float32Array): number {
  const counts = new Float64Array(256);
  for (const tone of tones) counts[Math.round(tone)]! += 1;
  const smooth = (tone: number) => {
    let sum = 0;
    for (let near = -4; near <= 4; near++) sum += counts[tone + near] ?? 0;
    return sum;
  };
  let best = 0;
  let most = 0;
  for (let tone = 0; tone < 256; tone++) {
    // A sheet that covers a third of a dark glass is still the sheet.
    const weight = smooth(tone) * (tone >= 100 ? 3 : 1);
    if (weight > most) [best, most] = [tone, weight];
  }
  return best;
}
