import { mkdtemp, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ImportProgress, MadeDocument } from '../../../shared/contract/scanning.ts';
import { LontarError } from '../../../shared/contract/error.ts';
import { inspectPdf } from '../pages/inspect-pdf.ts';
import type { Pdfium } from '../pages/pdfium.ts';
import { countPictures, pageImages } from './image-pdf/page-images.ts';
import { writeImagePdf } from './image-pdf/write-image-pdf.ts';
import type { PageImage } from './image-pdf/page-image.ts';
import { diskError, syncFolder } from '../archive/durable.ts';
import type { ImportLimits } from './import/limits.ts';
import { IMPORT_LIMITS } from './import/limits.ts';
import { openFile } from './import/open-file.ts';
import { kindOf } from './import/read-file-kind.ts';
import { takeFile } from './import/take-file.ts';

export interface MakeDocument {
  /** In the order of the pages. */
  files: string[];
  /** Where the finished PDF comes to lie, to be taken from there. */
  workDir: string;
  /** The project's resources: the colour profile for the output intent. */
  resources: string;
  pdfium?: Pdfium;
  signal?: AbortSignal;
  onProgress?: (progress: ImportProgress) => void;
  limits?: ImportLimits;
}

/**
 * Makes the one document of a letter: a PDF stays what it is, byte for byte; pictures become one
 * PDF/A-2b. Several PDFs, or a PDF among pictures, are refused: joining would rewrite an original,
 * and with it any signature. The files given are only read.
 * @throws `file.…`, `pdf.…`, `scanning.cancelled`, `disk.full`; nothing is left behind
 */
export async function makeDocument(make: MakeDocument): Promise<MadeDocument> {
  const limits = make.limits ?? IMPORT_LIMITS;
  const kinds = await lookAtAll(make.files, limits, make.signal);
  const pdfs = kinds.filter(({ kind }) => kind === 'pdf').length;
  if (pdfs > 0 && make.files.length > 1) {
    throw new LontarError('file.mixed', { pdfs, pictures: make.files.length - pdfs });
  }
  const aside = await mkdtemp(join(make.workDir, '.import-'));
  try {
    const made =
      pdfs > 0
        ? await takePdf(make, aside, limits)
        : await joinPictures(make, aside, limits, kinds);
    // Not under its hash: the same letter may be taken in twice at once.
    const path = join(make.workDir, `${basename(aside).slice(1)}.pdf`);
    await rename(made.path, path);
    syncFolder(make.workDir);
    return { ...made, path };
  } catch (error) {
    throw diskError(error, make.workDir);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function lookAtAll(files: string[], limits: ImportLimits, signal?: AbortSignal) {
  const seen = [];
  for (const path of files) {
    stopIf(signal);
    const { file } = await openFile(path, limits);
    try {
      const kind = await kindOf(file, path);
      seen.push({ kind, pages: kind === 'pdf' ? 1 : await countPictures(file, kind, limits) });
    } finally {
      await file.close();
    }
  }
  return seen;
}

async function takePdf(
  { files, signal, pdfium, onProgress }: MakeDocument,
  aside: string,
  limits: ImportLimits,
): Promise<MadeDocument> {
  const taken = await takeFile(files[0]!, join(aside, 'document'), limits, signal);
  try {
    const { pages } = await inspectPdf(taken.path, { pdfium, signal, mostSizes: 1 });
    if (pages > limits.pages) throw tooMany(limits, pages);
    await syncFile(taken.path);
    onProgress?.({ done: 1, total: 1 });
    const { path, sha256, bytes } = taken;
    return { path, sha256, bytes, pages, origin: 'pdf' };
  } catch (error) {
    if (error instanceof LontarError) {
      throw new LontarError(error.code, { ...error.data, name: taken.name }, { cause: error });
    }
    throw error;
  }
}

async function joinPictures(
  { files, signal, onProgress, resources }: MakeDocument,
  aside: string,
  limits: ImportLimits,
  kinds: { pages: number }[],
): Promise<MadeDocument> {
  const total = kinds.reduce((sum, { pages }) => sum + pages, 0);
  if (total > limits.pages) throw tooMany(limits, total);
  async function* pictures(): AsyncGenerator<PageImage> {
    let done = 0;
    for (const [at, file] of files.entries()) {
      stopIf(signal);
      const copy = join(aside, `picture-${at}`);
      const taken = await takeFile(file, copy, limits, signal);
      for await (const image of pageImages(taken, limits)) {
        stopIf(signal);
        if (done >= limits.pages) throw tooMany(limits, done + 1);
        yield image;
        done += 1;
        onProgress?.({ done, total: Math.max(done, total) });
      }
      await rm(copy);
    }
  }
  const profile = await readFile(join(resources, 'colour', 'sRGB.icc'));
  const path = join(aside, 'document');
  const written = await writeImagePdf(path, pictures(), profile);
  return { ...written, path, origin: 'images' };
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function tooMany(limits: ImportLimits, pages: number): LontarError {
  return new LontarError('file.too-many-pages', { pages, limit: limits.pages });
}

function stopIf(signal?: AbortSignal): void {
  if (signal?.aborted) throw new LontarError('scanning.cancelled');
}
