import type { Reader } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';

/**
 * The letter that a person means: its id, `masuk/2026/17`, `17/2026` or `17`. Without a book it is
 * the incoming letters', without a year this one.
 */
export function findByAgenda(reader: Reader, text: string, thisYear: number): string | null {
  // A reader that types what a disposition sheet's code says gives the id with what follows it.
  const wanted = text
    .trim()
    .toLowerCase()
    .replace(/^([0-9a-f-]{36})\.[\w-]{6}(?:#\d+)?$/, '$1');
  const byId = reader.get<{ letter: string }>(
    sql`SELECT letter FROM letters WHERE letter = ${wanted}`,
  );
  if (byId) return byId.letter;
  const agenda =
    /^(?<book>[a-z0-9-]+)\/(?<year>\d{4})\/(?<number>\d{1,9})$/.exec(wanted) ??
    /^(?<number>\d{1,9})(?:\/(?<year>\d{4}))?$/.exec(wanted);
  if (!agenda?.groups) return null;
  const { book = 'masuk', year = thisYear, number } = agenda.groups;
  const found = reader.get<{ letter: string }>(
    sql`SELECT letter FROM letters
        WHERE book = ${book} AND year = ${Number(year)} AND agenda = ${Number(number)}`,
  );
  return found?.letter ?? null;
}
