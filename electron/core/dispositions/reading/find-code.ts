import { type GreyPicture, readCodes } from '../../codes/read-codes.ts';
import { readSheetCode, type SheetCode } from './sheet-code.ts';
import { smooth } from './raster-filters.ts';
import type { Point } from './transform.ts';

export interface FoundCode extends SheetCode {
  /** In pixels of the page, from the code's own upper left clockwise. */
  corners: Point[];
}

/** The sheet's code on a page, or null. What one look does not show another may: grain, blur, pale print. */
export async function findSheetCode(page: GreyPicture): Promise<FoundCode | null> {
  const looks: (() => { picture: GreyPicture; scale: number })[] = [
    () => ({ picture: page, scale: 1 }),
    () => ({ picture: smooth(page), scale: 1 }),
    () => ({ picture: halved(page), scale: 2 }),
    () => ({ picture: stretched(smooth(page)), scale: 1 }),
    () => ({ picture: doubled(page), scale: 0.5 }),
  ];
  for (const look of looks) {
    const { picture, scale } = look();
    for (const { text, valid, corners } of await readCodes(picture, ['QRCode'])) {
      const code = valid ? readSheetCode(text) : null;
      if (!code) continue;
      return { ...code, corners: corners.map(({ x, y }) => ({ x: x * scale, y: y * scale })) };
    }
  }
  return null;
}

function halved({ width, height, data }: GreyPicture): GreyPicture {
  const [wide, high] = [width >> 1, height >> 1];
  const out = new Uint8Array(wide * high);
  for (let y = 0; y < high; y++) {
    for (let x = 0, at = y * 2 * width; x < wide; x++, at += 2) {
      const sum = data[at]! + data[at + 1]! + data[at + width]! + data[at + width + 1]!;
      out[y * wide + x] = sum >> 2;
    }
  }
  return { width: wide, height: high, data: out };
}

function doubled({ width, height, data }: GreyPicture): GreyPicture {
  const [wide, high] = [width * 2, height * 2];
  const out = new Uint8Array(wide * high);
  for (let y = 0; y < high; y++) {
    const from = (y >> 1) * width;
    for (let x = 0; x < wide; x++) out[y * wide + x] = data[from + (x >> 1)]!;
  }
  return smooth({ width: wide, height: high, data: out });
}

/** Pale print and grey paper as black and white. */
function stretched({ width, height, data }: GreyPicture): GreyPicture {
  return {
    width,
    height,
    data: data.map((value) => (value < 110 ? 0 : value > 190 ? 255 : value)),
  };
}
