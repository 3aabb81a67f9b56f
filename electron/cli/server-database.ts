import path from 'node:path';
import { LontarError } from '../../shared/contract/error.ts';
import type { Database } from '../../server/database/database.ts';
import type { Settings } from '../../server/settings.ts';
import { home } from './command.ts';

/** As the server itself reads them; its data lies beside the archive unless `LONTAR_DATA` says where. */
export async function serverSettings(): Promise<Settings> {
  const { readSettings } = await import('../../server/settings.ts');
  const LONTAR_DATA = process.env.LONTAR_DATA ?? path.join(path.dirname(home()), 'lontar-server');
  return readSettings({ ...process.env, LONTAR_DATA });
}

/** Opens the server's database, does the work, closes it, whatever happens. */
export async function withServerDatabase<Result>(
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const [{ openDatabase }, settings] = await Promise.all([
    import('../../server/database/open.ts'),
    serverSettings(),
  ]);
  const { data, database: url } = settings;
  const database = await openDatabase({ data, ...(url !== undefined && { url }) });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/**
 * The office meant by its id or name; the only one where none is named.
 * Throws `server.no-office`, `server.which-office`.
 */
export async function officeMeant(database: Database, named: string | undefined): Promise<string> {
  const { sql } = await import('../../server/database/sql.ts');
  const offices = await database.all<{ office: string; name: string }>(
    sql`SELECT office, name FROM offices ORDER BY name`,
  );
  if (offices.length === 0) throw new LontarError('server.no-office');
  const fitting = offices.filter(
    ({ office, name }) => named === undefined || office === named || name === named,
  );
  if (fitting.length === 1) return fitting[0]!.office;
  throw new LontarError('server.which-office', {
    offices: offices.map(({ office, name }) => `${name} (${office})`),
  });
}
