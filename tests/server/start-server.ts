import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Server, startServer } from '../../server/listen.ts';
import { readSettings } from '../../server/settings.ts';
import { giveDatabase } from './give-database.ts';

/** A real server on a free port, its data in a folder that goes with it; PGlite unless told otherwise. */
export async function testServer(
  env: Record<string, string> = {},
  options: Parameters<typeof startServer>[1] = {},
): Promise<Server> {
  const data = mkdtempSync(path.join(tmpdir(), 'lontar-server-'));
  const all = { LONTAR_DATA: data, LONTAR_PORT: '0', LONTAR_LOG: 'silent', ...env };
  if (!env['DATABASE_URL']) await giveDatabase(path.join(all.LONTAR_DATA, 'database'));
  const server = await startServer(readSettings(all), options);
  return {
    ...server,
    async close() {
      await server.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
