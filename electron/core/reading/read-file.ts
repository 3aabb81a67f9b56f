import { basename } from 'node:path';
import { LontarError } from '../../../shared/contract/error.ts';
import type { ReadPage } from '../../../shared/contract/reading.ts';
import { inspectPdf } from '../pages/inspect-pdf.ts';
import { commonPdfium, type Pdfium } from '../pages/pdfium.ts';
import { IMPORT_LIMITS } from '../scanning/import/limits.ts';
import { countPictures } from '../scanning/image-pdf/page-images.ts';
import { openFile } from '../scanning/import/open-file.ts';
import { kindOf } from '../scanning/import/read-file-kind.ts';
import { openEngine } from './engine.ts';
import { hasOwnText, pdfPage } from './pdf-words.ts';
import { closePictures, inTurn, makePicture, type PagePicture } from './picture.ts';
import { type Engine, readPicture } from './read-picture.ts';

export interface ReadOptions {
  signal?: AbortSignal;
  engine?: Engine;
  pdfium?: Pdfium;
  /** Somebody waits for this page. */
  urgent?: boolean;
}

/** Of sixteen sample letters, numbers came out whole at 240; at 200 and at 300, two and one did not. */
const DPI = 240;
const INCH_MM = 25.4;
/** So many times the pages that an engine is given at once may have been read before their turn. */
const AHEAD = 4;

/**
 * Reads a PDF or a picture (JPEG, PNG, TIFF) page by page, several at once, in order. A PDF's page
 * that has its own text gives that; every other page is read as a picture.
 * @throws `file.…`, `pdf.…`, `reading.…`; the signal's reason
 */
export async function* readFilePages(
  path: string,
  options: ReadOptions = {},
): AsyncGenerator<ReadPage> {
  const { kind, pages } = await lookAt(path, options);
  const engine = options.engine ?? (await commonEngine());
  const ahead = new Map<number, Promise<ReadPage>>();
  let next = 1;
  let busy = 0;
  let last = pages;
  // A page that takes long keeps no core idle: others are read meanwhile, and wait for their turn.
  const begin = () => {
    while (next <= last && busy < engine.pages && ahead.size < engine.pages * AHEAD) {
      const page = next++;
      busy += 1;
      const work =
        kind === 'pdf'
          ? readPdfPage(path, page, { ...options, engine })
          : readPictureFile(path, page, { ...options, engine });
      ahead.set(page, work);
      // Awaited in its turn; until then a failure must not end the process.
      void work
        .catch(() => undefined)
        .then(() => {
          busy -= 1;
          begin();
        });
    }
  };
  try {
    for (let page = 1; page <= pages; page++) {
      begin();
      yield await ahead.get(page)!;
      ahead.delete(page);
    }
  } finally {
    last = 0;
  }
}

async function lookAt(path: string, { pdfium, signal }: ReadOptions) {
  const { file } = await openFile(path, IMPORT_LIMITS);
  try {
    const kind = await kindOf(file, path);
    if (kind !== 'pdf') return { kind, pages: await countPictures(file, kind, IMPORT_LIMITS) };
    const facts = await inspectPdf(path, {
      ...(pdfium && { pdfium }),
      ...(signal && { signal }),
      mostSizes: 1,
    });
    return { kind, pages: facts.pages };
  } finally {
    await file.close();
  }
}

let common: Promise<Engine> | undefined;

/** The one for files that are read by themselves. */
export function commonEngine(): Promise<Engine> {
  common ??= openEngine();
  return common;
}

/** Ends the threads of reading, which would keep a short command from ending. */
export async function closeReading(): Promise<void> {
  const engine = common;
  common = undefined;
  await Promise.all([closePictures(), engine?.then((open) => open.close())]);
}

type Needed = Omit<ReadOptions, 'engine'> & { engine: Engine };

/** One page of a PDF, `page` from 1. @throws `pdf.…`, `reading.…`; the signal's reason */
export async function readPdfPage(
  path: string,
  page: number,
  { engine, signal, pdfium = commonPdfium(), urgent = false }: Needed,
): Promise<ReadPage> {
  const stoppable = signal ? { signal } : {};
  const found = await pdfium.run({ kind: 'text', path, page }, stoppable);
  if (hasOwnText(found)) return pdfPage(page, found);
  const millimetres = { width: found.width, height: found.height };
  const source = { path, page, pdfium, signal };
  const picture = await inTurn(
    urgent,
    async () => (await scanned(source, millimetres)) ?? (await drawn(source, millimetres)),
  );
  return readPicture(engine, page, { ...picture, millimetres }, { ...stoppable, urgent });
}

interface Source {
  path: string;
  page: number;
  pdfium: Pdfium;
  signal: AbortSignal | undefined;
}

type Millimetres = PagePicture['millimetres'];

/** A page that is nothing but a JPEG is decoded without PDFium, at half the cost; else null. */
async function scanned(
  { path, page, pdfium, signal }: Source,
  millimetres: Millimetres,
): Promise<PagePicture | null> {
  const stoppable = signal ? { signal } : {};
  const { jpeg } = await pdfium.run({ kind: 'scan', path, page }, stoppable);
  if (!jpeg) return null;
  try {
    return await makePicture({ kind: 'scan', jpeg, dpi: DPI, millimetres }, signal);
  } catch (error) {
    if (error instanceof LontarError && error.code === 'file.damaged') return null;
    throw error;
  }
}

async function drawn(
  { path, page, pdfium, signal }: Source,
  millimetres: Millimetres,
): Promise<PagePicture> {
  const wanted = Math.round((millimetres.width / INCH_MM) * DPI);
  const job = { kind: 'render' as const, path, page, width: wanted };
  const { width, height, pixels } = await pdfium.run(job, signal ? { signal } : {});
  const dpi = Math.round((width / millimetres.width) * INCH_MM);
  return makePicture({ kind: 'raster', dpi, width, height, channels: 4, pixels }, signal);
}

async function readPictureFile(
  path: string,
  page: number,
  { engine, signal, urgent = false }: Needed,
): Promise<ReadPage> {
  const job = { kind: 'file' as const, path, page, dpi: DPI };
  const picture = await inTurn(urgent, () => makePicture(job, signal)).catch((error: unknown) => {
    if (!(error instanceof LontarError)) throw error;
    throw new LontarError(error.code, { ...error.data, name: basename(path), path });
  });
  return readPicture(engine, page, picture, signal ? { signal } : {});
}
