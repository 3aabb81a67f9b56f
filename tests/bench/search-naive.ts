import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { MixedQuery } from './search-queries.ts';

/**
 * The same letters as most programs would index them: columns and text in a full-text table as FTS5
 * makes it, filters and order in the table beside it. Made once, beside the archive.
 */
export function naivePeer(home: string): { ask(query: MixedQuery): number; close(): void } {
  const file = path.join(home, 'naive.sqlite');
  if (!existsSync(file)) make(home, file);
  const db = new Database(file, { readonly: true });
  return {
    ask({ match, where }) {
      const conditions = ["secrecy IN ('B', 'T')", ...where].map((one) => ` AND ${one}`).join('');
      const hits = db
        .prepare(
          `SELECT letters.* FROM words JOIN letters ON letters.row = words.rowid
            WHERE words MATCH ?${conditions} ORDER BY received DESC LIMIT 50`,
        )
        .all(match);
      return hits.length;
    },
    close: () => db.close(),
  };
}

function make(home: string, file: string): void {
  const making = `${file}.making`;
  rmSync(making, { force: true });
  const db = new Database(making);
  db.exec(`
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    ATTACH '${path.join(home, 'archive.sqlite')}' AS archive;
    CREATE TABLE letters AS SELECT row, letter, agenda, received, number, date, sender, subject, urgency,
      secrecy, status, state ->> '$.fields.classification' AS code
      FROM archive.letters JOIN archive.letter_states USING (row);
    CREATE UNIQUE INDEX letters_row ON letters (row);
    CREATE INDEX letters_received ON letters (received);
    CREATE VIRTUAL TABLE words USING fts5 (number, sender, subject, text, content = '');
    INSERT INTO words (words, rank) VALUES ('hashsize', 33554432);
    INSERT INTO words (rowid, number, sender, subject, text)
      SELECT letters.row, letters.number, letters.sender, letters.subject, text
      FROM letters JOIN archive.search_letters ON search_letters.row = letters.row
      LEFT JOIN archive.document_texts ON document_texts.document = search_letters.document;
  `);
  db.close();
  renameSync(making, file);
}
