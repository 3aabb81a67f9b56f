import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LontarError } from '../../../shared/contract/error.ts';
import type { OfficeLogo } from '../../../shared/contract/stamp-template.ts';
import type { Office } from '../../../shared/domain/office/state.ts';
import type { Archive } from '../archive/archive.ts';
import { hashOfFile } from '../archive/blobs.ts';
import { newId } from '../archive/identity.ts';
import { changeOffice } from '../office/store.ts';
import { loadSharp } from '../scanning/imaging.ts';
import { IMPORT_LIMITS, type ImportLimits } from '../scanning/import/limits.ts';
import { openFile } from '../scanning/import/open-file.ts';
import { kindOf } from '../scanning/import/read-file-kind.ts';
import type { Picture } from './drawing.ts';

const LIMITS: ImportLimits = {
  ...IMPORT_LIMITS,
  fileBytes: 4 << 20,
  pixels: 40_000_000,
  decodeSeconds: 10,
};
/** Of the longer side, in pixels: 300 dots an inch on five centimetres. */
const SIDE = 600;

/**
 * Makes a person's picture the office's logo, or takes it away. What is kept is a PNG of our own, on
 * white; letters that bear the logo before keep that one.
 * Throws `file.missing`, `file.unreadable`, `file.not-a-file`, `file.empty`, `file.too-large`,
 * `file.type`, `file.damaged`, `logo.type`.
 */
export async function setLogo(archive: Archive, file: string | null): Promise<Office> {
  const logo = file === null ? null : await takeLogo(archive, file);
  return changeOffice(archive, { name: 'office.setLogo', input: { logo } });
}

async function takeLogo({ blobs }: Archive, file: string): Promise<OfficeLogo> {
  const bytes = await readLogo(file);
  const { data, info } = await redrawn(bytes, basename(file));
  const path = join(blobs.workFolder, `${newId(Date.now())}.png`);
  try {
    await writeFile(path, data, { flag: 'wx' });
    const sha256 = await hashOfFile(path);
    await blobs.adopt(path, sha256);
    return { sha256, width: info.width, height: info.height };
  } finally {
    await rm(path, { force: true });
  }
}

async function readLogo(path: string): Promise<Buffer> {
  const { file } = await openFile(path, LIMITS);
  try {
    const kind = await kindOf(file, path);
    if (kind !== 'png' && kind !== 'jpeg') {
      throw new LontarError('logo.type', { name: basename(path), found: kind });
    }
    return await readFile(file);
  } finally {
    await file.close();
  }
}

async function redrawn(bytes: Buffer, name: string) {
  const sharp = await loadSharp();
  try {
    return await sharp(bytes, { failOn: 'error', limitInputPixels: LIMITS.pixels })
      .timeout({ seconds: LIMITS.decodeSeconds })
      .rotate()
      .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .png({ compressionLevel: 9 })
      .toBuffer({ resolveWithObject: true });
  } catch (error) {
    if (/pixel limit/i.test(String(error))) {
      throw new LontarError('file.too-large', { name, what: 'pixels' }, { cause: error });
    }
    throw new LontarError('file.damaged', { name }, { cause: error });
  }
}

let last: { sha256: string; picture: Promise<Picture> } | undefined;

/** A logo as stamps draw it; null where its file is still on its way from another desk. */
export function logoPicture({ blobs }: Archive, sha256: string): Promise<Picture | null> {
  const path = blobs.pathOf(sha256);
  if (!existsSync(path)) return Promise.resolve(null);
  if (last?.sha256 !== sha256) last = { sha256, picture: drawn(path) };
  return last.picture;
}

async function drawn(path: string): Promise<Picture> {
  const sharp = await loadSharp();
  const { data, info } = await sharp(path, { limitInputPixels: LIMITS.pixels })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: new Uint8Array(data) };
}
