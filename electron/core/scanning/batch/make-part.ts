import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LontarError, toWireError } from '../../../../shared/contract/error.ts';
import { type Batch, pictureOf } from '../../../../shared/domain/batch/state.ts';
import { hashOfFile } from '../../archive/blobs.ts';
import { diskError } from '../../archive/durable.ts';
import type { CoreContext } from '../../context.ts';
import type { PageImage } from '../image-pdf/page-image.ts';
import { pageImages } from '../image-pdf/page-images.ts';
import { writeImagePdf, type WrittenPdf } from '../image-pdf/write-image-pdf.ts';
import { IMPORT_LIMITS } from '../import/limits.ts';
import { cleanPath, rawPath } from './folder.ts';

interface Part {
  batch: Batch;
  /** The batch's. */
  folder: string;
  /** Numbers of the pages, in order. */
  pages: number[];
  signal?: AbortSignal | undefined;
}

interface PageFile {
  path: string;
  type: 'image/jpeg' | 'image/png';
  bytes: number;
  sha256: string;
}

/**
 * One document of a batch as a PDF/A in the blobs' work folder. Pages are read one after another, as
 * they lie; each must still be what the journal says.
 * @throws `batch.page-lost` `{page}`, `disk.full`, `scanning.cancelled`; nothing is left behind
 */
export async function makePart(
  { archive, resources }: CoreContext,
  part: Part,
): Promise<WrittenPdf & { path: string }> {
  const { workFolder } = archive.blobs;
  const aside = await mkdtemp(join(workFolder, '.batch-')).catch((error: unknown) => {
    throw diskError(error, workFolder);
  });
  try {
    const profile = await readFile(join(resources, 'colour', 'sRGB.icc'));
    const written = await writeImagePdf(join(aside, 'document'), imagesOf(part), profile);
    const path = join(workFolder, `${basename(aside).slice(1)}.pdf`);
    await rename(join(aside, 'document'), path);
    return { ...written, path };
  } catch (error) {
    throw diskError(error, workFolder);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function* imagesOf({ batch, folder, pages, signal }: Part): AsyncGenerator<PageImage> {
  for (const number of pages) {
    if (signal?.aborted) throw new LontarError('scanning.cancelled');
    const { path, type, bytes, sha256 } = await soundFile(batch, folder, number);
    const kind = type === 'image/png' ? 'png' : 'jpeg';
    const taken = { path, name: basename(path), kind, bytes, sha256 } as const;
    const turn = batch.pages[number - 1]!.turn;
    try {
      yield* pageImages(taken, IMPORT_LIMITS, turn);
    } catch (error) {
      if (!toWireError(error).code.startsWith('file.')) throw error;
      throw new LontarError('batch.page-lost', { page: number }, { cause: error });
    }
  }
}

/** The cleaned page, or the page as it came where the cleaned one is not there or not sound. */
async function soundFile(batch: Batch, folder: string, number: number): Promise<PageFile> {
  const page = batch.pages[number - 1]!;
  const picture = pictureOf(batch, page);
  const cleaned = picture.findings?.cleaned;
  const files: PageFile[] = [
    ...(cleaned ? [{ ...cleaned, path: cleanPath(folder, page.picture, cleaned.type) }] : []),
    { ...picture, path: rawPath(folder, picture) },
  ];
  for (const file of files) {
    const sha256 = await hashOfFile(file.path).catch(() => null);
    if (sha256 === file.sha256) return file;
  }
  throw new LontarError('batch.page-lost', { page: number });
}
