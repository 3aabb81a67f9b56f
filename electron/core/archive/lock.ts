import { join } from 'node:path';
import Database from 'better-sqlite3';
import { LontarError } from '../../../shared/contract/error.ts';

/**
 * One archive open at a time: a lock that the operating system drops with the process, however it
 * ends, so that nothing has to be cleaned up after a crash. It is SQLite's own file lock on an empty
 * database beside the archive. Throws `archive.in-use`.
 */
export function lockArchive(home: string): { release(): void } {
  const db = new Database(join(home, 'archive.lock'), { timeout: 0 });
  try {
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new LontarError('archive.in-use', { home });
    }
    throw error;
  }
  return { release: () => db.close() };
}
