import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Faults, NO_FAULTS } from '../escl-simulator/faults.ts';
import { startEsclSimulator } from '../escl-simulator/simulator.ts';
import { coreProcesses } from './core-processes.ts';
import { type Journey, startJourney } from './journey.ts';
import { temporaryFolder } from './launch-app.ts';
import { foundOffice } from './main-job.ts';
import { deskOf, slow } from './scanning-desk.ts';
import { type SmallHome, smallHome } from './small-home.ts';

let journey: Journey;
let page: Page;
let folder: string;
let remove: () => Promise<void>;
let desk: ReturnType<typeof deskOf>;
let disk: SmallHome;
beforeAll(async () => {
  ({ folder, remove } = await temporaryFolder('batch'));
  disk = smallHome(folder, 200);
  journey = await startJourney({ out: path.join(folder, 'out'), home: disk.home });
  page = journey.window;
  desk = deskOf(page);
  await foundOffice(page);
});

afterAll(async () => {
  await journey.end();
  disk.remove();
  await remove();
});

/** How many pages the person has seen: not one of them may be gone. */
const shown = async () => (await desk.cells.count()) || 0;

/** Whatever the driver can answer in the middle of a page: `sane_read` of SANE's test backend. */
const failures = [
  ['SANE_STATUS_JAMMED', 'Kertas macet di pengumpan.'],
  ['SANE_STATUS_COVER_OPEN', 'Tutup pemindai terbuka.'],
  ['SANE_STATUS_NO_DOCS', 'Pengumpan kosong.'],
  ['SANE_STATUS_IO_ERROR', 'Hubungan dengan pemindai terputus.'],
  ['SANE_STATUS_DEVICE_BUSY', 'Pemindai sedang sibuk'],
  ['SANE_STATUS_NO_MEM', 'Pemindai kehabisan memori.'],
  ['SANE_STATUS_ACCESS_DENIED', 'Pemindai tidak boleh dipakai'],
  ['SANE_STATUS_CANCELLED', 'Pemindaian dihentikan di pemindai.'],
  ['SANE_STATUS_EOF', 'Halaman terakhir terpotong'],
  ['SANE_STATUS_INVAL', 'Pemindai melaporkan kesalahan'],
  ['SANE_STATUS_UNSUPPORTED', 'Pemindai melaporkan kesalahan'],
] as const;

test('whatever SANE can fail with is said in words, and one key goes on each time', async () => {
  await desk.profile('gagal', { options: { 'read-return-value': failures[0][0] } });
  await desk.press('1');
  for (const [status, words] of failures) {
    if (status !== failures[0][0]) {
      await desk.change({ options: { 'read-return-value': status } });
      await desk.press('F2');
    }
    await desk.notes.getByText(words).waitFor();
    await desk.notes.getByRole('button', { name: 'Lanjutkan' }).waitFor();
  }
  await desk.change({ options: {} });
  await desk.press('F2');
  await desk.counts.getByText('10 halaman').waitFor();
  await desk.idle();
  for (const [, words] of failures) expect(await desk.notes.getByText(words).count()).toBe(0);
  await desk.press('Control+Delete');
  await desk.notes.getByText('dibuang').waitFor();
  await desk.press('Control+Enter');
  await page.getByText('Tidak ada yang tertinggal').waitFor();
});

test('a scan that is stopped keeps its pages, goes on with a key, and other screens work meanwhile', async () => {
  await desk.profile('lambat', slow);
  await desk.press('F2');
  await desk.cells.nth(1).waitFor();
  await desk.press('Control+1');
  await page.getByLabel('Saring surat').waitFor();
  await page.goBack();
  await desk.cells.nth(1).waitFor();
  await desk.press('Escape');
  await desk.notes.getByText('Pemindaian dihentikan.').waitFor();
  const came = (await desk.view()).pages;
  expect(came).toBeGreaterThanOrEqual(2);
  expect(came).toBeLessThan(10);
  await desk.change({ ...slow, options: {} });
  await desk.press('F2');
  await desk.counts.getByText(`${came + 10} halaman`).waitFor();
  await desk.idle();
});

test('a full disk in the middle of a pile is said, keeps every page that was shown, and it goes on once there is room', async () => {
  await desk.profile('penuh', slow);
  await desk.press('F2');
  await desk.cells.nth(2).waitFor();
  const seen = await shown();
  disk.fill();
  await desk.notes.getByText('Cakram penuh.').waitFor();
  const kept = (await desk.view()).sheets.map(({ page: number }) => number);
  expect(kept.length).toBeGreaterThanOrEqual(seen);
  expect(kept.length).toBeLessThan(10);
  await desk.press('F2');
  await desk.idle();
  await page.getByText('Cakram penuh.').first().waitFor();
  disk.free();
  await desk.change({ ...slow, options: {} });
  await desk.press('F2');
  await desk.counts.getByText(`${kept.length + 10} halaman`).waitFor();
  await desk.idle();
  expect(await page.getByText('Cakram penuh.').count()).toBe(0);
  const after = (await desk.view()).sheets.map(({ page: number }) => number);
  expect(after.slice(0, kept.length)).toEqual(kept);
});

test('a core killed in the middle of a pile: every page that was shown is there, and it goes on', async () => {
  await desk.profile('putus', slow);
  await desk.press('F2');
  await desk.cells.nth(2).waitFor();
  const seen = await shown();
  const [pid = Number.NaN] = coreProcesses(journey.home);
  process.kill(pid, 'SIGKILL');
  await page.locator('.core-state').getByRole('button', { name: 'Mulai lagi' }).click();
  await page.locator('.core-state').waitFor({ state: 'detached' });
  await desk.notes.getByText('Pemindaian terputus.').waitFor();
  const kept = (await desk.view()).pages;
  expect(kept).toBeGreaterThanOrEqual(seen);
  await desk.press('Escape');
  await page.getByRole('button', { name: new RegExp(`putus ?${kept} halaman`) }).waitFor();
  await desk.press('Enter');
  await desk.change({ ...slow, options: {} });
  await desk.press('F2');
  await desk.counts.getByText(`${kept + 10} halaman`).waitFor();
  await desk.idle();
});

test('a window that loads anew in the middle of a pile finds its pages, and goes on', async () => {
  await desk.profile('muat-ulang', slow);
  await desk.press('F2');
  await desk.cells.nth(2).waitFor();
  const seen = await shown();
  await page.reload();
  await desk.notes.getByRole('button', { name: 'Lanjutkan' }).waitFor();
  const kept = (await desk.view()).pages;
  expect(kept).toBeGreaterThanOrEqual(seen);
  expect(await desk.cells.count()).toBe(kept);
});

test('a network scanner: its jam keeps the pages before, its lost connection too, and the rest follows', async () => {
  const simulator = await startEsclSimulator({ sheets: 6 });
  onTestFinished(() => simulator.close());
  simulator.faults.stopAfter = { pages: 2, adfState: 'ScannerAdfJam', status: 409 };
  await desk.profile('jaringan', { device: simulator.device, options: {}, resolution: 75 });
  await desk.press('F2');
  await desk.notes.getByText('Kertas macet di pengumpan.').waitFor();
  expect((await desk.view()).pages).toBe(2);
  simulator.faults.stopAfter = null;
  simulator.faults.breakAfter = 1;
  await desk.press('F2');
  await desk.notes.getByRole('button', { name: 'Lanjutkan' }).waitFor();
  await expect.poll(async () => (await desk.view()).pages).toBe(3);
  simulator.faults.breakAfter = null;
  // The sheet that was under the lamp goes back onto the pile.
  simulator.sheets += 1;
  await desk.press('F2');
  await expect.poll(async () => (await desk.view()).next).toBe('scan');
  await desk.idle();
  expect((await desk.view()).pages).toBe(6);
});

test('a network scanner that says it is empty is asked all the same; a new certificate, only by a person’s word', async () => {
  const first = await startEsclSimulator({ certificate: 'one', sheets: 2 });
  const port = Number(new URL(first.url).port);
  first.faults.adfState = 'ScannerAdfEmpty';
  await desk.profile('aman', { device: first.device, options: {}, resolution: 75 });
  await desk.press('F2');
  await desk.notes.getByText('Pemindai mengatakan pengumpannya kosong.').waitFor();
  await desk.press('Control+F2');
  await desk.counts.getByText('2 halaman').waitFor();
  await desk.idle();
  await first.close();
  const other = await startEsclSimulator({ certificate: 'two', sheets: 2, port });
  onTestFinished(() => other.close());
  await desk.press('F2');
  const question = page.getByRole('dialog', { name: 'Sertifikat pemindai berubah' });
  await question.getByText('Sidik jari baru').waitFor();
  expect(other.requests).toEqual([]);
  await desk.press('Control+Enter');
  await desk.counts.getByText('4 halaman').waitFor();
  await desk.idle();
  expect(other.jobs).toHaveLength(1);
});

test('a hostile network scanner costs a message each time, and the window works on', async () => {
  const simulator = await startEsclSimulator({ sheets: 3 });
  onTestFinished(() => simulator.close());
  await desk.profile('jahat', { device: simulator.device, options: {}, resolution: 75 });
  await desk.press('F2');
  await desk.counts.getByText('3 halaman').waitFor();
  await desk.idle();
  const to = 'http://127.0.0.1:1/eSCL';
  const attacks: [Partial<Faults>, string][] = [
    [{ xml: 'endless' }, 'tidak dapat dipahami'],
    [{ page: 'gigantic' }, 'terlalu besar'],
    [{ page: 'endless' }, 'terlalu besar'],
    [{ page: 'html' }, 'bukan gambar'],
    [{ redirect: { what: 'page', to } }, 'alamat lain'],
  ];
  for (const [faults, words] of attacks) {
    Object.assign(simulator.faults, NO_FAULTS, faults);
    simulator.sheets = 3;
    await desk.press('F2');
    await desk.notes.getByText(words).waitFor();
    await desk.idle();
  }
  Object.assign(simulator.faults, NO_FAULTS);
  simulator.sheets = 3;
  await desk.press('F2');
  await desk.counts.getByText('6 halaman').waitFor();
  await desk.idle();
  expect((await desk.view()).stopped).toBeNull();
});
