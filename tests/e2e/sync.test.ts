import { hash, X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Bridge } from '../../shared/contract/bridge.ts';
import { openCore } from '../../electron/core/core.ts';
import { firstCode, makeCode } from '../../server/enrolment/codes.ts';
import { sql } from '../../server/database/sql.ts';
import { startPostgres } from '../server/postgres.ts';
import { testServer } from '../server/start-server.ts';
import { expectAccessible } from './accessible.ts';
import { startJourney } from './journey.ts';
import { root, temporaryFolder } from './launch-app.ts';
import { foundOffice } from './main-job.ts';

test('a desk joins by its code once the server’s own certificate is confirmed, what it did is on the other desk, what disagrees is settled by a key, a book is handed over, and a server that is gone is said', async () => {
  const { folder, remove } = await temporaryFolder('sync');
  onTestFinished(remove);
  const postgres = await startPostgres();
  onTestFinished(() => postgres.stop());
  const certificate = (name: 'one' | 'two') => ({
    LONTAR_TLS_CERT: path.join(root, `tests/escl-simulator/${name}.cert.pem`),
    LONTAR_TLS_KEY: path.join(root, `tests/escl-simulator/${name}.key.pem`),
  });
  const server = await testServer({ DATABASE_URL: postgres.url, ...certificate('one') });
  let gone: Promise<void> | null = null;
  const end = () => (gone ??= server.close());
  onTestFinished(end);
  const { database } = server.context;
  const code = (await firstCode(database, Date.now()))!;

  const journey = await startJourney({ out: process.env.LONTAR_OUT ?? path.join(folder, 'out') });
  onTestFinished(() => journey.end());
  const { window: page, step } = journey;
  const call = <Answer>(name: string, input: object) =>
    page.evaluate(
      ([what, asked]) => {
        const { lontar } = globalThis as unknown as { lontar: Bridge };
        return lontar.call(what, asked);
      },
      [name, input] as const,
    ) as Promise<Answer>;
  const state = page.locator('.sync-state');
  await foundOffice(page);
  const fields = { sender: 'Dinas Kesehatan', subject: 'Laporan bulanan' };
  const { id: letter } = await call<{ id: string }>('letters.register', { fields });
  await expect.poll(() => state.textContent()).toContain('Tanpa server');

  await step('not-joined', async () => {
    await page.keyboard.press('Control+6');
    await page.getByRole('heading', { name: 'Server' }).waitFor();
    await page.getByLabel('Kode sekali pakai').fill('terlalu pendek');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Kode terdiri atas 20 huruf dan angka').waitFor();
    await expectAccessible(page);
  });

  await step('certificate', async () => {
    await page.getByLabel('Alamat server').fill(server.address);
    await page.getByLabel('Kode sekali pakai').fill(code);
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog', { name: 'Apakah ini server kantor?' });
    await dialog.getByText(inGroups(await fingerprintOf('one'))).waitFor();
    await expectAccessible(page);
  });

  await step('joined', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByText('tersambung', { exact: true }).waitFor();
    await expect.poll(() => state.textContent()).toContain('Tersinkron');
    // There is no keyring here: `secret-store.test.ts` has one.
    await page.getByText('di berkas yang hanya dapat dibaca akun ini').waitFor();
    expect((await stat(path.join(journey.home, 'desk.key'))).mode & 0o777).toBe(0o600);
    await expectAccessible(page);
  });

  const { office } = (await database.get<{ office: string }>(sql`SELECT office FROM offices`))!;
  const other = await openCore({
    home: path.join(folder, 'other'),
    resources: path.join(root, 'resources'),
  });
  onTestFinished(() => other.close());
  await other.call('sync.join', {
    address: server.address,
    code: await makeCode(database, office, Date.now()),
    name: 'meja arsip',
    trust: await fingerprintOf('one'),
  });
  await other.call('sync.now', {});
  expect((await other.call('letters.get', { letter })).letter.fields.subject).toBe(
    'Laporan bulanan',
  );

  await step('disagreement', async () => {
    // The other desk has not heard of this one's correction when it makes its own.
    await call('letters.correct', { letter, fields: { subject: 'Laporan Januari' } });
    await call('sync.now', {});
    await other.call('letters.correct', { letter, fields: { subject: 'Laporan Februari' } });
    await other.call('sync.now', {});
    await page.getByRole('heading', { name: 'Perlu diselesaikan (1)' }).waitFor();
    await page.getByRole('cell', { name: 'Laporan Januari' }).waitFor();
    await page.getByRole('cell', { name: 'Laporan Februari' }).waitFor();
    await expect.poll(() => state.textContent()).toContain('1 perlu diselesaikan');
    await expectAccessible(page);
  });

  await step('settled', async () => {
    await page.getByRole('heading', { name: 'Server' }).click();
    await page.keyboard.press('p');
    await page.getByText('Tidak ada perbedaan yang perlu diselesaikan.').waitFor();
    await call('sync.now', {});
    await other.call('sync.now', {});
    const here = await call<{ hash: string }>('sync.hash', {});
    expect((await other.call('sync.hash', {})).hash).toBe(here.hash);
    const settled = await other.call('letters.get', { letter });
    expect(settled.letter.fields.subject).toBe('Laporan Februari');
  });

  await step('handing-over', async () => {
    await page.getByRole('row', { name: /Surat Keluar .* \(komputer ini\)/ }).waitFor();
    await page.getByRole('heading', { name: 'Server' }).click();
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog', { name: 'Serahkan buku' });
    await dialog.getByLabel('Buku').selectOption('Surat Keluar');
    await dialog.getByLabel('Kepada').selectOption('meja arsip');
    await expectAccessible(page);
  });

  await step('book-handed-over', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByRole('row', { name: 'Surat Keluar meja arsip' }).waitFor();
    await call('sync.now', {});
    await other.call('sync.now', {});
    const { agenda } = await other.call('letters.register', { book: 'keluar', fields });
    expect(agenda).toMatchObject({ book: 'keluar', number: 1 });
    await other.call('sync.now', {});
    await expectAccessible(page);
  });

  await step('server-gone', async () => {
    await end();
    await call('letters.register', { fields: { ...fields, subject: 'Undangan' } });
    await expect.poll(() => state.textContent(), { timeout: 20_000 }).toContain('tak tercapai, 1');
    await page.getByText('tidak tersambung').waitFor();
    await expectAccessible(page);
  });

  await step('certificate-changed', async () => {
    const port = new URL(server.address).port;
    const env = { DATABASE_URL: postgres.url, LONTAR_PORT: port, ...certificate('two') };
    const again = await testServer(env);
    onTestFinished(() => again.close());
    await page.getByText('Sertifikat server berubah').first().waitFor({ timeout: 20_000 });
    await page.keyboard.press('F6');
    const dialog = page.getByRole('dialog', { name: 'Sertifikat server berubah' });
    await dialog.getByText(inGroups(await fingerprintOf('two'))).waitFor();
    await expectAccessible(page);
  });

  await step('certificate-trusted', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByText('tersambung', { exact: true }).waitFor();
    await expect.poll(() => state.textContent()).toContain('Tersinkron');
  });
});

async function fingerprintOf(name: 'one' | 'two'): Promise<string> {
  const file = await readFile(path.join(root, `tests/escl-simulator/${name}.cert.pem`));
  return hash('sha256', new X509Certificate(file).raw, 'hex');
}

const inGroups = (fingerprint: string) => fingerprint.match(/.{4}/g)!.join(' ');
