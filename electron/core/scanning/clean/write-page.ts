import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { writeDurably } from '../../archive/durable.ts';
import { loadSharp } from '../imaging.ts';

import type { CleanOut, CleanedPage } from './cleaner.ts';
import type { Pixels } from './reduce.ts';

/** Fits into so many pixels. */
const THUMBNAIL = { width: 240, height: 320 } as const;
const THUMBNAIL_QUALITY = 75;

type Coded = Pick<CleanedPage, 'path' | 'type' | 'width' | 'height' | 'bytes' | 'sha256'>;

/** JPEG; colour at half the sharpness of light, as everywhere for pages of this quality. */
export async function encodeJpeg(
  page: Pixels,
  quality: number,
  resolution: number,
): Promise<Buffer> {
  const sharp = await loadSharp();
  const { data, width, height, channels } = page;
  const picture = sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
  if (channels === 1) picture.toColourspace('b-w');
  return picture.withDensity(resolution).jpeg({ quality }).toBuffer();
}

/** Safe on disk once this returns. @throws `disk.full`, `file.not-writable` */
export async function writePage(
  bytes: Buffer,
  { width, height }: { width: number; height: number },
  type: CleanedPage['type'],
  out: CleanOut,
): Promise<Coded> {
  const path = join(out.folder, `${out.name}.${type === 'image/png' ? 'png' : 'jpg'}`);
  await writeDurably(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path, type, width, height, bytes: bytes.length, sha256 };
}

/** @param small the clean page at a fraction of its size, larger than the thumbnail if it can be */
export async function writeThumbnail(
  small: Pixels,
  out: CleanOut,
): Promise<CleanedPage['thumbnail']> {
  const sharp = await loadSharp();
  const { data, width, height, channels } = small;
  const { data: bytes, info } = await sharp(data, { raw: { width, height, channels } })
    .resize({ ...THUMBNAIL, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: THUMBNAIL_QUALITY })
    .toBuffer({ resolveWithObject: true });
  const path = join(out.thumbnails ?? out.folder, `${out.name}.thumb.jpg`);
  await writeDurably(path, bytes);
  return { path, width: info.width, height: info.height };
}
