import type { Fate, RowFate } from '../../../shared/contract/books.ts';

/** More rows than this are only counted. */
export const SHOWN = 500;

const rank: Record<Fate, number> = { wrong: 0, twice: 1, taken: 2, again: 3, known: 4, new: 5 };

/** The rows that one must look at before the others, each kind in the table's order. */
export function troubleFirst(rows: readonly RowFate[]): RowFate[] {
  return rows
    .toSorted((one, other) => rank[one.fate] - rank[other.fate] || one.line - other.line)
    .slice(0, SHOWN);
}
