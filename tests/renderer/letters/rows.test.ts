import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { moved, rowsIn, WINDOW, windowsOf } from '../../../renderer/features/letters/rows.ts';

test('the windows of a stretch hold every place of it, and none that nobody sees', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(100_000), fc.nat(200), (length, from, more) => {
      const to = from + more;
      const order = Uint32Array.from({ length }, (_, index) => index + 1);
      const windows = windowsOf(from, to, length);
      const rows = new Set(windows.flatMap((window) => rowsIn(order, window)));
      for (let at = from; at <= Math.min(to, length - 1); at += 1) {
        expect(rows.has(order[at]!)).toBe(true);
      }
      if (from < length) expect(windows.length).toBeLessThanOrEqual(Math.ceil(more / WINDOW) + 2);
    }),
    { numRuns: 50 },
  );
});

test('an empty list has no windows', () => {
  expect(windowsOf(0, 20, 0)).toEqual([]);
});

test('keys move by a row, a page, or to an end, and never outside', () => {
  expect(moved('ArrowDown', 3, 10, 5)).toBe(4);
  expect(moved('ArrowUp', 0, 10, 5)).toBe(0);
  expect(moved('PageDown', 7, 10, 5)).toBe(9);
  expect(moved('PageUp', 7, 10, 5)).toBe(2);
  expect(moved('Home', 7, 10, 5)).toBe(0);
  expect(moved('End', 7, 10, 5)).toBe(9);
  expect(moved('x', 7, 10, 5)).toBeNull();
  expect(moved('ArrowDown', 0, 0, 5)).toBeNull();
});
