import type { Reader, Writer } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';

export const PAGE = '\f';

/**
 * Keeps what stands on a document's page, and lets the letters with that document be indexed anew.
 * Called within the transaction that keeps the reading itself.
 */
export function keepPageText(writer: Writer, sha256: string, page: number, text: string): void {
  const pages = textOf(writer, sha256) ?? [];
  while (pages.length < page) pages.push('');
  pages[page - 1] = text;
  keepText(writer, sha256, pages);
}

/** The same for all of its pages at once. */
export function keepText(writer: Writer, sha256: string, pages: readonly string[]): void {
  const document = documentKey(sha256);
  const text = pages.map((page) => page.replaceAll(PAGE, ' ')).join(PAGE);
  // Another document whose hash begins the same (one in 10^4 archives of a million) goes without.
  writer.run(sql`INSERT INTO document_texts (document, sha256, text)
    VALUES (${document}, ${sha256}, ${text})
    ON CONFLICT (document) DO UPDATE SET text = excluded.text WHERE sha256 = excluded.sha256`);
  letLettersWait(writer, document);
}

/** With what was read goes its text. */
export function dropText(writer: Writer, sha256: string): void {
  writer.run(sql`DELETE FROM document_texts
    WHERE document = ${documentKey(sha256)} AND sha256 = ${sha256}`);
  letLettersWait(writer, documentKey(sha256));
}

function letLettersWait(writer: Writer, document: number): void {
  writer.run(sql`INSERT OR IGNORE INTO search_waiting (row)
    SELECT row FROM search_letters WHERE document = ${document}`);
}

/** What stands on the pages of a document, in order; null while nothing has been read. */
export function textOf(reader: Reader, sha256: string): string[] | null {
  const found = reader.get<{ text: string }>(
    sql`SELECT text FROM document_texts
      WHERE document = ${documentKey(sha256)} AND sha256 = ${sha256}`,
  );
  return found ? found.text.split(PAGE) : null;
}

/** The first 52 bits of the hash: a number that JavaScript and SQLite both hold. */
export const documentKey = (sha256: string): number => parseInt(sha256.slice(0, 13), 16);
