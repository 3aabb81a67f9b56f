import { open, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ParsedInputOf } from '../../../../shared/contract/api.ts';
import type { FeedAnswer } from '../../../../shared/contract/batches.ts';
import { LontarError } from '../../../../shared/contract/error.ts';
import { decideFilesFeed } from '../../../../shared/domain/batch/feed.ts';
import { asideOf, diskError, syncFile, syncFolder, writeDurably } from '../../archive/durable.ts';
import type { CallContext, CoreContext } from '../../context.ts';
import { readerOf } from '../image-pdf/page-images.ts';
import { type PictureTags, readTiffPages } from '../image-pdf/tiff-tags.ts';
import { loadSharp, type Sharp } from '../imaging.ts';
import { IMPORT_LIMITS } from '../import/limits.ts';
import { takeFile, type TakenFile } from '../import/take-file.ts';
import { nextPageNumber } from '../keep-page.ts';
import { encodeOneBitPng } from '../one-bit-png.ts';
import { packBits } from '../raster.ts';
import { feed, type Feeding } from './feed.ts';
import { lookAt } from './settle.ts';

type SharpPicture = ReturnType<Sharp>;

/** Pictures from files, as if they had been scanned. A PDF is a document already, and refused. */
export function addToBatch(
  context: CoreContext,
  { batch, files, target }: ParsedInputOf<'batches.add'>,
  call: CallContext,
): Promise<FeedAnswer> {
  const bring = async (feeding: Feeding) => {
    for (const file of files) await addFile(feeding, file);
  };
  return feed(context, batch, (state) => decideFilesFeed(state, target), bring, call);
}

async function addFile(feeding: Feeding, path: string): Promise<void> {
  const { folder, signal } = feeding;
  if (signal?.aborted) throw new LontarError('scanning.cancelled');
  const aside = asideOf(join(folder, 'file'));
  try {
    const taken = await takeFile(path, aside, IMPORT_LIMITS, signal);
    if (taken.kind === 'pdf') throw new LontarError('batch.pdf', { name: basename(path) });
    if (taken.kind === 'tiff') await addTiff(feeding, taken);
    else await addPicture(feeding, taken);
  } catch (error) {
    throw diskError(error, path);
  } finally {
    await rm(aside, { force: true });
  }
}

async function addPicture({ folder, keep }: Feeding, taken: TakenFile): Promise<void> {
  const type = taken.kind === 'png' ? 'image/png' : 'image/jpeg';
  const file = await nextPageNumber(folder);
  // Before it counts: what can't be opened never becomes a page.
  const found = await readable(taken, lookAt(taken.path, { file, type }));
  const path = join(folder, nameOf(file, type));
  await syncFile(taken.path);
  await rename(taken.path, path);
  syncFolder(folder);
  keep({ ...found, path, number: file });
}

const JPEG = { quality: 90, chromaSubsampling: '4:4:4' } as const;

const MIDDLE = 127;

/** Each of its pages becomes a JPEG, or a PNG where it is black and white. */
async function addTiff({ folder, keep, signal }: Feeding, taken: TakenFile): Promise<void> {
  const sharp = await loadSharp();
  for (const [page, { bits, samples, xDpi, thumbnail }] of (await tagsOf(taken.path)).entries()) {
    if (thumbnail) continue;
    if (signal?.aborted) throw new LontarError('scanning.cancelled');
    const options = { page, pages: 1, limitInputPixels: IMPORT_LIMITS.pixels };
    const flat = sharp(taken.path, options).autoOrient().flatten({ background: '#ffffff' });
    if (xDpi > 0) flat.withDensity(xDpi);
    const type = bits === 1 && samples === 1 ? 'image/png' : 'image/jpeg';
    const coded = type === 'image/png' ? oneBit(flat, xDpi) : flat.jpeg(JPEG).toBuffer();
    const bytes = await readable(taken, coded);
    const file = await nextPageNumber(folder);
    const path = join(folder, nameOf(file, type));
    await writeDurably(path, bytes);
    keep({ ...(await lookAt(path, { file, type })), path, number: file });
  }
}

async function tagsOf(path: string): Promise<PictureTags[]> {
  const file = await open(path, 'r');
  try {
    return await readTiffPages(readerOf(file), IMPORT_LIMITS.pages);
  } finally {
    await file.close();
  }
}

async function oneBit(picture: SharpPicture, density: number): Promise<Buffer> {
  const raw = await picture.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  const { width, height } = raw.info;
  return encodeOneBitPng(packBits(raw.data, width, height, MIDDLE), width, height, density);
}

const nameOf = (file: number, type: 'image/jpeg' | 'image/png') =>
  `page-${String(file).padStart(4, '0')}.${type === 'image/png' ? 'png' : 'jpg'}`;

async function readable<T>(taken: TakenFile, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const data = { name: taken.name, kind: taken.kind };
    throw new LontarError('file.damaged', data, { cause: error });
  }
}
