import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { LontarError } from '../../../../shared/contract/error.ts';
import type { ImportLimits } from '../import/limits.ts';
import type { TakenFile } from '../import/take-file.ts';
import { checkDecodes, decodePicture } from './decode-picture.ts';
import type { JpegHeader } from './jpeg-header.ts';
import { readJpegHeader } from './jpeg-header.ts';
import type { PageImage } from './page-image.ts';
import { usableProfile } from './page-image.ts';
import { layOnPaper, turnedBy } from './paper.ts';
import type { PngHeader } from './png-header.ts';
import { readPngHeader } from './png-header.ts';
import type { ReadAt } from './tiff-tags.ts';
import { readTiffPages } from './tiff-tags.ts';

const CHUNK = 1 << 20;
/** Thumbnails and previews beside the pages are read too before they are passed over. */
const MOST_FOLDERS_A_PAGE = 4;

type Turn = 0 | 90 | 180 | 270;

/**
 * The pictures of one file, each ready to lie on a page: JPEG as it is, PNG as it is where PDF can
 * hold it, everything else decoded. The file stays open while a picture is being read.
 * @param turn clockwise, beside the picture's own orientation; of JPEG and PNG
 * @throws `file.damaged`, `file.too-large`
 */
export async function* pageImages(
  taken: TakenFile,
  limits: ImportLimits,
  turn: Turn = 0,
): AsyncGenerator<PageImage> {
  const file = await open(taken.path, 'r');
  const readAt = readerOf(file);
  try {
    if (taken.kind === 'jpeg')
      yield await jpegImage(taken, file, await readJpegHeader(readAt), limits, turn);
    if (taken.kind === 'png')
      yield await pngImage(taken, file, await readPngHeader(readAt), limits, turn);
    if (taken.kind === 'tiff') yield* tiffImages(taken, readAt, limits);
  } finally {
    await file.close();
  }
}

/** Pages that a picture file will give; 1 where it can't be told. */
export async function countPictures(
  file: FileHandle,
  kind: TakenFile['kind'],
  limits: ImportLimits,
): Promise<number> {
  return (await findPictures(file, kind, limits)).length;
}

/** Where a picture file's pages are among its pictures, from 0: thumbnails are passed over. */
export async function findPictures(
  file: FileHandle,
  kind: TakenFile['kind'],
  limits: ImportLimits,
): Promise<number[]> {
  if (kind !== 'tiff') return [0];
  const folders = await readTiffPages(readerOf(file), limits.pages * MOST_FOLDERS_A_PAGE + 1);
  const pages = [...folders.keys()].filter((at) => !folders[at]!.thumbnail);
  return pages.length > 0 ? pages : [0];
}

export function readerOf(file: FileHandle): ReadAt {
  return async (offset, length) => {
    if (!Number.isSafeInteger(offset) || offset < 0 || length > 1 << 28) return Buffer.alloc(0);
    const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  };
}

async function jpegImage(
  taken: TakenFile,
  file: FileHandle,
  header: JpegHeader | null,
  limits: ImportLimits,
  turn: Turn,
): Promise<PageImage> {
  if (header === null) throw damaged(taken, 'header');
  checkSize(taken, header, limits, header.frame === 2);
  const { width, height, exif, jfif } = header;
  const dpi = dpiOf(jfif, exif);
  const paper = layOnPaper(header, dpi, turnedBy(exif?.orientation ?? 1, turn));
  const color = ({ 1: 'gray', 3: 'rgb', 4: 'cmyk' } as const)[header.components];
  if (color === undefined || header.frame > 2 || header.precision !== 8) {
    return decodePicture(taken, 0, paper, limits);
  }
  await checkDecodes(taken, limits);
  const plain = header.plainRgb && header.adobe === null && header.jfif === null;
  return {
    paper,
    width,
    height,
    bits: 8,
    color,
    profile: usableProfile(header.profile, color),
    filter: 'DCTDecode',
    decodeParms: plain ? '<< /ColorTransform 0 >>' : null,
    inverted: color === 'cmyk' && header.adobe !== null,
    bytes: taken.bytes,
    read: () => pieces(file, [{ offset: 0, length: taken.bytes }]),
  };
}

async function pngImage(
  taken: TakenFile,
  file: FileHandle,
  header: PngHeader | null,
  limits: ImportLimits,
  turn: Turn,
): Promise<PageImage> {
  if (header === null) throw damaged(taken, 'header');
  checkSize(taken, header, limits, header.interlaced);
  const { width, height, bits, colorType, exif, palette } = header;
  const dpi = dpiOf(header, exif);
  const paper = layOnPaper(header, dpi, turnedBy(exif?.orientation ?? 1, turn));
  const indexed = colorType === 3 ? palette : null;
  const oneBit = bits === 1 && colorType === 0;
  if (bits > 8 || header.transparent || header.interlaced || oneBit) {
    return decodePicture(taken, 0, paper, limits, oneBit);
  }
  if (colorType === 3 && indexed === null) throw damaged(taken, 'palette');
  await checkDecodes(taken, limits);
  const color = indexed
    ? { palette: indexed.subarray(0, 3 * 256) }
    : colorType === 2
      ? 'rgb'
      : 'gray';
  const colors = colorType === 2 ? 3 : 1;
  return {
    paper,
    width,
    height,
    bits: bits as PageImage['bits'],
    color,
    profile: usableProfile(header.profile, color),
    filter: 'FlateDecode',
    decodeParms: `<< /Predictor 15 /Colors ${colors} /BitsPerComponent ${bits} /Columns ${width} >>`,
    inverted: false,
    bytes: header.data.reduce((sum, { length }) => sum + length, 0),
    read: () => pieces(file, header.data),
  };
}

async function* tiffImages(
  taken: TakenFile,
  readAt: ReadAt,
  limits: ImportLimits,
): AsyncGenerator<PageImage> {
  const folders = await readTiffPages(readAt, limits.pages * MOST_FOLDERS_A_PAGE + 1);
  if (folders.length === 0) throw damaged(taken, 'header');
  const only = folders.every((folder) => folder.thumbnail);
  for (const [page, folder] of folders.entries()) {
    if (folder.thumbnail && !only) continue;
    const layOut = (pixels: { width: number; height: number }) => {
      checkSize(taken, pixels, limits, false);
      return layOnPaper(pixels, { x: folder.xDpi, y: folder.yDpi }, folder.orientation);
    };
    yield await decodePicture(
      taken,
      page,
      layOut,
      limits,
      folder.bits === 1 && folder.samples === 1,
    );
  }
}

/** The file's own word first, then Exif: cameras write the one, editors often forget the other. */
function dpiOf(
  own: { xDpi: number; yDpi: number } | null,
  exif: { xDpi: number; yDpi: number } | null,
): { x: number; y: number } {
  const from = own !== null && own.xDpi > 0 ? own : (exif ?? { xDpi: 0, yDpi: 0 });
  return { x: from.xDpi, y: from.yDpi > 0 ? from.yDpi : from.xDpi };
}

function checkSize(
  taken: TakenFile,
  { width, height }: { width: number; height: number },
  limits: ImportLimits,
  held: boolean,
): void {
  const pixels = held ? Math.min(limits.pixels, limits.heldPixels) : limits.pixels;
  if (width <= limits.side && height <= limits.side && width * height <= pixels) return;
  throw new LontarError('file.too-large', {
    name: taken.name,
    what: 'pixels',
    width,
    height,
    limit: limits.side,
  });
}

async function* pieces(
  file: FileHandle,
  parts: { offset: number; length: number }[],
): AsyncGenerator<Uint8Array> {
  for (const { offset, length } of parts) {
    for (let done = 0; done < length;) {
      const want = Math.min(CHUNK, length - done);
      const { bytesRead, buffer } = await file.read(Buffer.alloc(want), 0, want, offset + done);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      done += bytesRead;
    }
  }
}

function damaged(taken: TakenFile, reason: string): LontarError {
  return new LontarError('file.damaged', { name: taken.name, kind: taken.kind, reason });
}
