import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createServer } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { makeCode } from '../../server/enrolment/codes.ts';
import { sql } from '../../server/database/sql.ts';
import type { Server } from '../../server/listen.ts';
import { temporaryFolder } from '../core/temporary-archive.ts';
import { giveDatabase } from '../server/give-database.ts';
import { startPostgres } from '../server/postgres.ts';
import { testServer } from '../server/start-server.ts';
import { type Left, terminal } from './terminal.ts';

/** Certificates that nobody but themselves has signed. */
const fileOf = (name: 'one' | 'two', what: 'cert' | 'key') =>
  fileURLToPath(new URL(`../escl-simulator/${name}.${what}.pem`, import.meta.url));

const secured = (name: 'one' | 'two') => ({
  LONTAR_TLS_CERT: fileOf(name, 'cert'),
  LONTAR_TLS_KEY: fileOf(name, 'key'),
});

/** The fingerprint that a refusal shows, behind what is to be typed. */
function shown({ status, stdout, stderr }: Left, code: string): string {
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain(`[${code}]`);
  return /--trust ([0-9a-f]{64})/.exec(stderr)![1]!;
}

test('a certificate of the server’s own is confirmed by its fingerprint when a desk joins, and is the only one after', async () => {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.stop());
  const env = { DATABASE_URL: postgres.url, LONTAR_DATA: path.join(temporaryFolder(), 'server') };
  let server: Server = await testServer({ ...env, ...secured('one') });
  onTestFinished(() => server.close());
  const desk = terminal();
  await desk.lontar('init', '--office', 'Sekretariat Daerah');
  const { address } = server;
  expect(address).toMatch(/^https:/);
  const { database } = server.context;
  const { office } = (await database.get<{ office: string }>(sql`SELECT office FROM offices`))!;
  const code = await makeCode(database, office, Date.now());
  const before = (await desk.lontar('state', '--json')).json();
  const enrol = (...more: string[]) => desk.lontar('enrol', address, code, ...more);

  const fingerprint = shown(await enrol(), 'sync.certificate-unknown');
  const other = shown(await enrol('--trust', 'a'.repeat(64)), 'sync.certificate-changed');
  expect(other).toBe(fingerprint);
  expect((await enrol('--trust', 'bukan sidik jari')).stderr).toContain('[usage.value]');
  expect((await desk.lontar('sync')).stderr).toContain('[sync.not-joined]');
  expect((await desk.lontar('state', '--json')).json()).toEqual(before);

  const colons = fingerprint.toUpperCase().replace(/(..)(?=.)/g, '$1:');
  expect((await enrol('--trust', colons)).status).toBe(0);
  expect((await desk.lontar('sync', '--json')).json()).toMatchObject({ pushed: 1, waiting: 0 });

  const port = new URL(address).port;
  await server.close();
  server = await testServer({ ...env, ...secured('two'), LONTAR_PORT: port });
  await desk.lontar('register', '--sender', 'Dinas Kesehatan', '--subject', 'Laporan');
  const changed = shown(await desk.lontar('sync'), 'sync.certificate-changed');
  expect(changed).not.toBe(fingerprint);
  expect((await desk.lontar('state', '--json')).json()).toMatchObject({ waiting: 1 });
  expect((await desk.lontar('sync', '--trust', changed, '--json')).json()).toMatchObject({
    pushed: 1,
    waiting: 0,
  });
}, 60_000);

test('nothing is sent to whoever shows a certificate that is not known, not even the code', async () => {
  const heard: Buffer[] = [];
  const stranger = createServer(
    { cert: readFileSync(fileOf('one', 'cert')), key: readFileSync(fileOf('one', 'key')) },
    (socket) => socket.on('data', (part) => heard.push(part)).on('error', () => undefined),
  );
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void stranger.close());
  const { port } = stranger.address() as AddressInfo;
  const desk = terminal({ LONTAR_LANG: 'en' });
  await desk.lontar('init', '--office', 'Sekretariat Daerah');
  shown(
    await desk.lontar('enrol', `https://127.0.0.1:${port}`, '0000-1111-2222-3333-4444'),
    'sync.certificate-unknown',
  );
  expect(Buffer.concat(heard).toString()).toBe('');
});

test('`lontar serve` says the fingerprint that is to be compared', async () => {
  const data = temporaryFolder();
  await giveDatabase(path.join(data, 'database'));
  const env = {
    ...secured('one'),
    LONTAR_DATA: data,
    LONTAR_PORT: '0',
    LONTAR_LOG: 'silent',
  };
  const { child, ended } = terminal(env).start('serve', '--json');
  const line = await new Promise<string>((resolve) =>
    child.stdout.once('data', (part) => resolve(String(part))),
  );
  const { address, code, fingerprint } = JSON.parse(line);
  const desk = terminal({ LONTAR_LANG: 'en' });
  await desk.lontar('init', '--office', 'Sekretariat Daerah');
  expect((await desk.lontar('enrol', address, code, '--trust', fingerprint)).status).toBe(0);
  child.kill('SIGTERM');
  expect((await ended).status).toBe(0);
}, 60_000);
