import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { LontarError } from '../../../shared/contract/error.ts';
import type { ScannedPage } from '../../../shared/contract/scanning.ts';
import { writeDurably } from '../archive/durable.ts';
import { readJpegHeader } from './image-pdf/jpeg-header.ts';
import { loadSharp } from './imaging.ts';
import { IMPORT_LIMITS } from './import/limits.ts';
import { HEAD_BYTES, sniff } from './import/sniff.ts';
import { keepPage, pageFile, type PageWish } from './keep-page.ts';
import type { Raster } from './raster.ts';

/**
 * A page that a device has already made a picture of, as a file in `outDir`. A JPEG of the mode that
 * was asked for is kept as it came, apart from its resolution; it is not compressed twice.
 * @throws `scanning.wrong-type` `{found}`, `scanning.page-too-large`, `scanning.incomplete-page`
 */
export async function keepPicture(
  path: string,
  outDir: string,
  wish: PageWish,
): Promise<ScannedPage> {
  const bytes = await readFile(path);
  const content = sniff(bytes.subarray(0, HEAD_BYTES));
  const found = content.kind ?? content.found;
  if (content.kind === null || content.kind === 'pdf') {
    throw new LontarError('scanning.wrong-type', { found });
  }
  const size = await checkPicture(bytes);
  const header = content.kind === 'jpeg' ? await readJpegHeader(readerOf(bytes)) : null;
  const components = { color: 3, gray: 1, lineart: 0 }[wish.mode];
  if (header?.components !== components || header.frame > 2 || header.precision !== 8) {
    return keepPage(await decode(bytes, wish), outDir, wish);
  }
  const plain = header.exif?.orientation === 1 ? withoutExif(bytes) : bytes;
  const tagged = withResolution(plain, wish.resolution);
  const to = pageFile(outDir, wish.number, 'jpg');
  await writeDurably(to, tagged);
  return {
    number: wish.number,
    path: to,
    type: 'image/jpeg',
    ...size,
    resolution: wish.resolution,
    mode: wish.mode,
    bytes: tagged.length,
    sha256: createHash('sha256').update(tagged).digest('hex'),
  };
}

/** Its size, once it is known to be whole: read down to its last row. */
async function checkPicture(bytes: Buffer): Promise<{ width: number; height: number }> {
  const sharp = await loadSharp();
  const { side, pixels, heldPixels, decodeSeconds } = IMPORT_LIMITS;
  const incomplete = (error: unknown) => {
    throw new LontarError('scanning.incomplete-page', {}, { cause: error });
  };
  // Only the header is read: how large it says it is costs nothing yet.
  const metadata = sharp(bytes, { limitInputPixels: false }).metadata();
  const { width, height, isProgressive } = await metadata.catch(incomplete);
  if (Math.max(width, height) > side || width * height > (isProgressive ? heldPixels : pixels)) {
    throw new LontarError('scanning.page-too-large', { width, height, limit: side });
  }
  await sharp(bytes, { limitInputPixels: pixels, failOn: 'truncated' })
    .timeout({ seconds: decodeSeconds })
    .resize(64, 64, { fit: 'inside', kernel: 'nearest' })
    .raw()
    .toBuffer()
    .catch(incomplete);
  return { width, height };
}

async function decode(bytes: Buffer, { mode }: PageWish): Promise<Raster> {
  const sharp = await loadSharp();
  const { data, info } = await sharp(bytes, { limitInputPixels: IMPORT_LIMITS.pixels })
    .timeout({ seconds: IMPORT_LIMITS.decodeSeconds })
    .flatten({ background: '#fff' })
    .toColourspace(mode === 'color' ? 'srgb' : 'b-w')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const channels = info.channels === 1 ? 1 : 3;
  return { width: info.width, height: info.height, channels, bits: 8, data };
}

const readerOf = (bytes: Buffer) => (offset: number, length: number) =>
  Promise.resolve(bytes.subarray(offset, offset + length));

const JFIF_LENGTH = 18;

/**
 * Devices often leave the resolution out or write a fixed one; the paper's size comes of it. A JFIF
 * segment is changed where there is one and put first where there is none (ITU-T T.871, 10).
 */
function withResolution(jpeg: Buffer, dpi: number): Buffer {
  const rounded = Math.min(Math.round(dpi), 0xffff);
  const segment = Buffer.from('ffe000104a46494600010201000000000000', 'hex');
  segment.writeUInt16BE(rounded, 12);
  segment.writeUInt16BE(rounded, 14);
  const own = jpeg.readUInt16BE(2) === 0xffe0 && jpeg.toString('latin1', 6, 11) === 'JFIF\0';
  if (!own || jpeg.readUInt16BE(4) < JFIF_LENGTH - 2) {
    return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
  }
  const changed = Buffer.from(jpeg);
  changed[13] = 1;
  changed.writeUInt16BE(rounded, 14);
  changed.writeUInt16BE(rounded, 16);
  return changed;
}

/** Its other statement of the resolution, which some readers prefer; a scanner has no more to say there. */
function withoutExif(jpeg: Buffer): Buffer {
  for (let at = 2; at + 10 < jpeg.length && jpeg[at] === 0xff && jpeg[at + 1] !== 0xda;) {
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    if (jpeg[at + 1] === 0xe1 && jpeg.toString('latin1', at + 4, at + 9) === 'Exif\0') {
      return Buffer.concat([jpeg.subarray(0, at), jpeg.subarray(end)]);
    }
    at = end;
  }
  return jpeg;
}
