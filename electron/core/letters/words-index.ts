import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { Archive } from '../archive/archive.ts';
import type { Reader, Writer } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';
import { wordsOf } from './columns.ts';

/**
 * The index by which the list is filtered. A full-text index costs as much to write for one letter as
 * all the rest of it, and little more for many at once: new letters wait in their own table, which
 * holds all that the index is made of, until somebody asks or enough of them wait. What the index
 * holds and what waits is one number, changed in the same transaction.
 */
const MOST_WAITING = 256;

/** Called with new letters, within their transaction. */
export function indexInTime(archive: Archive, writer: Writer): void {
  if (archive.journal.head().seq - markOf(writer) >= MOST_WAITING) indexWaiting(writer);
}

/** Called before anything is asked of the index. */
export function catchUpWords(archive: Archive): void {
  const waiting = archive.read.get(sql`SELECT 1 FROM letters WHERE row > ${markOf(archive.read)}`);
  if (waiting) archive.write(indexWaiting);
}

/** A letter's words before and after a change, if the index knows it already. */
export function reindexWords(writer: Writer, row: number, before: Letter, letter: Letter): void {
  if (row > markOf(writer)) return;
  const old = wordsOf(before);
  writer.run(sql`INSERT INTO letters_words (letters_words, rowid, number, sender, subject, rest)
    VALUES ('delete', ${row}, ${old.number}, ${old.sender}, ${old.subject}, ${old.rest})`);
  addWords(writer, row, letter);
}

export function forgetWords(writer: Writer): void {
  writer.run(sql`INSERT INTO letters_words (letters_words) VALUES ('delete-all')`);
  writer.run(sql`UPDATE words_mark SET row = 0`);
}

function indexWaiting(writer: Writer): void {
  const waiting = writer.all<{ row: number; state: string }>(
    sql`SELECT row, state FROM letter_states WHERE row > ${markOf(writer)} ORDER BY row`,
  );
  for (const { row, state } of waiting) addWords(writer, row, JSON.parse(state) as Letter);
  const newest = waiting.at(-1);
  if (newest) writer.run(sql`UPDATE words_mark SET row = ${newest.row}`);
}

export function addWords(writer: Writer, row: number, letter: Letter): void {
  const words = wordsOf(letter);
  writer.run(sql`INSERT INTO letters_words (rowid, number, sender, subject, rest)
    VALUES (${row}, ${words.number}, ${words.sender}, ${words.subject}, ${words.rest})`);
}

/** The newest letter that the index knows. */
export function markOf(reader: Reader): number {
  return reader.get<{ row: number }>(sql`SELECT row FROM words_mark`)!.row;
}
