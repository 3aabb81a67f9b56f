import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { migrate, migrations } from '../../../server/database/migrate.ts';
import { openPglite } from '../../../server/database/pglite.ts';
import { openPostgres } from '../../../server/database/postgres.ts';
import { sql } from '../../../server/database/sql.ts';
import { giveDatabase } from '../give-database.ts';
import { type PrivatePostgres, startPostgres } from '../postgres.ts';

let postgres: PrivatePostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop());

describe.each(['postgres', 'pglite'])('%s', (kind) => {
  let database: Database;
  const folder = mkdtempSync(path.join(tmpdir(), 'lontar-test-'));
  beforeAll(async () => {
    if (kind === 'pglite') await giveDatabase(folder);
    database = await (kind === 'pglite' ? openPglite(folder) : openPostgres(postgres.url));
  }, 60_000);
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  it('is brought to the newest form once, also by several at once', async () => {
    await Promise.all([migrate(database), migrate(database)]);
    const steps = await database.all<{ step: number }>(sql`SELECT step FROM migrations`);
    expect(steps.map(({ step }) => step)).toEqual(migrations.map((_, index) => index + 1));
  });

  it('refuses a database that a newer Lontar made', async () => {
    await expect(migrate(database, [])).rejects.toMatchObject({ code: 'server.newer' });
  });

  it('copies rows in as they are, whatever characters they hold, or none of them', async () => {
    await database.script('CREATE TABLE copied (n INTEGER, word TEXT, sure BOOLEAN)');
    const columns = ['n', 'word', 'sure'] as const;
    const put = async (words: (string | null)[]) => {
      await database.run(sql`DELETE FROM copied`);
      const rows = words.map((word, n) => ({ n, word, sure: n % 2 === 0 }));
      await database.copy({ table: 'copied', columns, rows });
      expect(await database.all(sql`SELECT n, word, sure FROM copied ORDER BY n`)).toEqual(rows);
    };
    await put([null, '', '\\N', '\\.', 'a\tb\\\nc\r', '\b\u0001', 'ḷontar 🌿']);
    await put([]);
    // PostgreSQL holds neither NUL nor half of a surrogate pair.
    const word = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', ''));
    await fc.assert(fc.asyncProperty(fc.array(fc.option(word), { maxLength: 20 }), put), {
      numRuns: 30,
    });
    const twice = { table: 'migrations', columns: ['step'], rows: [{ step: 1 }] };
    await expect(database.copy(twice)).rejects.toThrow(/duplicate|unique/i);
    await put(['still']);
  });

  it('gives numbers, moments and bytes in one form', async () => {
    const at = '2026-01-02T03:04:05.678Z';
    const row = await database.get(
      sql`SELECT 5::int8 AS many, ${at}::timestamptz AS at, ${Buffer.from('abc')}::bytea AS bytes,
        ${['a', 'b']}::text[] AS names`,
    );
    expect(row).toMatchObject({ many: 5, at, names: ['a', 'b'] });
    expect(Buffer.from((row as { bytes: Uint8Array }).bytes).toString()).toBe('abc');
  });

  it('does all of a transaction or nothing', async () => {
    await database.script('CREATE TABLE things (thing TEXT PRIMARY KEY)');
    await database.transaction((one) => one.run(sql`INSERT INTO things VALUES ('kept')`));
    const failing = database.transaction(async (one) => {
      await one.run(sql`INSERT INTO things VALUES ('lost')`);
      await one.run(sql`INSERT INTO things VALUES ('kept')`);
    });
    await expect(failing).rejects.toThrow(/things_pkey/);
    expect(await database.all(sql`SELECT thing FROM things`)).toEqual([{ thing: 'kept' }]);
  });

  it('hears what is said on a channel, until it stops listening', async () => {
    const heard: string[] = [];
    const stop = await database.listen('head', (payload) => heard.push(payload));
    await database.run(sql`SELECT pg_notify('head', ${'1'})`);
    await expect.poll(() => heard).toEqual(['1']);
    await stop();
    await database.run(sql`SELECT pg_notify('head', ${'2'})`);
    await database.get(sql`SELECT 1`);
    expect(heard).toEqual(['1']);
  });
});
