import { realpathSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { LontarError } from '../../../../shared/contract/error.ts';
import { inspectPdf } from '../../pages/inspect-pdf.ts';
import { commonPdfium } from '../../pages/pdfium.ts';
import { findPictures } from '../image-pdf/page-images.ts';
import { loadSharp } from '../imaging.ts';
import { IMPORT_LIMITS } from '../import/limits.ts';
import { openFile } from '../import/open-file.ts';
import { kindOf } from '../import/read-file-kind.ts';
import type { RawPage } from './cleaner.ts';

export interface PageToClean {
  /** As it was named. */
  file: string;
  /** Within the file, from 1. */
  number: number;
  /** Of what it becomes, without ending; no two are the same. */
  name: string;
  /** The picture to clean; a PDF's page is drawn into the folder first. Throws why it can't be. */
  take(folder: string, signal?: AbortSignal): Promise<RawPage>;
}

const PDF_DPI = 300;
const MM_PER_INCH = 25.4;

/**
 * All pages of pictures, TIFFs and PDFs, in order; nothing is read yet but where pages are.
 * @throws `file.missing`, `file.unreadable`, `file.not-a-file`, `file.too-many-pages`; `usage.same-file` where a page would replace what it comes from
 */
export async function findPages(files: string[], outFolder: string): Promise<PageToClean[]> {
  const pages: PageToClean[] = [];
  const taken = new Set<string>();
  const inputs = new Set<string>();
  for (const file of files) {
    const found = await lookAt(file);
    inputs.add(realpathSync(file));
    if (found.refusal) {
      const take = () => Promise.reject(found.refusal);
      pages.push({ file, number: 1, name: freeName(file, 0, taken), take });
      continue;
    }
    const { kind, pictures, sizes } = found;
    const total = kind === 'pdf' ? sizes.length : pictures.length;
    if (pages.length + total > IMPORT_LIMITS.pages) {
      const limit = { pages: pages.length + total, limit: IMPORT_LIMITS.pages };
      throw new LontarError('file.too-many-pages', limit);
    }
    for (let at = 0; at < total; at++) {
      const name = freeName(file, total > 1 ? at + 1 : 0, taken);
      const take =
        kind === 'pdf'
          ? (folder: string, signal?: AbortSignal) =>
              drawPage(file, at + 1, sizes[at]!, join(folder, `${name}.tif`), signal)
          : async () => ({ path: file, ...(kind === 'tiff' ? { page: pictures[at]! } : {}) });
      pages.push({ file, number: at + 1, name, take });
    }
  }
  for (const { name, file } of pages) {
    const replaced = ['.jpg', '.png'].some((ending) => inputs.has(real(outFolder, name + ending)));
    if (replaced) throw new LontarError('usage.same-file', { file });
  }
  return pages;
}

/** What was never there stops everything; what can't be read as pages is told when its turn comes. */
const NOT_THERE = new Set(['file.missing', 'file.unreadable', 'file.not-a-file']);

async function lookAt(path: string) {
  try {
    const { kind, pictures } = await picturesOf(path);
    const sizes = kind === 'pdf' ? (await inspectPdf(path)).sizes : [];
    return { kind, pictures, sizes, refusal: null };
  } catch (error) {
    if (!(error instanceof LontarError) || NOT_THERE.has(error.code)) throw error;
    const refusal = new LontarError(error.code, { name: basename(path), ...error.data });
    return { refusal };
  }
}

async function picturesOf(path: string) {
  const { file } = await openFile(path, IMPORT_LIMITS);
  try {
    const kind = await kindOf(file, path);
    const pictures = kind === 'pdf' ? [] : await findPictures(file, kind, IMPORT_LIMITS);
    return { kind, pictures };
  } finally {
    await file.close();
  }
}

function freeName(file: string, number: number, taken: Set<string>): string {
  const stem = basename(file, extname(file));
  const name = number > 0 ? `${stem}-${String(number).padStart(4, '0')}` : stem;
  let free = name;
  for (let again = 2; taken.has(free.toLowerCase()); again++) free = `${name}-${again}`;
  taken.add(free.toLowerCase());
  return free;
}

function real(folder: string, name: string): string {
  try {
    return realpathSync(join(folder, name));
  } catch {
    return '';
  }
}

async function drawPage(
  path: string,
  page: number,
  size: { width: number; height: number },
  to: string,
  signal?: AbortSignal,
): Promise<RawPage> {
  const inches = size.width / MM_PER_INCH;
  const wanted = Math.max(1, Math.round(inches * PDF_DPI));
  const width = Math.min(wanted, IMPORT_LIMITS.side);
  const drawn = await commonPdfium().run({ kind: 'render', path, page, width }, { signal });
  const sharp = await loadSharp();
  const raw = { width: drawn.width, height: drawn.height, channels: 4 as const };
  await sharp(drawn.pixels, { raw, limitInputPixels: false })
    .removeAlpha()
    .tiff({ compression: 'none' })
    .toFile(to);
  return { path: to, resolution: Math.round(drawn.width / inches) };
}
