import type { z } from 'zod';
import type { letterSorts, ListLetters } from '../../../shared/contract/first-screen.ts';
import type { LetterList, LetterRow } from '../../../shared/contract/letters.ts';
import type { Archive } from '../archive/archive.ts';
import type { Reader } from '../archive/database.ts';
import { sql, type Value } from '../archive/sql.ts';
import { keyOf, wordsIn } from '../../../shared/domain/search/words.ts';
import { catchUp } from '../search/index-letters.ts';
import { fieldsBegin, numberIs, rowsWith } from '../search/field-match.ts';

type Sort = (typeof letterSorts)[number];

const columns = `row, letter AS id, book, year, agenda, received, number, date, sender, subject,
  urgency, secrecy, status, pages, forwarded, CASE status WHEN 'cancelled' THEN
  (SELECT state ->> '$.cancelled.reason' FROM letter_states WHERE row = letters.row) END AS reason`;

/** Each ends in a column that has no equal, so that the order is the same every time. */
const orders: Record<Sort, string[]> = {
  agenda: ['year', 'book', 'agenda'],
  received: ['received', 'row'],
  date: ['date', 'row'],
  number: ['number', 'row'],
  sender: ['sender COLLATE NOCASE', 'row'],
  subject: ['subject COLLATE NOCASE', 'row'],
  status: ['status', 'row'],
};

/** The order of all rows that fit, and the first of them whole. */
export function listLetters(archive: Archive, asked: z.output<typeof ListLetters>): LetterList {
  const { read: reader } = archive;
  const { text, values } = selection(asked);
  if (asked.filter !== '') catchUp(archive);
  const order = Uint32Array.from(reader.column<number>({ text, values }));
  return { order, rows: rowsOf(reader, [...order.subarray(0, asked.first)]) };
}

export function firstYear(reader: Reader): number | null {
  return reader.get<{ year: number | null }>(sql`SELECT min(year) AS year FROM letters`)!.year;
}

/** The lines at these places, in the order asked for. */
export function rowsOf(reader: Reader, rows: number[]): LetterRow[] {
  const found = reader.all<LetterRow>({
    text: `SELECT ${columns} FROM letters WHERE row IN (SELECT value FROM json_each(?))`,
    values: [JSON.stringify(rows)],
  });
  const byRow = new Map(found.map((line) => [line.row, line]));
  return rows.flatMap((row) => byRow.get(row) ?? []);
}

function selection(asked: z.output<typeof ListLetters>): { text: string; values: Value[] } {
  const conditions: string[] = [];
  const values: Value[] = [];
  const require = (condition: string, value: Value) => {
    conditions.push(condition);
    values.push(value);
  };
  const words = fieldsBegin(asked.filter, 'fields');
  if (words) require(`row IN (${rowsWith})`, words);
  if (asked.book !== undefined) require('book = ?', asked.book);
  if (asked.year !== undefined) require('year = ?', asked.year);
  if (asked.status !== undefined) require('status = ?', asked.status);
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  const direction = asked.direction === 'desc' ? ' DESC' : '';
  const order = orders[asked.sort].map((column) => column + direction).join(', ');
  return { text: `SELECT row FROM letters ${where} ORDER BY ${order}`, values };
}

/** Letters with the same sender and number, whatever the case, the spaces and the signs. */
export function duplicatesOf(
  archive: Archive,
  { sender, number, except }: { sender: string; number: string; except?: string | undefined },
): LetterRow[] {
  const key = keyOf(number);
  if (key === '') return [];
  catchUp(archive);
  const candidates = archive.read.all<LetterRow>({
    text: `SELECT ${columns} FROM letters
      WHERE row IN (${rowsWith}) ORDER BY row`,
    values: [numberIs(key)],
  });
  return candidates.filter(
    (line) =>
      line.id !== except &&
      keyOf(line.number ?? '') === key &&
      keyOf(line.sender) === keyOf(sender),
  );
}

/** Senders or recipients that begin with, or hold a word that begins with, what was typed. */
export function suggestValues(
  archive: Archive,
  { field, typed }: { field: 'sender' | 'recipient'; typed: string },
): string[] {
  const words = fieldsBegin(typed, field);
  if (!words) return [];
  catchUp(archive);
  const value =
    field === 'sender' ? 'letters.sender' : `letter_states.state ->> '$.fields.recipient'`;
  const rows = archive.read.all<{ value: string | null }>({
    text: `SELECT value, count(*) AS uses FROM (
        SELECT ${value} AS value FROM letters JOIN letter_states USING (row)
        WHERE row IN (${rowsWith} ORDER BY rowid DESC LIMIT 400)
      ) GROUP BY value ORDER BY uses DESC, value`,
    values: [words],
  });
  const begins = wordsIn(typed);
  return rows
    .flatMap((row) => row.value ?? [])
    .filter((text) => {
      const own = wordsIn(text);
      return begins.every((begin) => own.some((word) => word.startsWith(begin)));
    })
    .slice(0, 8);
}
