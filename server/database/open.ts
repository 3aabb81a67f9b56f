import { mkdirSync } from 'node:fs';
import path from 'node:path';
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
  return (await import('./pglite.ts')).openPglite(folder);
}
