import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { LontarError } from '../../../shared/contract/error.ts';
import type { Sql } from './sql.ts';

declare const writable: unique symbol;

/** What a query may do. */
export interface Reader {
  all<Row>(statement: Sql): Row[];
  get<Row>(statement: Sql): Row | undefined;
  /** One row after another, without holding them all. */
  each<Row>(statement: Sql): IterableIterator<Row>;
  /** The first column of every row. */
  column<Value>(statement: Sql): Value[];
}

/** What a command may do, inside `Archive.write` only. */
export interface Writer extends Reader {
  run(statement: Sql): number;
  readonly [writable]: true;
}

export interface Connection extends Reader {
  /** One transaction: all of it is on disk when this returns, or none of it happened. */
  write<Result>(work: (writer: Writer) => Result): Result;
  /** Several statements of the project's own text, for migrations. */
  script(text: string): void;
  /** Brings what was written from the log into the file, which else a later commit has to. */
  checkpoint(): void;
  close(): void;
}

/**
 * What searches ask for again and again, in KB: a 32nd of the archive. Of a million letters it is 256 MB, and
 * with 64 MB the commonest words were read anew each time.
 */
const cacheOf = (bytes: number) =>
  Math.round(Math.min(256_000, Math.max(64_000, bytes / 1_000 / 32)));

/**
 * Opens the file (WAL, `synchronous=FULL`, foreign keys on).
 * Throws `archive.damaged`, `archive.not-writable`, `disk.full`.
 */
export function connect(file: string): Connection {
  const db = guard(() => new Database(file));
  guard(() => {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    db.pragma(`cache_size = -${cacheOf(statSync(file).size)}`);
    // 16 MB: a page that is written again and again meanwhile is brought over once. Where there is idle
    // time that is done then (`keep-index.ts`), in no commit; a longer log costs each commit more.
    db.pragma('wal_autocheckpoint = 4000');
  });
  const statements = new Map<string, Database.Statement>();
  const prepare = (text: string) => {
    let statement = statements.get(text);
    if (!statement) statements.set(text, (statement = db.prepare(text)));
    return statement;
  };
  const columns = new Map<string, Database.Statement>();
  const prepareColumn = (text: string) => {
    let statement = columns.get(text);
    if (!statement) columns.set(text, (statement = db.prepare(text).pluck()));
    return statement;
  };
  const reader: Reader = {
    all: <Row>({ text, values }: Sql) => guard(() => prepare(text).all(values) as Row[]),
    get: <Row>({ text, values }: Sql) => guard(() => prepare(text).get(values) as Row | undefined),
    each: <Row>({ text, values }: Sql) =>
      guard(() => prepare(text).iterate(values) as IterableIterator<Row>),
    column: <Value>({ text, values }: Sql) =>
      guard(() => prepareColumn(text).all(values) as Value[]),
  };
  const writer = {
    ...reader,
    run: ({ text, values }: Sql) => prepare(text).run(values).changes,
  } as Writer;
  const transaction = db.transaction((work: (writer: Writer) => unknown) => work(writer));
  return {
    ...reader,
    write: <Result>(work: (writer: Writer) => Result) =>
      guard(() => transaction.immediate(work) as Result),
    script: (text) => guard(() => void db.exec(text)),
    checkpoint: () => guard(() => void db.pragma('wal_checkpoint(PASSIVE)')),
    close: () => db.close(),
  };
}

const codes: Record<string, string> = {
  SQLITE_FULL: 'disk.full',
  SQLITE_CORRUPT: 'archive.damaged',
  SQLITE_NOTADB: 'archive.damaged',
  SQLITE_READONLY: 'archive.not-writable',
  SQLITE_CANTOPEN: 'archive.not-writable',
  SQLITE_BUSY: 'archive.in-use',
  SQLITE_IOERR_WRITE: 'disk.full',
  SQLITE_IOERR: 'disk.failed',
};

/** Names what SQLite reports by our codes; anything else passes unchanged. */
function guard<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    const code = codes[error.code] ?? codes[error.code.split('_', 2).join('_')];
    if (!code) throw error;
    throw new LontarError(code, { message: error.message }, { cause: error });
  }
}
