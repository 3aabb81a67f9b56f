import { open, rm, stat } from 'node:fs/promises';
import type { SharpOptions } from 'sharp';
import { LontarError } from '../../../../shared/contract/error.ts';
import type { Sharp } from '../imaging.ts';
import { loadSharp } from '../imaging.ts';
import type { ImportLimits } from '../import/limits.ts';
import type { TakenFile } from '../import/take-file.ts';
import { packBits } from '../raster.ts';
import { encodeGroup4 } from './group4.ts';
import type { PageImage } from './page-image.ts';
import type { Paper } from './paper.ts';
import { readPngHeader } from './png-header.ts';

/** Higher than a scan's own: the picture was not compressed before, or not by us. */
const JPEG = { quality: 92, chromaSubsampling: '4:4:4' } as const;
/** A drawing, a form, text on screen: kept without loss. Paper under a lamp has far more tones. */
const FEW_TONES = 256;
const SAMPLE_SIDE = 1200;
const MIDDLE = 127;

/** Decodes to the last row, at an eighth of the size where the coding allows it. */
export async function checkDecodes(taken: TakenFile, limits: ImportLimits): Promise<void> {
  const sharp = await loadSharp();
  const decode = (failOn: FailOn) =>
    openPicture(sharp, taken, 0, limits, failOn).resize({ width: 64 }).raw().toBuffer();
  // A JPEG that was cut and closed again only earns a warning; so do harmless oddities.
  const halved = taken.kind === 'jpeg' && (await decode('warning').then(fine, endsEarly));
  if (halved) throw broken(taken, 'premature end');
  await decoding(taken, decode('error'));
}

const fine = () => false;
const endsEarly = (error: unknown) => /premature end/i.test(String(error));

/**
 * A picture that PDF can't hold as it is: transparency becomes white, sixteen bits eight. One bit a
 * pixel stays that (Group 4); few tones stay exact (deflate); what is left is photographic, a scan
 * above all, and becomes JPEG: without loss such a page takes ten times the room and looks the same.
 */
export async function decodePicture(
  taken: TakenFile,
  page: number,
  paper: Paper | ((pixels: { width: number; height: number }) => Paper),
  limits: ImportLimits,
  oneBit = false,
): Promise<PageImage> {
  const sharp = await loadSharp();
  const again = () => openPicture(sharp, taken, page, limits);
  const header = await decoding(taken, again().metadata());
  const { width, height } = header;
  const paperFor = typeof paper === 'function' ? paper({ width, height }) : paper;
  const upright = { paper: paperFor, width, height, profile: null, inverted: false };
  const gray = header.space === 'b-w' || header.space === 'grey16';
  const space = gray ? 'b-w' : 'srgb';
  // Group 4 is coded from the whole picture; a larger one stays exact by deflate.
  if (oneBit && width * height <= limits.heldPixels) {
    return { ...upright, ...(await asGroup4(taken, again())) };
  }
  const flat = () => again().flatten({ background: '#ffffff' }).toColourspace(space);
  if (await hasFewTones(taken, flat())) return { ...upright, ...(await asDeflate(taken, flat())) };
  const bytes = await decoding(taken, flat().jpeg(JPEG).toBuffer());
  return {
    ...upright,
    bits: 8,
    color: gray ? 'gray' : 'rgb',
    filter: 'DCTDecode',
    decodeParms: null,
    bytes: bytes.length,
    read: async function* () {
      yield bytes;
    },
  };
}

type FailOn = 'warning' | 'error';

function openPicture(
  sharp: Sharp,
  taken: TakenFile,
  page: number,
  limits: ImportLimits,
  failOn: FailOn = 'error',
) {
  const options: SharpOptions = {
    failOn,
    limitInputPixels: limits.pixels,
    sequentialRead: true,
    ...(taken.kind === 'tiff' ? { page, pages: 1 } : {}),
  };
  return sharp(taken.path, options).timeout({ seconds: limits.decodeSeconds });
}

type Picture = ReturnType<typeof openPicture>;
type Coded = Pick<PageImage, 'bits' | 'color' | 'filter' | 'decodeParms' | 'bytes' | 'read'>;

async function asGroup4(taken: TakenFile, picture: Picture): Promise<Coded> {
  const raw = picture.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  const { data, info } = await decoding(taken, raw);
  const { width, height, channels } = info;
  if (channels !== 1) throw broken(taken, 'channels');
  const bytes = encodeGroup4(packBits(data, width, height, MIDDLE), width, height);
  return {
    bits: 1,
    color: 'gray',
    filter: 'CCITTFaxDecode',
    decodeParms: `<< /K -1 /Columns ${width} /Rows ${height} >>`,
    bytes: bytes.length,
    read: async function* () {
      yield bytes;
    },
  };
}

/** By way of a PNG beside the copy: its data is what `/Predictor 15` reads, and may be large. */
async function asDeflate(taken: TakenFile, picture: Picture): Promise<Coded> {
  const path = `${taken.path}.png`;
  await decoding(
    taken,
    picture.png({ compressionLevel: 9, adaptiveFiltering: false }).toFile(path),
  );
  const file = await open(path, 'r');
  const readAt = async (offset: number, length: number) => {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  };
  const close = async () => {
    await file.close();
    await rm(path, { force: true });
  };
  const png = await readPngHeader(readAt);
  if (png === null || (await stat(path)).size === 0) {
    await close();
    throw broken(taken, 'png');
  }
  const colors = png.colorType === 2 ? 3 : 1;
  return {
    bits: 8,
    color: colors === 3 ? 'rgb' : 'gray',
    filter: 'FlateDecode',
    decodeParms: `<< /Predictor 15 /Colors ${colors} /BitsPerComponent 8 /Columns ${png.width} >>`,
    bytes: png.data.reduce((sum, { length }) => sum + length, 0),
    read: async function* () {
      try {
        for (const { offset, length } of png.data) yield await readAt(offset, length);
      } finally {
        await close();
      }
    },
  };
}

async function hasFewTones(taken: TakenFile, picture: Picture): Promise<boolean> {
  const small = picture.resize({
    width: SAMPLE_SIDE,
    height: SAMPLE_SIDE,
    fit: 'inside',
    withoutEnlargement: true,
    // No new tones from mixing neighbours.
    kernel: 'nearest',
    fastShrinkOnLoad: false,
  });
  const { data, info } = await decoding(taken, small.raw().toBuffer({ resolveWithObject: true }));
  const tones = new Set<number>();
  const step = info.channels;
  const most = step === 1 ? FEW_TONES >> 4 : FEW_TONES;
  for (let at = 0; at + step <= data.length; at += step) {
    tones.add(step === 1 ? data[at]! : (data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!);
    if (tones.size > most) return false;
  }
  return true;
}

async function decoding<T>(taken: TakenFile, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (/pixel limit/i.test(reason)) {
      throw new LontarError('file.too-large', { name: taken.name, what: 'pixels' });
    }
    if (/no space left|ENOSPC/i.test(reason))
      throw new LontarError('disk.full', { path: taken.path });
    throw broken(taken, reason.split('\n')[0] ?? '');
  }
}

function broken(taken: TakenFile, reason: string): LontarError {
  return new LontarError('file.damaged', { name: taken.name, kind: taken.kind, reason });
}
