/** A row of a table, or the row's number alone where the database can't read it. */
export interface Walked<Row> {
  row: number;
  value: Row | null;
}

/**
 * Every row of a table in order, past those that can't be read: a damaged page must not hide what
 * lies beyond it. `expected` gives the numbers of rows that should be there, growing.
 */
export function* walkRows<Row extends { row: number }>(
  all: () => IterableIterator<Row>,
  one: (row: number) => Row | undefined,
  expected: () => Iterable<number>,
): Generator<Walked<Row>> {
  let last = 0;
  try {
    for (const value of all()) {
      last = value.row;
      yield { row: last, value };
    }
    return;
  } catch {
    // Reading on row by row.
  }
  for (const row of expected()) {
    if (row <= last) continue;
    const found = read(() => one(row));
    if (found === undefined) continue;
    yield { row, value: found };
  }
}

/** Null where it can't be read. */
export function read<Value>(work: () => Value): Value | null {
  try {
    return work();
  } catch {
    return null;
  }
}
