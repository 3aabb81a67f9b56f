import { LontarError } from '../../shared/contract/error.ts';
import type { Database } from './database.ts';
import { first } from './migrations/0001-first.ts';
import { bulk } from './migrations/0002-bulk.ts';
import { newer } from './migrations/0003-newer.ts';
import { sql } from './sql.ts';

/** Additive only, in order, never changed once released. */
export const migrations: readonly string[] = [first, bulk, newer];

/** Any number that nothing else on the database locks. */
const LOCK = 1_279_350_834;

/**
 * Brings the database to the newest form; of several servers that start at once one does it and the
 * others wait. Throws `server.newer` where a newer Lontar was here before.
 */
export async function migrate(
  database: Database,
  steps: readonly string[] = migrations,
): Promise<void> {
  await database.transaction(async (connection) => {
    await connection.run(sql`SELECT pg_advisory_xact_lock(${LOCK})`);
    await connection.run(
      sql`CREATE TABLE IF NOT EXISTS migrations (step INTEGER PRIMARY KEY, at TIMESTAMPTZ NOT NULL DEFAULT now())`,
    );
    const known = await connection.get<{ step: number }>(
      sql`SELECT coalesce(max(step), 0)::int AS step FROM migrations`,
    );
    const done = known!.step;
    if (done > steps.length) {
      throw new LontarError('server.newer', { version: done, known: steps.length });
    }
    for (const [index, step] of steps.entries()) {
      if (index < done) continue;
      for (const statement of statementsOf(step)) {
        await connection.run({ text: statement, values: [] });
      }
      await connection.run(sql`INSERT INTO migrations (step) VALUES (${index + 1})`);
    }
  });
}

/** Our migrations hold plain statements, each ended by a semicolon at the end of its line. */
function statementsOf(step: string): string[] {
  return step.split(/;\s*\n/).filter((statement) => statement.trim() !== '');
}
