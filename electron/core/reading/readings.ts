import type { DocumentReading, ReadPage } from '../../../shared/contract/reading.ts';
import type { Reader, Writer } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';
import { keepPageText } from '../search/texts.ts';
import { isToBeRead, settleOne, type TriedPage, unread } from './store.ts';
import { packPage, unpackPage } from './stored-page.ts';

/** Keeps what was read, once; nothing where the document has gone meanwhile. */
export function keepPage(writer: Writer, sha256: string, page: ReadPage, tries: number): boolean {
  const row = writer.get<{ read: number; open: number }>(
    sql`SELECT reading IS NOT NULL AS read, due IS NOT NULL AS open FROM reading_pages
        WHERE sha256 = ${sha256} AND page = ${page.page}`,
  );
  if (row?.read === 1 || !isToBeRead(writer, sha256)) return false;
  writer.run(sql`INSERT INTO reading_pages (sha256, page, tries, reading)
    VALUES (${sha256}, ${page.page}, ${tries}, ${packPage(page)})
    ON CONFLICT (sha256, page) DO UPDATE SET
      tries = excluded.tries, due = NULL, reason = NULL, reading = excluded.reading`);
  if (!row || row.open === 1) settleOne(writer, sha256);
  keepPageText(writer, sha256, page.page, page.text);
  return true;
}

/** What was read of a document so far, in the order of its pages; null where it is not to be read. */
export function readingOf(reader: Reader, sha256: string): DocumentReading | null {
  const document = reader.get<{ pages: number; unsettled: number }>(
    sql`SELECT pages, unsettled FROM reading_documents WHERE sha256 = ${sha256}`,
  );
  if (!document) return null;
  const rows = reader.all<TriedPage & { reading: Uint8Array | null }>(
    sql`SELECT page, tries, due, reason, reading FROM reading_pages
        WHERE sha256 = ${sha256} ORDER BY page`,
  );
  return {
    pages: document.pages,
    left: document.unsettled,
    read: rows.flatMap(({ reading }) => (reading ? [unpackPage(reading)] : [])),
    unread: rows.flatMap((row) => (row.reason === null ? [] : [unread(sha256, row)])),
  };
}
