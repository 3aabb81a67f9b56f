import type { Fate, RowFate } from '../../contract/books.ts';
import type { ReadRow } from './read-rows.ts';

/** A letter that has a number in the book already. */
export interface Standing {
  sender: string;
  subject: string;
  /** Taken back with the import that brought it. */
  withdrawn: boolean;
}

/** What becomes of each row, given what the book holds under a year and number. */
export function judgeRows(
  rows: readonly ReadRow[],
  standing: (year: number, agenda: number) => Standing | undefined,
): RowFate[] {
  const seen = new Set<string>();
  return rows.map((row) => {
    const fate = fateOf(row, standing, seen);
    if (row.agenda !== null && (fate === 'new' || fate === 'again')) {
      seen.add(`${row.year}/${row.agenda}`);
    }
    return { ...row, fate };
  });
}

function fateOf(
  { agenda, year, fields, problems }: ReadRow,
  standing: (year: number, agenda: number) => Standing | undefined,
  seen: ReadonlySet<string>,
): Fate {
  if (problems.length > 0 || !fields || year === null) return 'wrong';
  if (agenda === null) return 'new';
  if (seen.has(`${year}/${agenda}`)) return 'twice';
  const there = standing(year, agenda);
  if (!there) return 'new';
  if (there.withdrawn) return 'again';
  return there.sender === fields.sender && there.subject === fields.subject ? 'known' : 'taken';
}

export function countFates(rows: readonly RowFate[]): Record<Fate, number> {
  const counts = { new: 0, again: 0, known: 0, taken: 0, twice: 0, wrong: 0 };
  for (const { fate } of rows) counts[fate] += 1;
  return counts;
}
