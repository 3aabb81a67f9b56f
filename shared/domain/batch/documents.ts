import type { BatchDocument } from '../../contract/batches.ts';
import { type Batch, inOrder, type NumberedPage, pictureOf } from './state.ts';

export type Part = Omit<BatchDocument, 'name'>;

export interface Division {
  parts: Part[];
  /** Sheets that stand between documents and are in none: separators with their backs, blank ones. */
  leftOut: Set<number>;
}

/** Blank, and nobody has said that it is meant to be. */
export const isBlank = (batch: Batch, page: NumberedPage): boolean =>
  (pictureOf(batch, page).findings?.blank ?? false) && !page.blankAccepted;

export function isSeparator(batch: Batch, page: NumberedPage): boolean {
  if (page.separator !== null) return page.separator;
  if (batch.settings.splitting.by !== 'separators') return false;
  return pictureOf(batch, page).findings?.separator?.kind === 'separator';
}

/** It may be a separator, and only a person can tell. */
export function asksWhatItIs(batch: Batch, page: NumberedPage): boolean {
  if (page.separator !== null || page.deleted || page.made !== null) return false;
  if (batch.settings.splitting.by !== 'separators') return false;
  return pictureOf(batch, page).findings?.separator?.kind === 'damaged';
}

/** The book that a separator names: by hand before by code. */
export function bookOf(batch: Batch, page: NumberedPage): string | null {
  if (page.book !== null) return page.book;
  const found = pictureOf(batch, page).findings?.separator;
  return found?.kind === 'separator' ? found.book : null;
}

/**
 * The documents that the pages make now, by what was seen on them, the rule, and a person's hand,
 * which comes before both. Every page that is neither deleted nor left out is in exactly one.
 */
export function divide(batch: Batch): Division {
  const { splitting } = batch.settings;
  const parts: Part[] = [];
  const leftOut = new Set<number>();
  let current: Part | null = null;
  /** What calls for a new document at the next page. */
  let call: Part['begins'] | null = null;
  let book: string | null = null;
  let separator: NumberedPage | null = null;
  for (const page of inOrder(batch)) {
    if (page.made !== null) {
      [current, call, book, separator] = [null, null, null, null];
      continue;
    }
    if (page.deleted) {
      // Whatever began with it begins with the next page.
      if (page.boundary === 'split') call ??= 'hand';
      continue;
    }
    if (isSeparator(batch, page)) {
      book = bookOf(batch, page) ?? (call === 'separator' ? book : null);
      call = 'separator';
      separator = page;
      leftOut.add(page.page);
      continue;
    }
    const back = separator !== null && isBackOf(batch, page, separator) && isBlank(batch, page);
    separator = null;
    if (back) {
      leftOut.add(page.page);
      continue;
    }
    if (splitting.by === 'blank' && page.boundary === 'auto' && isBlank(batch, page)) {
      call ??= 'blank';
      leftOut.add(page.page);
      continue;
    }
    const full = splitting.by === 'pages' && (current?.pages.length ?? 0) >= splitting.pages;
    const begins = beginning(page, call, full);
    if (current === null || begins !== null) {
      current = { pages: [page.page], book, begins: begins ?? 'first' };
      parts.push(current);
    } else {
      current.pages.push(page.page);
    }
    [call, book] = [null, null];
  }
  return { parts, leftOut };
}

function beginning(
  { boundary }: NumberedPage,
  call: Part['begins'] | null,
  full: boolean,
): Part['begins'] | null {
  if (boundary === 'join') return null;
  if (boundary === 'split') return 'hand';
  return call ?? (full ? 'count' : null);
}

/** Standing right behind its front, as a duplex feed puts it. */
function isBackOf(batch: Batch, page: NumberedPage, front: NumberedPage): boolean {
  const [one, other] = [pictureOf(batch, front), pictureOf(batch, page)];
  return one.side === 'front' && other.side === 'back';
}
