import { tileTones } from './background.ts';
import type { Gray } from './reduce.ts';

/** How far from the paper's tone to the ink's a pixel must be to become black. */
const INKY = 0.42;
/** Contrast below which there is only paper in a tile. */
const LEAST_CONTRAST = 26;
/** Millimetres: a letter or two, so that pale writing is judged by its own darkness. */
const TILE_MM = 3;

/**
 * Grey to one bit a pixel, 1 is black, rows on whole bytes. Each place has its own threshold between
 * its paper and the darkest ink near by (after Bernsen 1986, Sauvola 2000): thin and pale strokes
 * stay, shades go.
 */
export function toLineArt(gray: Gray, resolution: number): Buffer {
  const { width, height, data } = gray;
  const tile = Math.max(8, 2 * Math.round((TILE_MM * resolution) / 50.8));
  const { across, down, tones, darkest } = tileTones(gray, tile);
  const thresholds = new Float32Array(across * down);
  for (let ty = 0; ty < down; ty++) {
    for (let tx = 0; tx < across; tx++) {
      let dark = 255;
      for (let y = Math.max(0, ty - 1); y <= Math.min(down - 1, ty + 1); y++) {
        for (let x = Math.max(0, tx - 1); x <= Math.min(across - 1, tx + 1); x++) {
          dark = Math.min(dark, darkest[y * across + x]!);
        }
      }
      const paper = tones[ty * across + tx]!;
      const contrast = Math.max(paper - dark, 0);
      const less = contrast < LEAST_CONTRAST ? LEAST_CONTRAST : Math.max(INKY * contrast, 12);
      thresholds[ty * across + tx] = paper - less;
    }
  }
  const stride = Math.ceil(width / 8);
  const bits = Buffer.alloc(stride * height);
  const row = new Float32Array(across + 2);
  for (let y = 0; y < height; y++) {
    const at = Math.min(Math.max((y + 0.5) / tile - 0.5, 0), down - 1);
    const upper = Math.floor(at) * across;
    const lower = Math.min(Math.floor(at) + 1, down - 1) * across;
    const part = at - Math.floor(at);
    for (let tx = 0; tx < across; tx++) {
      row[tx + 1] = thresholds[upper + tx]! * (1 - part) + thresholds[lower + tx]! * part;
    }
    row[0] = row[1]!;
    row[across + 1] = row[across]!;
    blacken(data, y * width, width, row, tile, bits, y * stride);
  }
  return bits;
}

function blacken(
  data: Uint8Array,
  start: number,
  width: number,
  row: Float32Array,
  tile: number,
  bits: Buffer,
  into: number,
): void {
  // Between the middles of two tiles the threshold changes evenly; `row` has one more at each end.
  for (let part = 0, x = 0; x < width; part++) {
    const end = Math.min(width, part * tile + tile / 2);
    const step = (row[part + 1]! - row[part]!) / tile;
    let threshold = row[part]! + (part === 0 ? 0 : step / 2);
    for (; x < end; x++, threshold += step) {
      if (data[start + x]! <= threshold) bits[into + (x >> 3)]! |= 0x80 >> (x & 7);
    }
  }
}
