import { expect, test } from 'vitest';
import { SHOWN, troubleFirst } from '../../../renderer/features/books/trouble-first.ts';
import type { Fate, RowFate } from '../../../shared/contract/books.ts';

const row = (line: number, fate: Fate): RowFate => ({
  line,
  fate,
  agenda: line,
  year: 2026,
  received: null,
  fields: null,
  problems: [],
});

test('rows that stay out come first, each kind in the table’s order; the rest is only counted', () => {
  const rows = [row(1, 'new'), row(2, 'taken'), row(3, 'wrong'), row(4, 'known'), row(5, 'wrong')];
  expect(troubleFirst(rows).map(({ line }) => line)).toEqual([3, 5, 2, 4, 1]);
  const many = Array.from({ length: SHOWN + 2 }, (_, index) => row(index + 1, 'new'));
  const last = row(SHOWN + 3, 'wrong');
  expect(troubleFirst([...many, last])).toHaveLength(SHOWN);
  expect(troubleFirst([...many, last])[0]).toBe(last);
});
