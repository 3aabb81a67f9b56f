import { join } from 'node:path';
import Database from 'better-sqlite3';
import { LontarError } from '../../../shared/contract/error.ts';

/**
 * One archive open at a time: a lock that the operating system drops with the process, however it
 * ends, so that nothing has to be cleaned up after a crash. It is SQLite's own file lock on an empty
 * database beside the archive. Throws `archive.in-use`, `archive.not-writable`.
 */
export function lockArchive(home: string): { release(): void } {
  let db: Database.Database | undefined;
  try {
    db = new Database(join(home, 'archive.lock'), { timeout: 0 });
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
    const held = db;
    return { release: () => held.close() };
  } catch (error) {
    db?.close();
    if (!(error instanceof Database.SqliteError)) throw error;
    if (error.code.startsWith('SQLITE_BUSY')) throw new LontarError('archive.in-use', { home });
    throw new LontarError('archive.not-writable', { message: error.message }, { cause: error });
  }
}
