import type { Letter } from '../../../shared/domain/letter/state.ts';
import { statusOf } from '../../../shared/domain/letter/routing.ts';
import { LetterStatus } from '../../../shared/contract/first-screen.ts';
import type { Archive } from '../archive/archive.ts';
import type { Reader, Writer } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';
import { boundDoc, docOf } from './doc.ts';
import { setOf, tokensOf, unitsOf } from './letter-tokens.ts';
import { indexTables, mergeSome } from './merge.ts';
import { documentKey, textOf } from './texts.ts';
import { WordCounts } from './vocabulary.ts';

/**
 * A full-text index costs as much to write for one letter as all the rest of it, and little more for
 * some at once: letters wait until somebody asks, or nothing else happens (`keep-index.ts`). New ones are those after the
 * mark, changed ones stand in `search_waiting`; both change in one transaction with the index.
 */
/** In one transaction where many wait: they must not fill the memory, nor each part pay for a sync. */
const PART = 1_000;
/** So many letters are a few hundred pages of the index; each page is put together two or three times. */
const PAGES_A_LETTER = 2;

export const statuses = LetterStatus.options;

/** Called before anything is asked of the index. */
export function catchUp(archive: Archive): void {
  while (isBehind(archive.read)) archive.write((writer) => indexMany(writer, PART));
}

/** A letter has changed: it is indexed anew before anything is asked. */
export function letWait(writer: Writer, row: number): void {
  if (row > markOf(writer)) return;
  writer.run(sql`INSERT OR IGNORE INTO search_waiting (row) VALUES (${row})`);
}

/** The index as if nothing had ever been indexed. */
export function forgetIndex(writer: Writer): void {
  for (const table of ['search_tokens', 'search_places']) {
    writer.run({ text: `INSERT INTO ${table} (${table}) VALUES ('delete-all')`, values: [] });
  }
  for (const table of ['letters', 'labels', 'words', 'near', 'waiting']) {
    writer.run({ text: `DELETE FROM search_${table}`, values: [] });
  }
  writer.run(sql`UPDATE words_mark SET row = 0`);
}

/** The newest letter that the index knows. */
export function markOf(reader: Reader): number {
  return reader.get<{ row: number }>(sql`SELECT row FROM words_mark`)!.row;
}

/** As `indexSome`; where there are many, no idle time will come before the pieces are too many. */
export function indexMany(writer: Writer, most: number): number {
  const some = indexSome(writer, most);
  if (some < most) return some;
  for (const table of indexTables) mergeSome(writer, table, some * PAGES_A_LETTER);
  return some;
}

/** Takes some of what waits into the index. */
export function indexSome(writer: Writer, most: number): number {
  const counts = new WordCounts();
  const changed = writer.all<{ row: number }>(
    sql`SELECT row FROM search_waiting ORDER BY row LIMIT ${most}`,
  );
  for (const { row } of changed) {
    const state = writer.get<{ state: string }>(
      sql`SELECT state FROM letter_states WHERE row = ${row}`,
    );
    forgetLetter(writer, row);
    if (state) addLetter(writer, row, JSON.parse(state.state) as Letter, counts);
    writer.run(sql`DELETE FROM search_waiting WHERE row = ${row}`);
  }
  const news = writer.all<{ row: number; state: string }>(
    sql`SELECT row, state FROM letter_states WHERE row > ${markOf(writer)}
      ORDER BY row LIMIT ${most - changed.length}`,
  );
  for (const { row, state } of news) addLetter(writer, row, JSON.parse(state) as Letter, counts);
  const newest = news.at(-1);
  if (newest) writer.run(sql`UPDATE words_mark SET row = ${newest.row}`);
  counts.store(writer);
  return changed.length + news.length;
}

export function isBehind(reader: Reader): boolean {
  const found = reader.get<{ behind: number }>(sql`SELECT
    EXISTS (SELECT 1 FROM letters WHERE row > (SELECT row FROM words_mark))
    OR EXISTS (SELECT 1 FROM search_waiting) AS behind`)!;
  return found.behind === 1;
}

function forgetLetter(writer: Writer, row: number): void {
  const known = writer.get<{ doc: number }>(sql`SELECT doc FROM search_letters WHERE row = ${row}`);
  if (!known) return;
  writer.run(sql`DELETE FROM search_tokens WHERE rowid = ${boundDoc(known.doc)}`);
  writer.run(sql`DELETE FROM search_places WHERE rowid = ${boundDoc(known.doc)}`);
  writer.run(sql`DELETE FROM search_letters WHERE row = ${row}`);
}

/** A letter's words into an index that does not know it. */
export function addLetter(writer: Writer, row: number, letter: Letter, counts: WordCounts): void {
  const sha256 = letter.document?.sha256;
  const tokens = tokensOf(letter, (sha256 && textOf(writer, sha256)) || []);
  const doc = docOf(row, letter.received);
  const set = [...setOf(tokens)].join(' ');
  writer.run(sql`INSERT INTO search_tokens (rowid, words) VALUES (${boundDoc(doc)}, ${set})`);
  writer.run(sql`INSERT INTO search_places (rowid, words)
    VALUES (${boundDoc(doc)}, ${tokens.inOrder.join(' ')})`);
  writer.run(sql`INSERT INTO search_letters (row, doc, sender, units, status, document)
    VALUES (${row}, ${boundDoc(doc)}, ${labelOf(writer, letter.fields.sender)},
      ${labelOf(writer, unitsOf(letter).join(' '))}, ${statuses.indexOf(statusOf(letter))},
      ${sha256 ? documentKey(sha256) : null})`);
  counts.add(tokens);
}

function labelOf(writer: Writer, label: string): number {
  const known = sql`SELECT id FROM search_labels WHERE label = ${label}`;
  const found = writer.get<{ id: number }>(known);
  if (found) return found.id;
  writer.run(sql`INSERT INTO search_labels (label) VALUES (${label})`);
  return writer.get<{ id: number }>(known)!.id;
}
