import type { Rows } from './copy.ts';
import type { Sql } from './sql.ts';

/** What can be asked of the database, within a transaction or outside any. */
export interface Connection {
  all<Row>(query: Sql): Promise<Row[]>;
  get<Row>(query: Sql): Promise<Row | undefined>;
  /** @returns how many rows were inserted, changed or deleted */
  run(query: Sql): Promise<number>;
  /** New rows of a table, many at once; none is there already. */
  copy(rows: Rows): Promise<void>;
}

/**
 * PostgreSQL, or PGlite where none is named: the one way in which the server speaks to either.
 * Whole numbers of 8 bytes come as numbers, moments as `YYYY-MM-DDTHH:mm:ss.sssZ`, bytes as Uint8Array.
 */
export interface Database extends Connection {
  kind: 'postgres' | 'pglite';
  /** All of the work or, when it throws, nothing of it; it has come to pass when this returns. */
  transaction<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result>;
  /** Several statements of our own, without values. */
  script(text: string): Promise<void>;
  /** Hears what any server on this database says on a channel; call the answer to stop. */
  listen(channel: string, listener: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** PostgreSQL's numbers for the types that either client would give in a form of its own (pg_type). */
export const INT8 = 20;
export const TIMESTAMPTZ = 1184;

export const momentOf = (text: string) => new Date(text).toISOString();
