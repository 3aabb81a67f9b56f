import type { Connection } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/**
 * Neither kept nor restored: the form itself, and what lives for hours (who is signed in, half an
 * upload, messages on their way, which must not be sent again).
 */
const PASSING = ['migrations', 'sessions', 'uploads', 'sign_in_failures', 'notices', 'messages'];

/** Every table that a backup holds, those first to which others refer. */
export async function tablesOf(connection: Connection): Promise<string[]> {
  const names = await connection.all<{ name: string }>(
    sql`SELECT table_name::text AS name FROM information_schema.tables
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name`,
  );
  const references = await connection.all<{ from: string; to: string }>(
    sql`SELECT child.relname::text AS from, parent.relname::text AS to FROM pg_constraint
        JOIN pg_class child ON child.oid = conrelid JOIN pg_class parent ON parent.oid = confrelid
        WHERE contype = 'f'`,
  );
  const waiting = new Set(names.map(({ name }) => name).filter((name) => !PASSING.includes(name)));
  const ordered: string[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].filter(
      (name) => !references.some(({ from, to }) => from === name && to !== name && waiting.has(to)),
    );
    if (ready.length === 0) throw new Error('tables refer to each other in a circle');
    for (const name of ready) {
      ordered.push(name);
      waiting.delete(name);
    }
  }
  return ordered;
}

/** Only what the database's own list of tables gave comes here. */
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Which form the database has (`migrations`). */
export async function formOf(connection: Connection): Promise<number> {
  const row = await connection.get<{ step: number }>(
    sql`SELECT max(step)::int AS step FROM migrations`,
  );
  return row!.step;
}

/**
 * One view of everything, however long the reading takes and whatever others write meanwhile: all
 * questions of the transaction see the same state.
 */
export async function freeze(connection: Connection): Promise<void> {
  await connection.run(sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY`);
}

const PAGE = 500;

/** All rows of a query without values, some hundred in memory at a time; within a transaction. */
export async function* eachOf<Row>(connection: Connection, query: string): AsyncGenerator<Row> {
  const cursor = `c${(cursors += 1)}`;
  await connection.run({ text: `DECLARE ${cursor} NO SCROLL CURSOR FOR ${query}`, values: [] });
  for (;;) {
    const rows = await connection.all<Row>({ text: `FETCH ${PAGE} FROM ${cursor}`, values: [] });
    yield* rows;
    if (rows.length < PAGE) break;
  }
  await connection.run({ text: `CLOSE ${cursor}`, values: [] });
}

let cursors = 0;
