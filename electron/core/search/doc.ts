/** More facts than one desk will ever write. */
const ROWS = 2 ** 28;
const DAY = 86_400_000;

/** A letter's place in the index: first by the day of receipt, then by its row. Below 2^53. */
export function docOf(row: number, received: string): number {
  // Days count from 1900, before which there are none.
  return (Date.parse(`${received}T00:00:00Z`) / DAY + 25_567) * ROWS + row;
}

/** For a statement: FTS5 does not heed a rowid that is bound as a floating number. */
export const boundDoc = (doc: number): bigint => BigInt(doc);

export const rowOf = (doc: number): number => doc % ROWS;

/** Hits are counted by year a thousand at a time. */
const years = new Map<number, number>();

export function yearOf(doc: number): number {
  const day = Math.floor(doc / ROWS);
  let year = years.get(day);
  if (year === undefined) {
    year = new Date((day - 25_567) * DAY).getUTCFullYear();
    years.set(day, year);
  }
  return year;
}

/** The same in SQL. */
export const rowOfDoc = (doc: string): string => `${doc} % ${ROWS}`;
