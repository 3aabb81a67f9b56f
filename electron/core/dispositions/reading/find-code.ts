import { type GreyPicture, readCodes } from '../../codes/read-codes.ts';
import { readSheetCode, type SheetCode } from './sheet-code.ts';
import { doubled, halved, smooth } from './raster-filters.ts';
import type { Point } from './transform.ts';

export interface FoundCode extends SheetCode {
  /** In pixels of the page, from the code's own upper left clockwise. */
  corners: Point[];
}

const SMALL = 2000;

/** The sheet's code on a page, or null. What one look does not show another may: grain, blur, pale print. */
export async function findSheetCode(page: GreyPicture): Promise<FoundCode | null> {
  const looks: (() => { picture: GreyPicture; scale: number })[] = [
    () => ({ picture: page, scale: 1 }),
    () => ({ picture: halved(page), scale: 2 }),
    () => ({ picture: smooth(page), scale: 1 }),
    () => ({ picture: stretched(smooth(page)), scale: 1 }),
    () => ({ picture: printAlone(page), scale: 1 }),
  ];
  // A small page's code has modules of two pixels or so.
  if (Math.max(page.width, page.height) < SMALL) {
    looks.push(() => ({ picture: enlarged(page), scale: 0.5 }));
  }
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

/** For codes whose modules are too few pixels wide. */
function enlarged(page: GreyPicture): GreyPicture {
  const size = { width: page.width * 2, height: page.height * 2, data: new Uint8Array() };
  return smooth(doubled(page, size));
}

/** Without what is not nearly as dark as print: the edge of a stain across a code is taken for its own. */
function printAlone({ width, height, data }: GreyPicture): GreyPicture {
  const some = data.filter((_, at) => at % 97 === 0).sort();
  const [print, paper] = [some[Math.floor(some.length * 0.01)] ?? 0, some[some.length >> 1] ?? 255];
  const level = print + (paper - print) * 0.3;
  return { width, height, data: data.map((value) => (value < level ? 0 : 255)) };
}

/** Pale print and grey paper as black and white. */
function stretched({ width, height, data }: GreyPicture): GreyPicture {
  return {
    width,
    height,
    data: data.map((value) => (value < 110 ? 0 : value > 190 ? 255 : value)),
  };
}
