import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Metadata, SharpOptions } from 'sharp';
import { LontarError } from '../../../../shared/contract/error.ts';
import { loadSharp } from '../imaging.ts';
import { IMPORT_LIMITS } from '../import/limits.ts';
import { openFile } from '../import/open-file.ts';
import { kindOf } from '../import/read-file-kind.ts';
import type { FileKind } from '../import/sniff.ts';
import type { RawPage } from './cleaner.ts';
import type { Pixels } from './reduce.ts';

export interface DecodedPage extends Pixels {
  /** Dots per inch: as given, else the file's word where it is believable, else as if it were A4. */
  resolution: number;
  oneBit: boolean;
  /** The file's own bytes where they are a JPEG of just these pixels. */
  jpeg: Buffer | null;
}

const A4_HEIGHT_INCHES = 11.69;
/** What cameras and screens write when they mean nothing, and how long a page may be made of it. */
const VAGUE_DPI = 96;
const VAGUE_INCHES = 18;
const LONGEST_INCHES = 50;

/**
 * The page's pixels, decoded once: upright by its Exif orientation, without transparency, in eight
 * bits, grey or sRGB.
 * @throws `file.…`; what is too large is refused before anything is decoded
 */
export async function decodePage({ path, resolution, page = 0 }: RawPage): Promise<DecodedPage> {
  const name = basename(path);
  const { bytes, kind } = await readPicture(path);
  const sharp = await loadSharp();
  // Every page is held whole here, whatever its coding.
  const { heldPixels, side, decodeSeconds } = IMPORT_LIMITS;
  const options: SharpOptions = {
    limitInputPixels: heldPixels,
    ...(kind === 'tiff' ? { page, pages: 1 } : {}),
  };
  try {
    const header = await sharp(bytes, { ...options, failOn: 'error' }).metadata();
    const { width, height } = header;
    if (Math.max(width, height) > side || width * height > heldPixels) {
      throw new LontarError('file.too-large', { name, what: 'pixels', width, height, limit: side });
    }
    const decode = (failOn: 'warning' | 'error') => {
      const picture = sharp(bytes, { ...options, failOn }).timeout({ seconds: decodeSeconds });
      const upright = turned(header) ? picture.autoOrient() : picture;
      const flat = header.hasAlpha ? upright.flatten({ background: '#ffffff' }) : upright;
      const meant = flat.toColourspace(isGray(header) ? 'b-w' : 'srgb');
      return meant.raw().toBuffer({ resolveWithObject: true });
    };
    // A JPEG that was cut and closed again only earns a warning; so do harmless oddities.
    const { data, info } =
      kind === 'jpeg'
        ? await decode('warning').catch((error: unknown) => {
            if (/premature end/i.test(String(error))) throw error;
            return decode('error');
          })
        : await decode('error');
    const channels = info.channels === 1 ? 1 : 3;
    return {
      data: info.channels === channels ? data : firstChannels(data, info.channels, channels),
      width: info.width,
      height: info.height,
      channels,
      resolution: resolution ?? densityOf(header, info),
      oneBit: isGray(header) && header.bitsPerSample === 1,
      jpeg: kind === 'jpeg' && !turned(header) && header.channels === channels ? bytes : null,
    };
  } catch (error) {
    throw refusal(error, name, kind);
  }
}

async function readPicture(path: string): Promise<{ bytes: Buffer; kind: FileKind }> {
  const { file } = await openFile(path, IMPORT_LIMITS);
  try {
    const kind = await kindOf(file, path);
    if (kind === 'pdf') {
      const name = basename(path);
      throw new LontarError('file.type', { name, path, claimed: 'picture', found: kind });
    }
    return { bytes: await readFile(file), kind };
  } finally {
    await file.close();
  }
}

const isGray = ({ space }: Metadata) => space === 'b-w' || space === 'grey16';
const turned = ({ orientation = 1 }: Metadata) => orientation !== 1;

function firstChannels(data: Uint8Array, from: number, to: number): Uint8Array {
  const out = new Uint8Array((data.length / from) * to);
  for (let at = 0, into = 0; into < out.length; at += from) {
    for (let c = 0; c < to; c++) out[into++] = data[at + c]!;
  }
  return out;
}

function densityOf({ density = 0 }: Metadata, size: { width: number; height: number }): number {
  const longest = Math.max(size.width, size.height);
  const inches = longest / density;
  const vague = density <= VAGUE_DPI && inches > VAGUE_INCHES;
  const sound = density >= 50 && density <= 4800 && inches <= LONGEST_INCHES && !vague;
  return sound ? density : Math.max(1, Math.round(longest / A4_HEIGHT_INCHES));
}

function refusal(error: unknown, name: string, kind: FileKind): LontarError {
  if (error instanceof LontarError) return error;
  const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  if (/pixel limit/i.test(reason)) {
    return new LontarError('file.too-large', { name, what: 'pixels' });
  }
  return new LontarError('file.damaged', { name, kind, reason });
}
