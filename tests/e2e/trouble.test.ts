import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { openCore } from '../../electron/core/core.ts';
import { coreProcesses } from './core-processes.ts';
import { type Journey, startJourney } from './journey.ts';
import { launchApp, root, startDisplay, temporaryFolder } from './launch-app.ts';
import { backToAgenda, foundOffice } from './main-job.ts';

let journey: Journey;
let page: Page;
let remove: () => Promise<void>;
const year = new Date().getFullYear();

beforeEach(async () => {
  const temporary = await temporaryFolder('trouble');
  ({ remove } = temporary);
  journey = await startJourney({ out: path.join(temporary.folder, 'out') });
  page = journey.window;
  await foundOffice(page);
});

afterEach(async () => {
  await journey.end();
  await remove();
});

test('a core that is killed is said to be gone, comes back when asked, and has lost no letter nor a word typed', async () => {
  await page.keyboard.press('Control+n');
  await page.getByLabel('Pengirim').fill('Dinas Kesehatan');
  await page.getByLabel('Perihal').fill('Laporan');
  await page.keyboard.press('Control+Enter');
  await page.getByText(`Terdaftar: No. 1/${year}`).waitFor();
  await page.keyboard.press('Control+n');
  await page.getByLabel('Pengirim').fill('Dinas Pendidikan');
  await page.getByLabel('Perihal').fill('Undangan');

  const [pid = Number.NaN] = coreProcesses(journey.home);
  process.kill(pid, 'SIGKILL');
  const banner = page.locator('.core-state');
  await banner.getByText('Yang sudah tersimpan tetap aman').waitFor();
  await page.screenshot({ path: path.join(journey.out, 'dead.png') });
  await page.keyboard.press('Control+Enter');
  await page.locator('.side-note').getByText('Inti Lontar berhenti').waitFor();
  await banner.getByRole('button', { name: 'Mulai lagi' }).click();
  await banner.waitFor({ state: 'detached' });

  expect(await page.getByLabel('Pengirim').inputValue()).toBe('Dinas Pendidikan');
  await page.keyboard.press('Control+Enter');
  await page.getByText(`Terdaftar: No. 2/${year}`).waitFor();
  await backToAgenda(page);
  await page.getByRole('row', { name: new RegExp(`^1/${year}.*Dinas Kesehatan`) }).waitFor();
  await page.getByRole('row', { name: new RegExp(`^2/${year}.*Dinas Pendidikan`) }).waitFor();
  expect(coreProcesses(journey.home)).toHaveLength(1);
});

/** Files from the system's file window, as Chromium hands them over. */
async function dropFiles(files: string[], x: number) {
  const devtools = await page.context().newCDPSession(page);
  const drag = { x, y: 300, data: { items: [], files, dragOperationsMask: 1 } };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, ...drag });
  }
  await devtools.detach();
}

const fixture = (name: string) => path.join(root, 'tests/fixtures/letters', name);
const two = [fixture('s01-dinas-1.jpg'), fixture('s07-perusahaan-1.jpg')];

test('files dropped on the left are letters each, on the right one letter; one that is none is named', async () => {
  await dropFiles(two, 300);
  await page.getByText('2 berkas masuk').waitFor();
  await page.getByText('1 halaman', { exact: true }).waitFor();
  await backToAgenda(page);
  await page.getByText('2 belum diregistrasi').waitFor();

  await dropFiles(two, 1000);
  await page.getByText('2 halaman', { exact: true }).waitFor();
  await backToAgenda(page);
  await page.getByText('3 belum diregistrasi').waitFor();

  await dropFiles([path.join(root, 'package.json')], 300);
  const dialog = page.getByRole('dialog');
  await dialog.getByText('package.json bukan PDF, JPEG, PNG, atau TIFF').waitFor();
  const drafts = await page.evaluate(() => window.lontar.call('scanning.drafts', {}));
  const pages = (drafts as { pages: number }[]).map((draft) => draft.pages);
  expect(pages.toSorted()).toEqual([1, 1, 2]);
});

test('an archive that another program has open is left alone, with what to do, until it is free', async () => {
  const { folder, remove: removeHome } = await temporaryFolder('in-use');
  const display = await startDisplay();
  onTestFinished(async () => {
    display.stop();
    await removeHome();
  });
  const holder = await openCore({ home: folder, resources: path.join(root, 'resources') });
  await holder.call('office.found', { name: 'Kantor Lain' });
  const app = await launchApp({ display, home: folder });
  onTestFinished(() => app.close());
  const banner = app.window.locator('.core-state');
  await banner.getByText('Arsip ini sedang dibuka oleh Lontar lain').waitFor();
  // Another core is started, and refused in its turn; the button's pause may be too short to see.
  await app.window.evaluate(() => {
    const refusal = new Promise((resolve) => {
      window.lontar.on('core.failed', resolve);
    });
    Object.assign(window, { refusal });
  });
  await banner.getByRole('button', { name: 'Mulai lagi' }).click();
  const refusal = await app.window.evaluate(() => (window as { refusal?: unknown }).refusal);
  expect(refusal).toMatchObject({ code: 'archive.in-use' });
  await banner.getByRole('button', { name: 'Mulai lagi', disabled: false }).waitFor();
  await banner.getByText('Arsip ini sedang dibuka oleh Lontar lain').waitFor();

  await holder.close();
  await banner.getByRole('button', { name: 'Mulai lagi' }).click();
  await banner.waitFor({ state: 'detached' });
  await app.window.getByText('Kantor Lain').waitFor();
  await app.window.getByText('Buku agenda masih kosong').waitFor();
  expect(coreProcesses(folder)).toHaveLength(1);
});
