import { inflateSync } from 'node:zlib';
import type { PictureTags, ReadAt } from './tiff-tags.ts';
import { readExif } from './tiff-tags.ts';

export interface PngHeader {
  width: number;
  height: number;
  bits: number;
  /** W3C PNG, 11.2.1: 0 grey, 2 colour, 3 palette, 4 and 6 with alpha. */
  colorType: number;
  interlaced: boolean;
  transparent: boolean;
  palette: Buffer | null;
  xDpi: number;
  yDpi: number;
  exif: PictureTags | null;
  profile: Buffer | null;
  /** Where the picture's data lies in the file: one deflate stream in pieces. */
  data: { offset: number; length: number }[];
}

const MOST_CHUNKS = 200_000;
const MOST_PROFILE = 4 << 20;

/** Walks the chunks to the end; null where they break off before the picture's data. */
export async function readPngHeader(readAt: ReadAt): Promise<PngHeader | null> {
  let png: PngHeader | null = null;
  let at = 8;
  for (let count = 0; count < MOST_CHUNKS; count++) {
    const head = await readAt(at, 8);
    if (head.length < 8) break;
    const length = head.readUInt32BE(0);
    const type = head.toString('latin1', 4, 8);
    if (type === 'IEND') break;
    if (type === 'IDAT') png?.data.push({ offset: at + 8, length });
    else if (type === 'IHDR') png = readStart(await readAt(at + 8, 13));
    else if (png && KNOWN.has(type) && length <= MOST_PROFILE) {
      await readChunk(type, await readAt(at + 8, length), png);
    }
    at += 12 + length;
  }
  return png && png.data.length > 0 && png.width > 0 && png.height > 0 ? png : null;
}

const KNOWN = new Set(['PLTE', 'tRNS', 'pHYs', 'eXIf', 'iCCP']);

function readStart(body: Buffer): PngHeader | null {
  if (body.length < 13) return null;
  return {
    width: body.readUInt32BE(0),
    height: body.readUInt32BE(4),
    bits: body[8]!,
    colorType: body[9]!,
    interlaced: body[12] !== 0,
    transparent: body[9]! >= 4,
    palette: null,
    xDpi: 0,
    yDpi: 0,
    exif: null,
    profile: null,
    data: [],
  };
}

async function readChunk(type: string, body: Buffer, png: PngHeader): Promise<void> {
  if (type === 'PLTE') png.palette = body;
  else if (type === 'tRNS') png.transparent = true;
  else if (type === 'eXIf') png.exif = await readExif(body);
  else if (type === 'pHYs' && body.length >= 9 && body[8] === 1) {
    png.xDpi = body.readUInt32BE(0) * 0.0254;
    png.yDpi = body.readUInt32BE(4) * 0.0254;
  } else if (type === 'iCCP') {
    const name = body.indexOf(0);
    try {
      png.profile = inflateSync(body.subarray(name + 2), { maxOutputLength: MOST_PROFILE });
    } catch {
      png.profile = null; // a broken profile says nothing; the picture stays
    }
  }
}
