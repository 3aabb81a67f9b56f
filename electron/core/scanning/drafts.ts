import type { PreparedDocument } from '../../../shared/contract/letters.ts';
import type { Archive } from '../archive/archive.ts';
import type { Reader, Writer } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';

/** Documents that are safely in the archive, but belong to no letter yet, oldest first. */
export function draftsOf(reader: Reader): PreparedDocument[] {
  return reader.all<PreparedDocument>(
    sql`SELECT sha256, pages, bytes, name FROM drafts ORDER BY at, sha256`,
  );
}

export function keepDraft(
  archive: Archive,
  { sha256, pages, bytes, name }: PreparedDocument,
): void {
  const at = new Date(archive.scribe.now()).toISOString();
  archive.write((writer) =>
    writer.run(sql`INSERT OR IGNORE INTO drafts (sha256, name, pages, bytes, at)
      VALUES (${sha256}, ${name}, ${pages}, ${bytes}, ${at})`),
  );
}

export function isDraft(reader: Reader, sha256: string): boolean {
  return reader.get(sql`SELECT 1 FROM drafts WHERE sha256 = ${sha256}`) !== undefined;
}

/** Whether it was a draft. */
export function dropDraft(writer: Writer, sha256: string): boolean {
  return writer.run(sql`DELETE FROM drafts WHERE sha256 = ${sha256}`) > 0;
}
