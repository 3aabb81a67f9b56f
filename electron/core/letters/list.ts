import type { z } from 'zod';
import type {
  LetterList,
  LetterRow,
  letterSorts,
  ListLetters,
} from '../../../shared/contract/letters.ts';
import type { Archive } from '../archive/archive.ts';
import type { Reader } from '../archive/database.ts';
import type { Value } from '../archive/sql.ts';
import { keyOf } from './columns.ts';
import { catchUpWords } from './words-index.ts';

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
  if (asked.filter !== '') catchUpWords(archive);
  const order = Uint32Array.from(reader.column<number>({ text, values }));
  return { order, rows: rowsOf(reader, [...order.subarray(0, asked.first)]) };
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
  const words = matchOf(asked.filter);
  if (words) require('row IN (SELECT rowid FROM letters_words WHERE letters_words MATCH ?)', words);
  if (asked.book !== undefined) require('book = ?', asked.book);
  if (asked.year !== undefined) require('year = ?', asked.year);
  if (asked.status !== undefined) require('status = ?', asked.status);
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  const direction = asked.direction === 'desc' ? ' DESC' : '';
  const order = orders[asked.sort].map((column) => column + direction).join(', ');
  return { text: `SELECT row FROM letters ${where} ORDER BY ${order}`, values };
}

/**
 * Words as the index cuts them: letters and digits with accents on them. Any other mark parts words
 * there (Devanagari's and Arabic's vowel signs do), as do letters that were marks in an older Unicode.
 */
function indexedWords(text: string): string[] {
  const plain = text
    .normalize('NFC')
    .replace(/[\u0300-\u0331]/g, '')
    .replace(/[\u19B0-\u19C9\u1CF2\u1CF3]/g, ' ');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Words without case and accents, for comparing. */
function plainWords(text: string): string[] {
  return indexedWords(text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase());
}

/** Each word as typed must begin a word of the letter; signs that stand between words don't count. */
function matchOf(filter: string): string | null {
  const words = indexedWords(filter);
  return words.length > 0 ? words.map((word) => `"${word}"*`).join(' ') : null;
}

/** Letters with the same sender and number, whatever the case, the spaces and the signs. */
export function duplicatesOf(
  archive: Archive,
  { sender, number, except }: { sender: string; number: string; except?: string | undefined },
): LetterRow[] {
  const key = keyOf(number);
  const words = indexedWords(key);
  if (words.length === 0) return [];
  catchUpWords(archive);
  const candidates = archive.read.all<LetterRow>({
    text: `SELECT ${columns} FROM letters
      WHERE row IN (SELECT rowid FROM letters_words WHERE letters_words MATCH ?) ORDER BY row`,
    values: [words.map((word) => `"${word}"`).join(' ')],
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
  const words = matchOf(typed);
  if (!words) return [];
  catchUpWords(archive);
  const value =
    field === 'sender' ? 'letters.sender' : `letter_states.state ->> '$.fields.recipient'`;
  const rows = archive.read.all<{ value: string | null }>({
    text: `SELECT value, count(*) AS uses FROM (
        SELECT ${value} AS value FROM letters_words
        JOIN letters ON letters.row = letters_words.rowid
        JOIN letter_states ON letter_states.row = letters.row
        WHERE letters_words MATCH ? ORDER BY letters_words.rowid DESC LIMIT 400
      ) GROUP BY value ORDER BY uses DESC, value`,
    values: [words],
  });
  const begins = plainWords(typed);
  return rows
    .flatMap((row) => row.value ?? [])
    .filter((text) => {
      const own = plainWords(text);
      return begins.every((begin) => own.some((word) => word.startsWith(begin)));
    })
    .slice(0, 8);
}
