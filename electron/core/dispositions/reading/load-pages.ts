import { LontarError } from '../../../../shared/contract/error.ts';
import { inspectPdf } from '../../pages/inspect-pdf.ts';
import { commonPdfium } from '../../pages/pdfium.ts';
import { loadSharp } from '../../scanning/imaging.ts';
import { countPictures } from '../../scanning/image-pdf/page-images.ts';
import { IMPORT_LIMITS } from '../../scanning/import/limits.ts';
import { openFile } from '../../scanning/import/open-file.ts';
import { kindOf } from '../../scanning/import/read-file-kind.ts';
import type { ColourPicture } from './straighten.ts';

/** A box is then some 25 pixels wide; more shows nothing that a pen does. */
const LONG_SIDE = 2400;
const PER_MM = 203 / 25.4;

/** One page of a file, not yet drawn. */
export interface ScannedSheetPage {
  file: string;
  page: number;
  load(signal?: AbortSignal): Promise<ColourPicture>;
}

/** The pages of a picture or a PDF. @throws `file.…`, `pdf.…` */
export async function pagesOf(path: string): Promise<ScannedSheetPage[]> {
  const { file } = await openFile(path, IMPORT_LIMITS);
  try {
    const kind = await kindOf(file, path);
    if (kind === 'pdf') {
      const { sizes } = await inspectPdf(path);
      return sizes.map(({ width, height }, index) => ({
        file: path,
        page: index + 1,
        load: (signal) => drawPdf(path, index + 1, { width, height }, signal),
      }));
    }
    const count = await countPictures(file, kind, IMPORT_LIMITS);
    return Array.from({ length: count }, (_, index) => ({
      file: path,
      page: index + 1,
      load: () => decode(path, index),
    }));
  } finally {
    await file.close();
  }
}

async function drawPdf(
  path: string,
  page: number,
  size: { width: number; height: number },
  signal?: AbortSignal,
): Promise<ColourPicture> {
  const scale = Math.min(PER_MM, LONG_SIDE / Math.max(size.width, size.height));
  const width = Math.max(1, Math.round(size.width * scale));
  const job = { kind: 'render' as const, path, page, width };
  const drawn = await commonPdfium().run(job, signal ? { signal } : {});
  return withoutAlpha(drawn);
}

export function withoutAlpha({
  width,
  height,
  pixels,
}: {
  width: number;
  height: number;
  pixels: Uint8Array;
}): ColourPicture {
  const data = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; from < pixels.length; from += 4, to += 3) {
    data[to] = pixels[from]!;
    data[to + 1] = pixels[from + 1]!;
    data[to + 2] = pixels[from + 2]!;
  }
  return { width, height, data };
}

async function decode(path: string, page: number): Promise<ColourPicture> {
  const sharp = await loadSharp();
  try {
    const { data, info } = await sharp(path, {
      page,
      limitInputPixels: IMPORT_LIMITS.pixels,
      failOn: 'none',
    })
      .autoOrient()
      .resize({ width: LONG_SIDE, height: LONG_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    return { width, height, data: new Uint8Array(data) };
  } catch (error) {
    throw new LontarError('file.damaged', { name: path }, { cause: error });
  }
}
