import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../core/temporary-archive.ts';
import { giveDatabase } from '../server/give-database.ts';
import { testServer } from '../server/start-server.ts';
import { terminal } from './terminal.ts';

test('the server is backed up, restored and verified from the command line, one process at a time', async () => {
  const folder = temporaryFolder();
  const lontar = (data: string, ...args: string[]) =>
    terminal({ LONTAR_LANG: 'en', LONTAR_DATA: path.join(folder, data) }).lontar(
      'server',
      ...args,
      '--json',
    );
  const out = path.join(folder, 'cadangan');
  const server = await testServer({ LONTAR_DATA: path.join(folder, 'one') });
  expect(await lontar('one', 'verify')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('[server.in-use]'),
  });
  await server.close();
  const backup = await lontar('one', 'backup', '--out', out);
  expect([backup.status, backup.stderr]).toEqual([0, '']);
  expect(readdirSync(out)).toContain('manifest.json');
  expect((await lontar('two', 'restore', out)).json()).toMatchObject({ blobs: 0 });
  expect((await lontar('two', 'verify')).json()).toMatchObject({ ok: true });
  expect((await lontar('two', 'backup')).stderr).toContain('[usage.missing]');
  expect((await lontar('two', 'restore', out, 'more')).status).toBe(2);
}, 120_000);

test('`lontar serve` starts a server, says where it answers, and ends well when it is told to', async () => {
  const folder = temporaryFolder();
  await giveDatabase(path.join(folder, 'database'));
  const env = { LONTAR_DATA: folder, LONTAR_PORT: '0', LONTAR_LOG: 'silent' };
  const { child, ended } = terminal(env).start('serve', '--json');
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { address, page } = JSON.parse(String(line)) as { address: string; page: boolean };
  // Whether the page was built depends on who tests; that its want is said, does not.
  expect((await fetch(address)).status).toBe(page ? 200 : 404);
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
  expect(await (await fetch(`${address}/openapi.json`)).json()).toMatchObject({ openapi: '3.1.0' });
  child.kill('SIGTERM');
  const { status, stderr } = await ended;
  expect(status).toBe(0);
  expect(stderr.includes('npm run server')).toBe(!page);
}, 60_000);
