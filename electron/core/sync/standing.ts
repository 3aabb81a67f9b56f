import type { Archive } from '../archive/archive.ts';
import type { Reader, Writer } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';

/** The server that this desk has joined. */
export interface Joined {
  address: string;
  /** The server's own name for the office. */
  office: string;
  name: string;
  /** SHA-256 of the server's own certificate, where a person has confirmed one. */
  certificate?: string;
}

export function joinedTo(reader: Reader): Joined | null {
  const row = metaOf(reader, 'sync');
  return row === null ? null : (JSON.parse(row) as Joined);
}

/** The office's newest number whose fact is here. */
export const cursorOf = (reader: Reader): number => Number(metaOf(reader, 'sync.cursor') ?? 0);

/** The row of our own newest fact that the server has numbered. */
export const confirmedRow = (reader: Reader): number =>
  Number(metaOf(reader, 'sync.confirmed') ?? 0);

export function metaOf(reader: Reader, key: string): string | null {
  return (
    reader.get<{ value: string }>(sql`SELECT value FROM meta WHERE key = ${key}`)?.value ?? null
  );
}

export function keepMeta(writer: Writer, key: string, value: string): void {
  writer.run(sql`INSERT OR REPLACE INTO meta (key, value) VALUES (${key}, ${value})`);
}

/** Own facts that the server has not numbered, oldest first. */
export function unconfirmed(
  reader: Reader,
  after: number,
  most: number,
): { row: number; fact: string }[] {
  return reader.all(
    sql`SELECT row, fact FROM facts WHERE row > ${after}
          AND NOT EXISTS (SELECT 1 FROM confirmed WHERE confirmed.row = facts.row)
        ORDER BY row LIMIT ${most}`,
  );
}

/** Their rows alone. */
export function unconfirmedRows(reader: Reader, after: number, most: number): number[] {
  return reader.column(
    sql`SELECT row FROM facts WHERE row > ${after}
          AND NOT EXISTS (SELECT 1 FROM confirmed WHERE confirmed.row = facts.row)
        ORDER BY row LIMIT ${most}`,
  );
}

export function countWaiting({ read }: Archive): { facts: number; files: number } {
  return read.get(
    sql`SELECT
      (SELECT count(*) FROM facts WHERE row > ${confirmedRow(read)}
        AND NOT EXISTS (SELECT 1 FROM confirmed WHERE confirmed.row = facts.row)) AS facts,
      (SELECT count(*) FROM blobs_wanted) AS files`,
  )!;
}
