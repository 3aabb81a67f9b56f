import type { Transform } from './transform.ts';

/** A page in colour, three bytes a pixel, row by row. */
export interface ColourPicture {
  width: number;
  height: number;
  data: Uint8Array;
}

/** Pixels a millimetre of the straightened sheet: 203 dots per inch. */
export const PX = 8;

/**
 * The sheet as it was printed: upright, edge on edge, one size whatever the scan's.
 * @param sheet millimetres
 */
export function straighten(
  { width, height, data }: ColourPicture,
  [a, b, c, d, e, f, g, h]: Transform,
  sheet: { width: number; height: number },
): ColourPicture {
  const wide = Math.round(sheet.width * PX);
  const high = Math.round(sheet.height * PX);
  const out = new Uint8Array(wide * high * 3).fill(255);
  const stride = width * 3;
  for (let row = 0, to = 0; row < high; row++) {
    const y = (row + 0.5) / PX;
    for (let column = 0; column < wide; column++, to += 3) {
      const x = (column + 0.5) / PX;
      const w = g * x + h * y + 1;
      const u = (a * x + b * y + c) / w - 0.5;
      const v = (d * x + e * y + f) / w - 0.5;
      if (u < 0 || v < 0 || u >= width - 1 || v >= height - 1) continue;
      const left = u | 0;
      const top = v | 0;
      const fx = u - left;
      const fy = v - top;
      const at = top * stride + left * 3;
      const w00 = (1 - fx) * (1 - fy);
      const w10 = fx * (1 - fy);
      const w01 = (1 - fx) * fy;
      const w11 = fx * fy;
      for (let channel = 0; channel < 3; channel++) {
        const near = at + channel;
        out[to + channel] =
          data[near]! * w00 +
          data[near + 3]! * w10 +
          data[near + stride]! * w01 +
          data[near + stride + 3]! * w11 +
          0.5;
      }
    }
  }
  return { width: wide, height: high, data: out };
}

/**
 * Grey in which pens are dark and coffee is light: red passes coffee, and what green adds keeps a red
 * pen in sight.
 */
export function penGrey({ data }: ColourPicture): Uint8Array {
  const out = new Uint8Array(data.length / 3);
  for (let at = 0, from = 0; at < out.length; at++, from += 3) {
    out[at] = (data[from]! * 154 + data[from + 1]! * 102) >> 8;
  }
  return out;
}
