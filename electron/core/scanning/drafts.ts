import type { PreparedDocument } from '../../../shared/contract/letters.ts';
import type { Draft } from '../../../shared/contract/scanning.ts';
import type { Archive } from '../archive/archive.ts';
import type { Reader, Writer } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';

/** Documents that are safely in the archive, but belong to no letter yet, oldest first. */
export function draftsOf(reader: Reader): Draft[] {
  return reader.all<Draft>(
    sql`SELECT sha256, pages, bytes, name, book FROM drafts ORDER BY at, sha256`,
  );
}

export function keepDraft(archive: Archive, document: PreparedDocument): void {
  archive.write((writer) => insertDraft(writer, archive.scribe.now(), document, null));
}

/** @param book where a separator before its pages says that the letter belongs */
export function insertDraft(
  writer: Writer,
  now: number,
  { sha256, pages, bytes, name }: PreparedDocument,
  book: string | null,
): void {
  writer.run(sql`INSERT OR IGNORE INTO drafts (sha256, name, pages, bytes, at, book)
    VALUES (${sha256}, ${name}, ${pages}, ${bytes}, ${new Date(now).toISOString()}, ${book})`);
}

export function isDraft(reader: Reader, sha256: string): boolean {
  return reader.get(sql`SELECT 1 FROM drafts WHERE sha256 = ${sha256}`) !== undefined;
}

/** Whether it was a draft. */
export function dropDraft(writer: Writer, sha256: string): boolean {
  return writer.run(sql`DELETE FROM drafts WHERE sha256 = ${sha256}`) > 0;
}
