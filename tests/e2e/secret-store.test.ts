import { createPrivateKey } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { SyncStatus } from '../../shared/contract/sync.ts';
import { firstCode, makeCode } from '../../server/enrolment/codes.ts';
import { sql } from '../../server/database/sql.ts';
import { startPostgres } from '../server/postgres.ts';
import { testServer } from '../server/start-server.ts';
import { coreProcesses } from './core-processes.ts';
import { type LaunchedApp, launchApp, startDisplay, temporaryFolder } from './launch-app.ts';
import { foundOffice } from './main-job.ts';
import { startSecretService } from './secret-service.ts';

test('a desk’s key is sealed by the system’s keyring and never plain on the disk; a file is moved into it; while it is locked letters are registered, and sent once it opens', async () => {
  const { folder, remove } = await temporaryFolder('secret');
  onTestFinished(remove);
  const keyring = await startSecretService(folder);
  onTestFinished(() => keyring.stop());
  const display = await startDisplay('1366x768');
  onTestFinished(() => display.stop());
  const postgres = await startPostgres();
  onTestFinished(() => postgres.stop());
  const server = await testServer({ DATABASE_URL: postgres.url });
  onTestFinished(() => server.close());
  const { database } = server.context;
  const code = (await firstCode(database, Date.now()))!;

  const home = path.join(folder, 'archive');
  const [plain, sealed] = ['desk.key', 'desk.key.sealed'].map((name) => path.join(home, name));
  let app: LaunchedApp | undefined;
  onTestFinished(async () => void (await app?.close().catch(() => undefined)));
  const launch = async () => {
    await app?.close();
    const { env, switches } = keyring;
    app = await launchApp({ display, home, env, switches });
    return app;
  };
  const call = <Answer>(name: string, input: object) =>
    app!.window.evaluate(([what, asked]) => window.lontar.call(what, asked), [
      name,
      input,
    ] as const) as Promise<Answer>;
  const status = () => call<SyncStatus>('sync.status', {});
  const register = (subject: string) =>
    call('letters.register', { fields: { sender: 'Dinas Kesehatan', subject } });
  /** As after a crash of the core alone: main, and what it knows of the store, stay. */
  const withNewCore = async (between: () => void) => {
    for (const pid of coreProcesses(home)) process.kill(pid, 'SIGKILL');
    await expect.poll(() => coreProcesses(home)).toEqual([]);
    between();
    // Main may not have heard of its end yet, and does nothing then.
    const restarted = async () => {
      await call('window.restartCore', {});
      return coreProcesses(home).length;
    };
    await expect.poll(restarted).toBe(1);
  };
  const showServer = async () => {
    await app!.window.keyboard.press('Control+6');
    await app!.window.getByRole('heading', { name: 'Server' }).waitFor();
  };

  const { electron, window: page } = await launch();
  await foundOffice(page);
  await register('Laporan bulanan');
  await call('sync.join', { address: server.address, code });
  await call('sync.now', {});
  expect(await status()).toMatchObject({ key: 'store', failed: null, waiting: { facts: 0 } });
  await showServer();
  await page.getByText('di penyimpanan rahasia sistem').waitFor();

  const pem = await electron.evaluate(
    ({ safeStorage }, bytes) => safeStorage.decryptString(Buffer.from(bytes, 'base64')),
    readFileSync(sealed!, 'base64'),
  );
  expect(tracesOf(pem, home)).toEqual([]);
  expect(statSync(sealed!).mode & 0o777).toBe(0o600);

  await withNewCore(() => {
    writeFileSync(plain!, pem, { mode: 0o600 });
    rmSync(sealed!);
    expect(tracesOf(pem, home)).toEqual(['desk.key']);
  });
  await expect.poll(async () => (await status()).key).toBe('store');
  expect(tracesOf(pem, home)).toEqual([]);
  await register('Undangan');
  expect(await call('sync.now', {})).toMatchObject({ refused: 0, waiting: 0 });

  keyring.lock();
  const before = readFileSync(sealed!);
  const { window: locked } = await launch();
  await expect.poll(async () => (await status()).failed?.code).toBe('sync.key-locked');
  await register('Permohonan izin');
  await showServer();
  await locked.getByText('Penyimpanan rahasia sistem terkunci').first().waitFor();
  await locked.getByText('Kunci tak terbuka, 1 menunggu').waitFor();
  expect(readFileSync(sealed!).equals(before)).toBe(true);

  await keyring.unlock();
  const { window: opened } = await launch();
  await expect.poll(status).toMatchObject({ connected: true, waiting: { facts: 0 } });
  const sent = sql`SELECT count(*) AS n FROM letters`;
  expect(await database.get(sent)).toEqual({ n: 3 });

  // What the store does not know as its own: only a new code, and a new key, bring the desk back.
  await withNewCore(() => writeFileSync(sealed!, before.subarray(0, -1)));
  await expect.poll(async () => (await status()).failed?.code).toBe('sync.key-lost');
  const { office } = (await database.get<{ office: string }>(sql`SELECT office FROM offices`))!;
  await showServer();
  await opened.getByLabel('Kode sekali pakai').fill(await makeCode(database, office, Date.now()));
  await opened.keyboard.press('Control+Enter');
  await expect.poll(status).toMatchObject({ connected: true, failed: null, key: 'store' });
  expect(tracesOf(pem, home)).toEqual([]);
  const kept = readdirSync(home).filter((name) => name.startsWith('desk.key.sealed.'));
  expect(kept).toHaveLength(1);
  // Three starts of the app.
}, 120_000);

/** The files below a folder in which the private key stands, in whatever way it may have been written. */
function tracesOf(pem: string, folder: string): string[] {
  const key = createPrivateKey(pem);
  const der = key.export({ format: 'der', type: 'pkcs8' });
  const seed = Buffer.from(key.export({ format: 'jwk' }).d!, 'base64url');
  const texts = ['base64', 'base64url', 'hex'] as const;
  const traces = [
    seed,
    ...texts.map((as) => Buffer.from(seed.toString(as).replace(/=+$/, ''))),
    Buffer.from(der.toString('base64')),
  ];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return traces.some((trace) => bytes.includes(trace));
    })
    .map((file) => path.relative(folder, file));
}
