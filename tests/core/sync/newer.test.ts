import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sql as deskSql } from '../../../electron/core/archive/sql.ts';
import { type Core, openCore } from '../../../electron/core/core.ts';
import { sql } from '../../../server/database/sql.ts';
import { stateHash } from '../../../server/facts/state-hash.ts';
import { verifyServer } from '../../../server/operating/verify.ts';
import type { Server } from '../../../server/listen.ts';
import { startPostgres } from '../../server/postgres.ts';
import { openSite } from '../../server/site.ts';
import { testServer } from '../../server/start-server.ts';
import { resources, temporaryFolder } from '../temporary-archive.ts';

/** What an older server makes of a letter that it does not understand: kept, of no effect. */
async function asAnOlderServer({ context: { database } }: Server, letter: string): Promise<void> {
  const aggregate = `letter:${letter}`;
  await database.run(sql`UPDATE facts SET verdict = 'newer' WHERE aggregate = ${aggregate}`);
  await database.run(sql`DELETE FROM letters WHERE letter = ${letter}`);
}

const subjectsIn = ({ context }: Core) =>
  context.archive.read.column<string>(deskSql`SELECT subject FROM letters ORDER BY subject`);

test('what a newer version wrote is kept, and judged once server and desks understand it', async () => {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.stop());
  const env = { DATABASE_URL: postgres.url, LONTAR_DATA: path.join(temporaryFolder(), 'server') };
  let server = await testServer(env);
  const site = openSite(() => server);
  onTestFinished(() => server.close());
  await site.newOffice();
  const writer = await site.founded();
  const kept = writer.register(1, { subject: 'Dari versi baru' });
  await writer.send(kept);
  await writer.send(writer.register(1, { subject: 'Sesudahnya' }, { book: 'keluar' }));
  await asAnOlderServer(server, kept[0]!.aggregate.slice('letter:'.length));

  const join = async () => {
    const home = path.join(temporaryFolder(), 'archive');
    const core = await openCore({ home, resources });
    onTestFinished(() => core.close());
    const { address } = server;
    await core.call('sync.join', { address, code: await site.code() });
    await core.call('sync.now', {});
    return core;
  };
  const early = await join();
  expect(await early.call('sync.status', {})).toMatchObject({ newer: 1 });
  expect(subjectsIn(early)).toEqual(['Sesudahnya']);
  const before = await early.call('sync.hash', {});
  expect((await stateHash(server.context.database, site.office)).hash).toBe(before.hash);

  const port = new URL(server.address).port;
  await server.close();
  server = await testServer({ ...env, LONTAR_PORT: port });
  expect(await verifyServer(server.context, () => undefined)).toMatchObject({ ok: true });
  expect(await early.call('sync.now', {})).toMatchObject({ refused: 0 });
  expect(await early.call('sync.status', {})).toMatchObject({ newer: 0 });
  const late = await join();
  const { hash } = await stateHash(server.context.database, site.office);
  for (const core of [early, late]) {
    expect(subjectsIn(core)).toEqual(['Dari versi baru', 'Sesudahnya']);
    expect((await core.call('sync.hash', {})).hash).toBe(hash);
    expect(await core.call('evidence.verify', {})).toMatchObject({ findings: [] });
  }
  expect((await writer.get()).map(([, verdict]) => verdict)).toEqual([
    'applied',
    'newer',
    'applied',
    'applied',
  ]);
}, 60_000);

test('a desk that is updated makes anew what it did not understand while its server did', async () => {
  const server = await testServer();
  onTestFinished(() => server.close());
  const site = openSite(() => server);
  await site.newOffice();
  const writer = await site.founded();
  const [registered] = writer.register(1, { subject: 'Laporan' });
  await writer.send([registered!]);
  const letter = registered!.aggregate.slice('letter:'.length);
  const home = path.join(temporaryFolder(), 'archive');
  const open = () => openCore({ home, resources });
  let core = await open();
  onTestFinished(() => core.close());
  await core.call('sync.join', { address: server.address, code: await site.code() });
  await core.call('sync.now', {});
  const { archive } = core.context;
  const state = () =>
    archive.read.get<{ state: string }>(deskSql`SELECT state FROM letter_states`)!.state;
  const before = state();
  const input = { fields: { subject: 'Laporan Januari' } };
  await writer.send(writer.change(letter, { name: 'letters.correct', input }));
  await core.call('sync.now', {});
  const wanted = await core.call('sync.hash', {});

  // As an older desk has it: the fact is there, and nothing came of it.
  archive.write((within) => {
    within.run(deskSql`UPDATE letter_states SET state = ${before}`);
    within.run(
      deskSql`INSERT INTO newer_facts SELECT row FROM facts WHERE fact LIKE '%"letter.corrected"%'`,
    );
  });
  expect(await core.call('sync.status', {})).toMatchObject({ newer: 1 });
  await core.close();
  core = await open();
  expect(await core.call('sync.status', {})).toMatchObject({ newer: 0 });
  expect((await core.call('letters.get', { letter })).letter.fields.subject).toBe(
    'Laporan Januari',
  );
  expect(await core.call('sync.hash', {})).toEqual(wanted);
}, 60_000);
