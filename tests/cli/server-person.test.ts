import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/database/sql.ts';
import { openDatabase } from '../../server/database/open.ts';
import { signIn } from '../../server/people/sign-in.ts';
import { temporaryFolder } from '../core/temporary-archive.ts';
import { type PrivatePostgres, startPostgres } from '../server/postgres.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let postgres: PrivatePostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop());

test('an account is made on the command line, its password told once or read from the input', async () => {
  const data = temporaryFolder();
  const lontar = (args: string[], input = '') => {
    const env = {
      ...process.env,
      DATABASE_URL: postgres.url,
      LONTAR_DATA: data,
      LONTAR_LANG: 'en',
    };
    const script = path.join(root, 'scripts/lontar.mjs');
    return spawnSync(process.execPath, [script, 'server', 'person', ...args, '--json'], {
      encoding: 'utf8',
      env,
      input,
    });
  };
  const add = (...more: string[]) => lontar(['add', 'sekda', 'Sekretaris Daerah', ...more]);
  expect(add('--role', 'leader').stderr).toContain('[server.no-office]');
  const database = await openDatabase({ data, url: postgres.url });
  try {
    const office = '01900000-0000-7000-8000-000000000001';
    await database.run(sql`INSERT INTO offices (office, name) VALUES (${office}, 'Setda')`);
    expect(add('--role', 'king').status).toBe(2);
    expect(add('--role', 'leader').stderr).toContain('[person.needs-position]');
    const made = add('--role', 'leader', '--position', 'sekda', 'asisten-1');
    expect(made.status).toBe(0);
    const { person, password } = JSON.parse(made.stdout);
    expect(person).toMatchObject({ role: 'leader', positions: ['sekda', 'asisten-1'] });
    const context = { database, now: Date.now };
    expect((await signIn(context, { login: 'sekda', password })).person).toBe(person.person);
    const read = lontar(
      ['add', 'admin', 'Admin', '--role', 'administrator', '--stdin'],
      'daun lontar kering\n',
    );
    expect(JSON.parse(read.stdout).password).toBeNull();
    await signIn(context, { login: 'admin', password: 'daun lontar kering' });
    const logins = JSON.parse(lontar(['list']).stdout).people.map(
      ({ login }: { login: string }) => login,
    );
    expect(logins).toEqual(['admin', 'sekda']);
  } finally {
    await database.close();
  }
});
