import type { BatchPage } from '../../../../shared/contract/batches.ts';

/** The core keeps a small picture of each page that is this wide; wider ones are drawn. */
const THUMBNAIL = 240;

export const thumbnailWidth = (density: number) => (density > 1.8 ? 2 * THUMBNAIL : THUMBNAIL);

/** Where the window finds the picture of a batch's page; a changed page has another address. */
export function sheetAddress(
  batch: string,
  { page, view }: Pick<BatchPage, 'page' | 'view'>,
  width: number,
  version: 'clean' | 'raw' = 'clean',
): string {
  return `/batch/${batch}/${page}/${version}/${view}?width=${width}`;
}
