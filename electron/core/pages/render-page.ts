import type { PagePicture, PagePictures } from './page-pictures.ts';
import { openPagePictures } from './page-pictures.ts';
import { commonPdfium } from './pdfium.ts';

const folders = new Map<string, PagePictures>();

/**
 * A page as a picture, drawn once and then found in `cacheFolder`.
 * @param wanted `page` from 1, `width` in pixels
 * @throws `pdf.password`, `pdf.damaged`, `pdf.page`, `pdf.too-slow`
 */
export function renderPage(
  wanted: { path: string; sha256: string; page: number; width: number; cacheFolder: string },
  options: { signal?: AbortSignal } = {},
): Promise<PagePicture> {
  const { cacheFolder: cacheDir, ...page } = wanted;
  let pictures = folders.get(cacheDir);
  if (!pictures) {
    pictures = openPagePictures({ pdfium: commonPdfium(), cacheDir });
    folders.set(cacheDir, pictures);
  }
  return pictures.render(page, options);
}
