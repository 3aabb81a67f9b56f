import type { PagePicture, PagePictures, PageWanted } from './page-pictures.ts';
import { openPagePictures } from './page-pictures.ts';
import { commonPdfium } from './pdfium.ts';

const folders = new Map<string, PagePictures>();

/**
 * A page as a picture, drawn once and then found in `cacheFolder`.
 * @param wanted `page` from 1, `width` in pixels
 * @throws `pdf.password`, `pdf.damaged`, `pdf.page`, `pdf.too-slow`
 */
export function renderPage({
  cacheFolder: cacheDir,
  ...page
}: PageWanted & { cacheFolder: string }): Promise<PagePicture> {
  let pictures = folders.get(cacheDir);
  if (!pictures) {
    pictures = openPagePictures({ pdfium: commonPdfium(), cacheDir });
    folders.set(cacheDir, pictures);
  }
  return pictures.render(page);
}
