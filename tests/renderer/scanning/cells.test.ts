import { expect, test } from 'vitest';
import {
  besides,
  between,
  cellsOf,
  isProblem,
  joinedAt,
  nextProblem,
  placeBeside,
  walked,
} from '../../../renderer/features/scanning/batch/cells.ts';
import type { BatchPage } from '../../../shared/contract/batches.ts';

const sheet = (
  page: number,
  document: number | null,
  more: Partial<BatchPage> = {},
): BatchPage => ({
  page,
  width: 100,
  height: 141,
  resolution: 12,
  side: null,
  turn: 0,
  deleted: false,
  cleaning: 'done',
  failure: null,
  blank: false,
  blankAccepted: false,
  isSeparator: false,
  asks: false,
  book: null,
  boundary: 'auto',
  repeats: null,
  document,
  made: false,
  view: 'x',
  ...more,
});

const gone = { deleted: true };
const shape = (sheets: BatchPage[]) =>
  cellsOf(sheets).map(
    ({ document, begins, ends }) => `${begins ? '[' : ''}${document ?? '-'}${ends ? ']' : ''}`,
  );

test('a document’s band goes over its pages, and over a deleted one between them', () => {
  expect(shape([sheet(1, 0), sheet(2, null, gone), sheet(3, 0), sheet(4, 1)])).toEqual([
    '[0',
    '0',
    '0]',
    '[1]',
  ]);
});

test('a separator, and a deleted page between two documents, are under no band', () => {
  expect(
    shape([sheet(1, 0), sheet(2, null, { isSeparator: true }), sheet(3, 1), sheet(4, null, gone)]),
  ).toEqual(['[0]', '-', '[1]', '-']);
});

test('keys walk through the grid and stay in it', () => {
  const grid = { count: 10, columns: 4, rows: 2 };
  expect(walked('ArrowRight', 3, grid)).toBe(4);
  expect(walked('ArrowLeft', 0, grid)).toBe(0);
  expect(walked('ArrowDown', 1, grid)).toBe(5);
  expect(walked('ArrowDown', 7, grid)).toBe(9);
  expect(walked('ArrowDown', 9, grid)).toBe(9);
  expect(walked('ArrowUp', 2, grid)).toBe(2);
  expect(walked('PageDown', 1, grid)).toBe(9);
  expect(walked('Home', 7, grid)).toBe(0);
  expect(walked('End', 1, grid)).toBe(9);
});

const five = [sheet(4, 0), sheet(1, 0), sheet(5, 0), sheet(2, 1), sheet(3, 1)];

test('what is between two pages is in the order of the batch, from either end', () => {
  expect(between(five, 5, 4)).toEqual([4, 1, 5]);
  expect(between(five, 4, 5)).toEqual([4, 1, 5]);
  expect(between(five, 9, 4)).toEqual([]);
});

test('pages that move a place go before the one that was beside them', () => {
  expect(placeBeside(five, [1, 5], -1)).toBe(4);
  expect(placeBeside(five, [4], -1)).toBeUndefined();
  expect(placeBeside(five, [1, 5], 1)).toBe(3);
  expect(placeBeside(five, [5, 2], 1)).toBeNull();
  expect(placeBeside(five, [3], 1)).toBeUndefined();
});

test('after deleting the eyes go on to the next page, at the end to the one before', () => {
  expect(besides(five, [1, 5])).toBe(2);
  expect(besides(five, [3])).toBe(2);
  expect(besides([sheet(1, 0)], [1])).toBeNull();
});

test('what somebody has to look at is found from page to page, around', () => {
  const sheets = [
    sheet(1, 0, { blank: true }),
    sheet(2, 0, { blank: true, blankAccepted: true }),
    sheet(3, 0, { asks: true }),
    sheet(4, 0, { repeats: 2, deleted: true }),
    sheet(5, null, { blank: true }),
  ];
  expect(sheets.filter(isProblem).map(({ page }) => page)).toEqual([1, 3]);
  expect(nextProblem(sheets, 1)).toBe(3);
  expect(nextProblem(sheets, 3)).toBe(1);
  expect(nextProblem(sheets, null)).toBe(1);
  expect(nextProblem(five, 1)).toBeNull();
});

test('a document is joined at its first page, and the first one to none', () => {
  const parts = [{ pages: [4, 1, 5] }, { pages: [2, 3] }].map((part) => ({
    ...part,
    book: null,
    name: '',
    begins: 'first' as const,
  }));
  expect(joinedAt({ parts }, five[4]!)).toBe(2);
  expect(joinedAt({ parts }, five[1]!)).toBeNull();
});
