import type { BatchPage, BatchView } from '../../../../shared/contract/batches.ts';

/** A page's place in the grid of a batch. */
export interface Cell {
  sheet: BatchPage;
  /** The document that it lies in or between the pages of. */
  document: number | null;
  begins: boolean;
  ends: boolean;
}

/** Pages in their order, with the documents drawn around them. */
export function cellsOf(sheets: readonly BatchPage[]): Cell[] {
  // A page that is left out between two of a document does not tear it apart.
  const around = sheets.map(({ document, deleted }, index) => {
    if (document !== null || !deleted) return document;
    const before = sheets.slice(0, index).findLast((one) => !one.deleted)?.document;
    const after = sheets.slice(index).find((one) => !one.deleted)?.document;
    return before !== undefined && before === after ? before : null;
  });
  return sheets.map((sheet, index) => {
    const document = around[index] ?? null;
    return {
      sheet,
      document,
      begins: document !== null && around[index - 1] !== document,
      ends: document !== null && around[index + 1] !== document,
    };
  });
}

/** Where a key of the grid leads from the page at `at`; the same place where it leads nowhere. */
export function walked(
  key: string,
  at: number,
  { count, columns, rows }: { count: number; columns: number; rows: number },
): number {
  const last = count - 1;
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -columns * rows,
    PageDown: columns * rows,
    Home: -at,
    End: last - at,
  };
  const to = at + (steps[key] ?? 0);
  // From the last full row down into a shorter one: to the end, rather than nowhere.
  if (key === 'ArrowDown' && to > last) {
    return Math.floor(at / columns) < Math.floor(last / columns) ? last : at;
  }
  if (key === 'ArrowUp' && to < 0) return at;
  return Math.min(last, Math.max(0, to));
}

/** Numbers of the pages from one to the other, in their order, whichever comes first. */
export function between(sheets: readonly BatchPage[], one: number, other: number): number[] {
  const [from, to] = [one, other]
    .map((number) => sheets.findIndex(({ page }) => page === number))
    .sort((first, second) => first - second);
  return from === undefined || to === undefined || from < 0
    ? []
    : sheets.slice(from, to + 1).map(({ page }) => page);
}

/** Before which page the chosen ones, which stand together, come a place nearer to an end; undefined: they are there. */
export function placeBeside(
  sheets: readonly BatchPage[],
  chosen: readonly number[],
  by: -1 | 1,
): number | null | undefined {
  const first = sheets.findIndex(({ page }) => page === chosen[0]);
  if (first < 0) return undefined;
  if (by < 0) return sheets[first - 1]?.page;
  const behind = first + chosen.length;
  return behind < sheets.length ? (sheets[behind + 1]?.page ?? null) : undefined;
}

/** The page on which the eyes go on when these are deleted: the next, else the one before. */
export function besides(sheets: readonly BatchPage[], gone: readonly number[]): number | null {
  const left = (sheet: BatchPage) => !sheet.deleted && !gone.includes(sheet.page);
  const last = sheets.findIndex(({ page }) => page === gone.at(-1));
  const next = sheets.slice(last + 1).find(left) ?? sheets.slice(0, last).findLast(left);
  return next?.page ?? null;
}

/** Blank, and nobody has said that it is meant to be there. */
export const asksBlank = ({ blank, blankAccepted, document }: BatchPage) =>
  blank && !blankAccepted && document !== null;

/** Somebody has to look at the page. */
export const isProblem = (sheet: BatchPage) =>
  !sheet.deleted &&
  !sheet.made &&
  (sheet.asks || asksBlank(sheet) || sheet.repeats !== null || sheet.cleaning === 'failed');

/** The next page behind this one that somebody has to look at, from the start again after the last. */
export function nextProblem(sheets: readonly BatchPage[], after: number | null): number | null {
  const at = sheets.findIndex(({ page }) => page === after);
  const round = [...sheets.slice(at + 1), ...sheets.slice(0, at + 1)];
  return round.find(isProblem)?.page ?? null;
}

/** The first page of the document that begins before this page: where it could be joined. */
export function joinedAt(
  { parts }: Pick<BatchView, 'parts'>,
  { document }: BatchPage,
): number | null {
  return document === null || document === 0 ? null : (parts[document]?.pages[0] ?? null);
}
