import { LontarError } from '../../../shared/contract/error.ts';
import type { Connection } from './database.ts';
import { first } from './migrations/0001-first.ts';
import { waiting } from './migrations/0002-waiting.ts';
import { reading } from './migrations/0003-reading.ts';
import { batches } from './migrations/0004-batches.ts';
import { printing } from './migrations/0005-printing.ts';
import { search } from './migrations/0006-search.ts';
import { lessons } from './migrations/0007-lessons.ts';
import { sync } from './migrations/0008-sync.ts';
import { newerFacts } from './migrations/0009-newer-facts.ts';
import { merging } from './migrations/0010-merging.ts';
import { smallerPages } from './migrations/0011-smaller-pages.ts';
import { sql } from './sql.ts';

/** Additive only, in order, never changed once released. */
export const migrations: readonly string[] = [
  first,
  waiting,
  reading,
  batches,
  printing,
  search,
  lessons,
  sync,
  newerFacts,
  merging,
  smallerPages,
];

/**
 * Brings the file to the newest form, each step in a transaction of its own; a failing step stops
 * everything and leaves the file as the step before left it.
 * Throws `archive.newer` where a newer Lontar made the file, `archive.migration-failed`.
 */
export function migrate(connection: Connection, steps: readonly string[] = migrations): void {
  const version = connection.get<{ user_version: number }>(sql`PRAGMA user_version`)!.user_version;
  if (version > steps.length) {
    throw new LontarError('archive.newer', { version, known: steps.length });
  }
  for (const [index, step] of steps.entries()) {
    if (index < version) continue;
    try {
      connection.script(`BEGIN IMMEDIATE; ${step}; PRAGMA user_version = ${index + 1}; COMMIT;`);
    } catch (error) {
      rollBack(connection);
      if (error instanceof LontarError) throw error;
      const message = error instanceof Error ? error.message : String(error);
      throw new LontarError('archive.migration-failed', { step: index + 1, message });
    }
  }
}

function rollBack(connection: Connection): void {
  try {
    connection.script('ROLLBACK');
  } catch {
    // SQLite has already rolled back by itself (a full disk does that).
  }
}
