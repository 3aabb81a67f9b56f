import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/database/sql.ts';
import { openDatabase } from '../../server/database/open.ts';
import { signIn } from '../../server/people/sign-in.ts';
import { temporaryFolder } from '../core/temporary-archive.ts';
import { type PrivatePostgres, startPostgres } from '../server/postgres.ts';
import { terminal } from './terminal.ts';

let postgres: PrivatePostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop());

test('an account is made on the command line, its password told once or read from the input', async () => {
  const data = temporaryFolder();
  const { lontar, given } = terminal({
    DATABASE_URL: postgres.url,
    LONTAR_DATA: data,
    LONTAR_LANG: 'en',
  });
  const named = ['server', 'person', 'add', 'sekda', 'Sekretaris Daerah'];
  const add = (...more: string[]) => lontar(...named, ...more, '--json');
  expect((await add('--role', 'leader')).stderr).toContain('[server.no-office]');
  const database = await openDatabase({ data, url: postgres.url });
  try {
    const office = '01900000-0000-7000-8000-000000000001';
    await database.run(sql`INSERT INTO offices (office, name) VALUES (${office}, 'Setda')`);
    expect((await add('--role', 'king')).status).toBe(2);
    expect((await add('--role', 'leader')).stderr).toContain('[person.needs-position]');
    const made = await add('--role', 'leader', '--position', 'sekda', 'asisten-1');
    expect(made.status).toBe(0);
    const { person, password } = made.json();
    expect(person).toMatchObject({ role: 'leader', positions: ['sekda', 'asisten-1'] });
    const context = { database, now: Date.now };
    expect((await signIn(context, { login: 'sekda', password })).person).toBe(person.person);
    const admin = ['add', 'admin', 'Admin', '--role', 'administrator', '--stdin', '--json'];
    const read = await given('daun lontar kering\n', 'server', 'person', ...admin);
    expect(read.json().password).toBeNull();
    await signIn(context, { login: 'admin', password: 'daun lontar kering' });
    const { people } = (await lontar('server', 'person', 'list', '--json')).json();
    expect(people.map(({ login }: { login: string }) => login)).toEqual(['admin', 'sekda']);
  } finally {
    await database.close();
  }
});
