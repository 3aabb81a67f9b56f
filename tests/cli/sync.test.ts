import { existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Server } from '../../server/listen.ts';
import { temporaryFolder } from '../core/temporary-archive.ts';
import { smallPdf } from '../faults/papers.ts';
import { type PrivatePostgres, startPostgres } from '../server/postgres.ts';
import { openSite } from '../server/site.ts';
import { testServer } from '../server/start-server.ts';
import { type Left, paper, terminal } from './terminal.ts';

let postgres: PrivatePostgres;
let server: Server;
const site = openSite(() => server);
beforeAll(async () => {
  postgres = await startPostgres();
  server = await testServer({ DATABASE_URL: postgres.url });
}, 60_000);
afterAll(async () => {
  await server.close();
  postgres.stop();
});
beforeEach(() => site.newOffice());

type Desk = ReturnType<typeof terminal>;

/** Beside the server that runs, on the same PostgreSQL. */
const serverSays = (...args: string[]) =>
  terminal({ DATABASE_URL: postgres.url }).lontar(
    'server',
    ...args,
    '--office',
    site.office,
    '--json',
  );

async function done(desk: Desk, ...args: string[]) {
  const { status, stderr, json } = await desk.lontar(...args, '--json');
  expect([status, stderr]).toEqual([0, '']);
  return json();
}

async function joined(desk: Desk, name: string) {
  const { code } = (await serverSays('desk', '--code')).json();
  return done(desk, 'enrol', server.address, code, '--name', name);
}

function expectRefused({ status, stdout, stderr }: Left, code: string): void {
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain(`[${code}]`);
}

test('two desks and the server converge: what each sent is counted, and all three hashes are equal', async () => {
  const [one, two] = [terminal(), terminal()];
  await one.lontar('init', '--office', 'Sekretariat Daerah');
  const file = paper(temporaryFolder());
  const fields = ['--sender', 'Dinas Kesehatan', '--subject', 'Laporan bulanan'];
  await done(one, 'register', file, ...fields);
  expect(await joined(one, 'loket')).toMatchObject({ address: server.address });
  const sent = await done(one, 'sync');
  expect(sent).toMatchObject({ pulled: 0, blobsUp: 1, blobsDown: 0, refused: 0, waiting: 0 });
  expect(sent.pushed).toBe(sent.head);
  const nothing = { pushed: 0, pulled: 0, blobsUp: 0, blobsDown: 0, refused: 0, waiting: 0 };
  expect(await done(one, 'sync')).toEqual({ ...nothing, head: sent.head });

  await joined(two, 'arsip');
  const got = await done(two, 'sync');
  expect(got).toEqual({ ...nothing, pulled: sent.head, blobsDown: 1, head: sent.head });
  await two.lontar('export', '1', '--original', '--out', `${file}.2`);
  expect(readFileSync(`${file}.2`).equals(smallPdf(1))).toBe(true);

  const hashOf = (desk: Desk) => done(desk, 'state', '--hash');
  const agreed = await hashOf(one);
  expect(agreed.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(await hashOf(two)).toEqual(agreed);
  const { waiting: _, ...counted } = agreed;
  expect((await serverSays('state', '--hash')).json()).toEqual(counted);

  // What is done on the other desk differs until both have exchanged.
  await done(two, 'correct', '1', '--subject', 'Laporan Januari');
  const ahead = await hashOf(two);
  expect(ahead).toMatchObject({ head: agreed.head, waiting: 1 });
  expect(ahead.hash).not.toBe(agreed.hash);
  expect(await done(two, 'sync')).toMatchObject({ pushed: 1, waiting: 0 });
  const stands = (await serverSays('state', '--hash')).json();
  expect(stands.hash).toBe(ahead.hash);
  expect((await hashOf(one)).hash).not.toBe(stands.hash);
  expect(await done(one, 'sync')).toMatchObject({ pushed: 0, pulled: 1 });
  expect(await hashOf(one)).toMatchObject(stands);
  expect(await hashOf(two)).toMatchObject(stands);
}, 60_000);

test('a disagreement is listed with both sides on both desks, and settled on one of them', async () => {
  const [one, two] = [terminal(), terminal({ LONTAR_LANG: 'en' })];
  await one.lontar('init', '--office', 'Sekretariat Daerah');
  await done(one, 'register', '--sender', 'Dinas Kesehatan', '--subject', 'Laporan');
  await joined(one, 'loket');
  await done(one, 'sync');
  await joined(two, 'arsip');
  await done(two, 'sync');
  expect(await done(one, 'conflicts')).toEqual({ conflicts: [] });

  await done(one, 'correct', '1', '--subject', 'Laporan Januari');
  await done(two, 'correct', '1', '--subject', 'Laporan Februari');
  expect(await done(one, 'sync')).toMatchObject({ pushed: 1, refused: 0 });
  expect(await done(two, 'sync')).toMatchObject({ pushed: 1, refused: 1, waiting: 0 });
  await done(one, 'sync');

  const sides = [{ field: 'subject', stands: 'Laporan Januari', wanted: 'Laporan Februari' }];
  const [there] = (await done(two, 'conflicts')).conflicts;
  const [here] = (await done(one, 'conflicts')).conflicts;
  const common = { fact: there.fact, code: 'letter.field-differs', differs: sides, usable: true };
  expect(there).toMatchObject({ ...common, own: true });
  expect(here).toMatchObject({ ...common, own: false });
  const { stdout } = await two.lontar('conflicts');
  expect(stdout).toContain('Laporan Januari | Laporan Februari');
  expect(stdout).toContain('[letter.field-differs]');

  expectRefused(await two.lontar('conflicts', '--use', 'sembarang'), 'usage.value');
  const agreed = await done(one, 'state', '--hash');
  expect((await serverSays('state', '--hash')).json()).toMatchObject({ hash: agreed.hash });
  expect(await done(one, 'conflicts', '--use', here.fact)).toEqual({ conflicts: [] });
  expectRefused(await one.lontar('conflicts', '--keep', here.fact), 'dispute.unknown');
  for (const desk of [one, two]) await done(desk, 'sync');
  expect(await done(two, 'conflicts')).toEqual({ conflicts: [] });
  expect((await done(two, 'show', '1')).fields.subject).toBe('Laporan Februari');
  const { hash } = (await serverSays('state', '--hash')).json();
  for (const desk of [one, two]) expect((await done(desk, 'state', '--hash')).hash).toBe(hash);
}, 60_000);

test('each of several differences in the office is listed: one that is disputed hides no other', async () => {
  const [one, two] = [terminal(), terminal()];
  await one.lontar('init', '--office', 'Sekretariat Daerah');
  await joined(one, 'loket');
  await done(one, 'sync');
  await joined(two, 'arsip');
  await done(two, 'sync');
  const number = (template: string) => ['office', '--book', 'keluar', '--template', template];
  const url = (host: string) => ['office', '--public-url', `https://${host}.kota.go.id`];
  for (const deed of [number('{nomor:2}'), url('surat')]) await done(one, ...deed);
  for (const deed of [url('lontar'), number('{nomor:3}')]) await done(two, ...deed);
  await done(one, 'sync');
  expect(await done(two, 'sync')).toMatchObject({ pushed: 2, refused: 2 });
  const { conflicts } = await done(two, 'conflicts');
  expect(conflicts.map(({ code, type }: Record<string, string>) => [code, type])).toEqual([
    ['office.differs', 'office.public-url-set'],
    ['office.differs', 'office.number-template-set'],
  ]);
  // What was settled is no difference any more, and neither is what is changed by who has seen it.
  for (const { fact } of conflicts) await done(two, 'conflicts', '--keep', fact);
  for (const deed of [url('lontar'), number('{nomor:3}')]) await done(two, ...deed);
  expect(await done(two, 'sync')).toMatchObject({ refused: 0, waiting: 0 });
  await done(one, 'sync');
  expect(await done(one, 'office')).toMatchObject({ publicUrl: 'https://lontar.kota.go.id' });
}, 60_000);

test('a wrong code or a server that is not there is refused in a line, and nothing has changed', async () => {
  const desk = terminal();
  await desk.lontar('init', '--office', 'Sekretariat Daerah');
  await done(desk, 'register', '--sender', 'Dinas Kesehatan', '--subject', 'Laporan');
  const standing = async () => [await done(desk, 'verify'), await done(desk, 'state', '--hash')];
  const before = await standing();
  const everything = await site.everything();
  const enrol = (address: string, code: string) => desk.lontar('enrol', address, code);
  const code = await site.code();
  const gone = await goneAddress();
  for (const [address, typed, refusal] of [
    [server.address, '0000-1111-2222-3333-4444', 'enrol.code'],
    [server.address, await site.code(Date.now() - 8 * 86_400_000), 'enrol.code'],
    [server.address, 'terlalu pendek', 'usage.value'],
    ['surat.kota', code, 'usage.value'],
    ['ftp://127.0.0.1', code, 'usage.value'],
    [gone, code, 'sync.unreachable'],
  ] as const) {
    expectRefused(await enrol(address, typed), refusal);
    expectRefused(await desk.lontar('sync', '--json'), 'sync.not-joined');
  }
  expectRefused(await desk.lontar('enrol', server.address), 'usage.missing');
  expect(await standing()).toEqual(before);
  expect(await site.everything()).toEqual(everything);

  await done(desk, 'enrol', server.address, code);
  // Good once; and a desk that has joined stays where it is.
  const other = terminal();
  expectRefused(await other.lontar('enrol', server.address, code), 'enrol.code');
  expect((await other.lontar('init', '--office', 'Kantor lain')).status).toBe(0);
  // Whoever has this key is the desk.
  expect(statSync(path.join(desk.home, 'desk.key')).mode & 0o777).toBe(0o600);
  expectRefused(await enrol(gone, await site.code()), 'sync.joined');
  expect(await done(desk, 'sync')).toMatchObject({ refused: 0, waiting: 0 });
}, 60_000);

test('a key in the secret store is left to the window; a new code gives the command line one of its own', async () => {
  const desk = terminal();
  await desk.lontar('init', '--office', 'Sekretariat Daerah');
  await joined(desk, 'loket');
  await done(desk, 'sync');
  // As the window leaves it; that the store seals it is seen in the window's own tests.
  const file = (name: string) => path.join(desk.home, name);
  renameSync(file('desk.key'), file('desk.key.sealed'));
  await done(desk, 'register', '--sender', 'Dinas Kesehatan', '--subject', 'Laporan');
  expectRefused(await desk.lontar('sync', '--json'), 'sync.key-in-store');
  expectRefused(
    await desk.lontar('enrol', server.address, '0000-1111-2222-3333-4444'),
    'enrol.code',
  );
  expectRefused(await desk.lontar('sync', '--json'), 'sync.key-in-store');
  await joined(desk, 'loket');
  expect(await done(desk, 'sync')).toMatchObject({ pushed: 1, refused: 0, waiting: 0 });
  expect(statSync(file('desk.key')).mode & 0o777).toBe(0o600);
  expect(existsSync(file('desk.key.sealed'))).toBe(true);
}, 60_000);

test('while the server is away records go on waiting, and go out when it is back', async () => {
  const data = temporaryFolder();
  const env = { DATABASE_URL: postgres.url, LONTAR_DATA: data };
  const first = await testServer(env);
  const desk = terminal();
  await desk.lontar('init', '--office', 'Sekretariat Daerah');
  await done(desk, 'enrol', first.address, await site.code());
  const { pushed } = await done(desk, 'sync');
  await first.close();
  await done(desk, 'register', '--sender', 'Dinas Kesehatan', '--subject', 'Laporan');
  const before = await done(desk, 'state', '--hash');
  expect(before.waiting).toBeGreaterThan(0);
  expectRefused(await desk.lontar('sync', '--json'), 'sync.unreachable');
  expect(await done(desk, 'state', '--hash')).toEqual(before);
  const again = await testServer({ ...env, LONTAR_PORT: new URL(first.address).port });
  try {
    const sent = await done(desk, 'sync');
    expect(sent).toMatchObject({ pushed: before.waiting, waiting: 0 });
    expect(sent.head).toBe(pushed + sent.pushed);
  } finally {
    await again.close();
  }
}, 60_000);

test('watching goes on exchanging, says so each time, and ends when it is told to', async () => {
  const [one, two] = [terminal(), terminal()];
  await one.lontar('init', '--office', 'Sekretariat Daerah');
  await joined(one, 'loket');
  await done(one, 'sync');
  await joined(two, 'arsip');
  const { child, ended } = two.start('sync', '--watch', '--json');
  const pulled = { sum: 0 };
  child.stdout.on('data', (lines: Buffer) => {
    for (const line of lines.toString().trim().split('\n')) {
      pulled.sum += (JSON.parse(line) as { pulled: number }).pulled;
    }
  });
  await expect.poll(() => pulled.sum).toBeGreaterThan(0);
  const before = pulled.sum;
  await done(one, 'register', '--sender', 'Dinas Kesehatan', '--subject', 'Laporan');
  const { pushed } = await done(one, 'sync');
  await expect.poll(() => pulled.sum).toBe(before + pushed);
  child.kill('SIGTERM');
  expect((await ended).status).toBe(0);
  expect(await done(two, 'state', '--hash')).toEqual(await done(one, 'state', '--hash'));
}, 60_000);

/** Of a port on which nobody listens any more. */
async function goneAddress(): Promise<string> {
  const listening = createServer();
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  await new Promise((resolve) => listening.close(resolve));
  return `http://127.0.0.1:${port}`;
}
