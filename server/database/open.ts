import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { LontarError } from '../../shared/contract/error.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';

/**
 * The PostgreSQL server that `url` names, else PGlite in the data folder; brought to the newest form.
 */
export async function openDatabase(where: { url?: string; data: string }): Promise<Database> {
  const database = await connect(where);
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function connect({ url, data }: { url?: string; data: string }): Promise<Database> {
  // Either is large: only the one in use is loaded.
  if (url !== undefined) return (await import('./postgres.ts')).openPostgres(url);
  const folder = path.join(data, 'database');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Beside the folder: closing any handle of the lock's file, as syncing all within does, lets it go.
  const lock = await onlyOne(data);
  try {
    const database = await (await import('./pglite.ts')).openPglite(folder);
    return { ...database, close: () => database.close().finally(() => lock.release()) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** PGlite itself would let two processes into one folder, and ruin it. Throws `server.in-use`. */
async function onlyOne(folder: string): Promise<{ release(): void }> {
  const { lockArchive } = await import('../../electron/core/archive/lock.ts');
  try {
    return lockArchive(folder);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'archive.in-use') throw new LontarError('server.in-use', { folder });
    throw error;
  }
}
