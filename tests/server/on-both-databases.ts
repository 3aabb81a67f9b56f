import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import type { Server } from '../../server/listen.ts';
import { type PrivatePostgres, startPostgres } from './postgres.ts';
import { openSite, type Site } from './site.ts';
import { testServer } from './start-server.ts';

/** The same tests on a PostgreSQL of their own and on PGlite. */
export function onBothDatabases(tests: (at: Site) => void): void {
  let postgres: PrivatePostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(() => postgres.stop());

  describe.each(['postgres', 'pglite'])('%s', (kind) => {
    let server: Server;
    const at = openSite(() => server);
    beforeAll(async () => {
      server = await testServer(kind === 'postgres' ? { DATABASE_URL: postgres.url } : {});
    }, 60_000);
    afterAll(() => server.close());
    beforeEach(() => at.newOffice());
    tests(at);
  });
}
