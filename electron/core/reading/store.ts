import type { WireError } from '../../../shared/contract/error.ts';
import type { UnreadPage } from '../../../shared/contract/reading.ts';
import type { Reader, Writer } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';
import { dropText } from '../search/texts.ts';

export interface WaitingPage {
  sha256: string;
  page: number;
  /** How often it was tried in vain. */
  tries: number;
  /** Of its document: the higher, the sooner. */
  rank: number;
}

export interface TriedPage {
  page: number;
  tries: number;
  due: number | null;
  reason: string | null;
}

const PAUSED = 'reading.paused';

export function isPaused(reader: Reader): boolean {
  return reader.get(sql`SELECT 1 FROM meta WHERE key = ${PAUSED}`) !== undefined;
}

export function setPaused(writer: Writer, paused: boolean): void {
  if (paused) writer.run(sql`INSERT OR IGNORE INTO meta (key, value) VALUES (${PAUSED}, 'yes')`);
  else writer.run(sql`DELETE FROM meta WHERE key = ${PAUSED}`);
}

/**
 * Whose turn it is: the document looked at last, page by page; null where nothing is due.
 * @param taken pages that are being read
 */
export function nextPage(
  reader: Reader,
  now: number,
  taken: (sha256: string, page: number) => boolean,
): WaitingPage | null {
  const documents = reader.each<{ sha256: string; pages: number; rank: number }>(
    sql`SELECT sha256, pages, rank FROM reading_documents WHERE unsettled > 0 ORDER BY rank DESC`,
  );
  for (const { sha256, pages, rank } of documents) {
    const tried = new Map(triedPages(reader, sha256).map((row) => [row.page, row]));
    for (let page = 1; page <= pages; page++) {
      const row = tried.get(page);
      const open = !row || (row.due !== null && row.due <= now);
      if (open && !taken(sha256, page)) return { sha256, page, tries: row?.tries ?? 0, rank };
    }
  }
  return null;
}

function triedPages(reader: Reader, sha256: string): TriedPage[] {
  return reader.all<TriedPage>(
    sql`SELECT page, tries, due, reason FROM reading_pages WHERE sha256 = ${sha256}`,
  );
}

/** When the next page is to be tried again, in milliseconds since 1970. */
export function nextDue(reader: Reader): number | null {
  const found = reader.get<{ due: number | null }>(
    sql`SELECT min(due) AS due FROM reading_pages WHERE reason IS NOT NULL`,
  );
  return found?.due ?? null;
}

/** Keeps why a page could not be read, and when it is tried again (`due`, null for never). */
export function keepFailure(
  writer: Writer,
  { sha256, page, tries }: Omit<WaitingPage, 'rank'>,
  reason: WireError,
  due: number | null,
): void {
  if (!isToBeRead(writer, sha256)) return;
  writer.run(sql`INSERT INTO reading_pages (sha256, page, tries, due, reason)
    VALUES (${sha256}, ${page}, ${tries}, ${due}, ${JSON.stringify(reason)})
    ON CONFLICT (sha256, page) DO UPDATE SET
      tries = excluded.tries, due = excluded.due, reason = excluded.reason`);
  if (due === null) settleOne(writer, sha256);
}

export function isToBeRead(reader: Reader, sha256: string): boolean {
  return reader.get(sql`SELECT 1 FROM reading_documents WHERE sha256 = ${sha256}`) !== undefined;
}

export function settleOne(writer: Writer, sha256: string): void {
  writer.run(sql`UPDATE reading_documents SET unsettled = unsettled - 1 WHERE sha256 = ${sha256}`);
}

/** Puts a document before all others, if there is anything of it left to read. */
export function putFirst(writer: Writer, sha256: string, now: number): void {
  writer.run(
    sql`UPDATE reading_documents SET rank = max(${now}, rank) WHERE sha256 = ${sha256} AND unsettled > 0`,
  );
}

/** Everything that could not be read is due again, with all its tries. Gives how many pages. */
export function retryFailed(writer: Writer, sha256: string | undefined, now: number): number {
  const failed = writer.all<{ sha256: string; page: number; due: number | null }>(
    sql`SELECT sha256, page, due FROM reading_pages WHERE reason IS NOT NULL`,
  );
  const wanted = failed.filter((row) => sha256 === undefined || row.sha256 === sha256);
  for (const row of wanted) {
    writer.run(sql`UPDATE reading_pages SET tries = 0, due = ${now}
      WHERE sha256 = ${row.sha256} AND page = ${row.page}`);
    if (row.due !== null) continue;
    writer.run(
      sql`UPDATE reading_documents SET unsettled = unsettled + 1 WHERE sha256 = ${row.sha256}`,
    );
  }
  return wanted.length;
}

/** With the document's file goes what was read in it. */
export function dropReading(writer: Writer, sha256: string): void {
  writer.run(sql`DELETE FROM reading_documents WHERE sha256 = ${sha256}`);
  dropText(writer, sha256);
}

/** What a rebuild mends: documents nobody counted, pages whose reading is lost, wrong counts. */
export function mendReadings(writer: Writer): void {
  writer.run(sql`INSERT OR IGNORE INTO reading_documents (sha256, pages, unsettled, rank)
    SELECT sha256, pages, pages, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM drafts`);
  writer.run(sql`UPDATE reading_documents SET unsettled = pages -
    (SELECT count(*) FROM reading_pages AS tried
     WHERE tried.sha256 = reading_documents.sha256 AND tried.due IS NULL)`);
}

/** Whether a page is to be read, now or later. */
export function hasWaiting(reader: Reader): boolean {
  return reader.get(sql`SELECT 1 FROM reading_documents WHERE unsettled > 0`) !== undefined;
}

/** Pages still to be read, and pages given up. */
export function countPages(reader: Reader): { waiting: number; failed: number } {
  return reader.get<{ waiting: number; failed: number }>(
    sql`SELECT
      (SELECT coalesce(sum(unsettled), 0) FROM reading_documents WHERE unsettled > 0) AS waiting,
      (SELECT count(*) FROM reading_pages WHERE reason IS NOT NULL AND due IS NULL) AS failed`,
  )!;
}

/** Pages that could not be read, the first of them. */
export function unreadPages(reader: Reader, most: number): UnreadPage[] {
  return reader
    .all<TriedPage & { sha256: string }>(
      sql`SELECT sha256, page, tries, due, reason FROM reading_pages
          WHERE reason IS NOT NULL ORDER BY sha256, page LIMIT ${most}`,
    )
    .map((row) => unread(row.sha256, row));
}

export function unread(sha256: string, { page, tries, due, reason }: TriedPage): UnreadPage {
  const again = due === null ? null : new Date(due).toISOString();
  return { sha256, page, tries, again, reason: JSON.parse(reason!) as WireError };
}

/** Documents of which something was read. */
export function readDocuments(reader: Reader): string[] {
  return reader.column<string>(
    sql`SELECT DISTINCT sha256 FROM reading_pages WHERE reading IS NOT NULL`,
  );
}
