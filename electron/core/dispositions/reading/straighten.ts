import type { Field } from './raster-filters.ts';
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
  const lastX = width - 1;
  const lastY = height - 1;
  for (let row = 0, to = 0; row < high; row++) {
    const y = (row + 0.5) / PX;
    for (let column = 0; column < wide; column++, to += 3) {
      const x = (column + 0.5) / PX;
      const w = g * x + h * y + 1;
      const u = (a * x + b * y + c) / w - 0.5;
      const v = (d * x + e * y + f) / w - 0.5;
      if (u < 0 || v < 0 || u >= lastX || v >= lastY) continue;
      const left = u | 0;
      const top = v | 0;
      // In 256ths: whole numbers are faster, and finer than a scan's grain.
      const fx = ((u - left) * 256) | 0;
      const fy = ((v - top) * 256) | 0;
      const at = top * stride + left * 3;
      const below = at + stride;
      const w11 = fx * fy;
      const w10 = (fx << 8) - w11;
      const w01 = (fy << 8) - w11;
      const w00 = 65536 - w11 - w10 - w01;
      out[to] =
        (data[at]! * w00 + data[at + 3]! * w10 + data[below]! * w01 + data[below + 3]! * w11) >>>
        16;
      out[to + 1] =
        (data[at + 1]! * w00 +
          data[at + 4]! * w10 +
          data[below + 1]! * w01 +
          data[below + 4]! * w11) >>>
        16;
      out[to + 2] =
        (data[at + 2]! * w00 +
          data[at + 5]! * w10 +
          data[below + 2]! * w01 +
          data[below + 5]! * w11) >>>
        16;
    }
  }
  return { width: wide, height: high, data: out };
}

/** A part of a picture, in its pixels. */
export interface Part {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * Grey in which pens are dark and coffee is light: red passes coffee, and what green adds keeps a red
 * pen in sight.
 */
export function penGrey(picture: ColourPicture, part: Part = whole(picture)): Field {
  const { left, top, width, height } = part;
  const out = new Uint8Array(width * height);
  for (let row = 0, to = 0; row < height; row++) {
    let from = ((top + row) * picture.width + left) * 3;
    for (let column = 0; column < width; column++, from += 3) {
      out[to++] = (picture.data[from]! * 154 + picture.data[from + 1]! * 102) >> 8;
    }
  }
  return { width, height, data: out };
}

const whole = ({ width, height }: ColourPicture): Part => ({ left: 0, top: 0, width, height });
