import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startEsclSimulator } from '../escl-simulator/simulator.ts';
import { saved, spoiltSeparator } from '../core/scanning/separators/pages.ts';
import { type Faults, NO_FAULTS } from '../escl-simulator/faults.ts';
import { coreProcesses } from './core-processes.ts';
import { type Journey, startJourney } from './journey.ts';
import { root, temporaryFolder } from './launch-app.ts';
import { foundOffice } from './main-job.ts';
import { batchOfFiles, deskOf } from './scanning-desk.ts';
import { type SmallHome, smallHome } from './small-home.ts';

/** Ten pages come in one after another, on a machine that may have other work. */
const PATIENCE = { timeout: 20_000 };

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

const letter = (name: string) => path.join(root, 'tests/fixtures/letters', name);

/** How many pages the person has seen: not one of them may be gone. */
const shown = async () => (await desk.cells.count()) || 0;

/** Slow enough to be caught in the middle of the pile. */
const slow = {
  resolution: 100,
  options: {
    'test-picture': 'Color pattern',
    'read-delay': 'yes',
    'read-delay-duration': '15000',
  },
};

test('one key scans a pile: pages show as they come, the count runs, and each thing has its key', async () => {
  await desk.profile('sepuluh', { expected: 12 });
  await desk.press('F2');
  await desk.cells.first().waitFor();
  await desk.idle();
  expect(await desk.counts.innerText()).toMatch(/10 halaman\s+seharusnya 12\s+2 surat/);
  await desk.notes.getByText('10 halaman, seharusnya 12').waitFor();
  await desk.expectPages('|1 2 3 4 5 |6 7 8 9 10');
  await expect
    .poll(() =>
      page
        .locator('.page-thumb img')
        .evaluateAll((all) => all.map((img) => (img as HTMLImageElement).naturalWidth > 0)),
    )
    .toEqual(Array.from({ length: 10 }, () => true));

  await desk.press('Home');
  await desk.press('r');
  await desk.press('ArrowRight');
  await desk.press('Delete');
  await desk.press('l');
  await desk.expectPages('|1@90 (2) 3@270 4 5 6 |7 8 9 10');
  await desk.press('Control+z');
  await desk.press('Control+z');
  await desk.press('Control+y');
  await desk.expectPages('|1@90 (2) 3 4 5 6 |7 8 9 10');
  await desk.press('ArrowLeft');
  await desk.press('p');
  await desk.expectPages('|1@90 2 3 4 5 |6 7 8 9 10');

  await desk.press('ArrowRight');
  await desk.press('s');
  await desk.expectPages('|1@90 2 |3 4 5 6 7 |8 9 10');
  await desk.press('g');
  await desk.expectPages('|1@90 2 3 4 5 |6 7 8 9 10');
  await desk.press('End');
  await desk.press('Shift+ArrowLeft');
  await desk.press('Control+ArrowLeft');
  await desk.expectPages('|1@90 2 3 4 5 |6 7 9 10 8');
  await desk.press('Control+ArrowRight');
  await desk.expectPages('|1@90 2 3 4 5 |6 7 8 9 10');
});

test('a page is dragged to another place', async () => {
  await desk.cells.nth(0).dragTo(desk.cells.nth(2));
  await expect.poll(() => desk.pages(), PATIENCE).toBe('|2 1@90 3 4 5 |6 7 8 9 10');
  await desk.press('Control+z');
  await expect.poll(() => desk.pages(), PATIENCE).toBe('|1@90 2 3 4 5 |6 7 8 9 10');
});

test('a page is scanned anew in its place, and pages and files come in behind another', async () => {
  await desk.change({ way: 'flatbed' });
  await desk.press('Home');
  await desk.press('F5');
  await desk.expectPages('|1 2 3 4 5 |6 7 8 9 10');
  await desk.idle();
  await desk.press('Control+z');
  await desk.expectPages('|1@90 2 3 4 5 |6 7 8 9 10');
  await journey.electron.evaluate(
    ({ dialog }, filePaths) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths });
    },
    [letter('s01-dinas-1.jpg')],
  );
  await desk.press('f');
  await desk.expectPages('|1@90 11 2 3 4 |5 6 7 8 9 |10');
  await page.locator('.large-bar').getByText('Halaman 2', { exact: true }).waitFor();
  await desk.change({ way: 'feeder', options: { 'test-picture': 'Grid' } });
  await desk.press('i');
  await expect.poll(() => desk.pages(), PATIENCE).toMatch(/^\|1@90 11 12 13 14 \|15 .* 21 2 3 /);
  await desk.idle();
});

test('all of a batch is put aside and taken back, or deleted for good', async () => {
  await desk.press('Control+Delete');
  await desk.notes.getByText('Tumpukan ini dibuang: 21 halaman.').waitFor();
  await desk.press('Control+z');
  await desk.notes.getByText('dibuang').waitFor({ state: 'detached' });
  await desk.press('Control+Delete');
  await desk.notes.getByText('dibuang').waitFor();
  await desk.press('Control+Enter');
  await page.getByText('Tidak ada yang tertinggal').waitFor();
  // The window says so when it is decided; the files go after that.
  await expect.poll(() => readdirSync(path.join(journey.home, 'batches')), PATIENCE).toEqual([]);
});

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

test('both sides of a pile that is turned over by hand: it says when, and puts them in order', async () => {
  await desk.profile('dibalik', { way: 'manual-duplex', splitting: { by: 'none' } });
  await desk.press('F2');
  await desk.notes.getByText('Balik tumpukan.').waitFor();
  await desk.press('F2');
  await desk.counts.getByText('20 halaman').waitFor();
  await desk.idle();
  const { sheets } = await desk.view();
  expect(sheets.map(({ page: number }) => number).slice(0, 6)).toEqual([1, 20, 2, 19, 3, 18]);
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

test('waiting for paper is said, and what is put in comes by itself', async () => {
  const simulator = await startEsclSimulator({ sheets: 0 });
  onTestFinished(() => simulator.close());
  await desk.profile('menunggu', { device: simulator.device, options: {}, waitForPaper: true });
  await desk.press('F2');
  await page.getByText('Menunggu kertas di pengumpan').first().waitFor();
  simulator.sheets = 2;
  await desk.counts.getByText('2 halaman').waitFor();
  await desk.idle();
  expect(simulator.sheets).toBe(0);
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

test('a separator whose code is spoilt asks, and no page is swallowed whatever is answered', async () => {
  const sheet = await saved(await spoiltSeparator());
  const files = [letter('s01-dinas-1.jpg'), sheet, letter('s07-perusahaan-1.jpg')];
  const batch = await batchOfFiles(page, files, { splitting: { by: 'separators' } });
  await page.evaluate((id) => void (location.hash = `#/scanning/${id}`), batch);
  await desk.notes.getByText('Pemisah tak terbaca: 1').waitFor();
  await desk.press('Home');
  await desk.press('F8');
  await page.getByText('kodenya tidak terbaca. Apakah ini pemisah?').waitFor();
  await desk.expectPages('|1 2 3');
  await desk.press('Control+Enter');
  await desk.press('Control+Enter');
  await page.getByText('Tidak ada yang hilang. Tandai tiap halaman').waitFor();
  await desk.expectPages('|1 2 3');
  await desk.press('y');
  await desk.expectPages('|1 2 |3');
  await desk.notes.getByText('Pemisah tak terbaca').waitFor({ state: 'detached' });
  await desk.press('t');
  await desk.expectPages('|1 2 3');
  expect((await desk.view()).documents).toBe(1);
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

test('blank pages are asked about, and the letters of a pile are registered one after the other by keys', async () => {
  const blank = path.join(folder, 'kosong.png');
  await sharp({ create: { width: 620, height: 877, channels: 3, background: '#fff' } })
    .png()
    .toFile(blank);
  await desk.profile('tiga', { splitting: { by: 'pages', pages: 1 } });
  const batch = await page.evaluate(
    async (files) => {
      const opened = await window.lontar.call('batches.open', { profile: 'tiga' });
      const { batch: id } = opened as { batch: string };
      await window.lontar.call('batches.add', { batch: id, files });
      location.hash = `#/scanning/${id}`;
      return id;
    },
    [letter('s01-dinas-1.jpg'), blank, letter('s07-perusahaan-1.jpg')],
  );
  await desk.notes.getByText('Tampak kosong: 1').waitFor();
  await desk.press('Home');
  await desk.press('F8');
  await page.getByText('Halaman ini tampak kosong.').waitFor();
  await desk.press('Control+Enter');
  await page.getByRole('dialog').getByText('tampak kosong').waitFor();
  await desk.press('Escape');
  await desk.press('k');
  await desk.notes.getByText('Tampak kosong').waitFor({ state: 'detached' });
  await desk.press('Control+Enter');

  const drafts: string[] = [];
  for (const subject of ['Pertama', 'Kedua', 'Ketiga']) {
    await page.getByLabel('Pengirim').and(page.locator(':focus')).waitFor();
    drafts.push((await page.locator('.page-viewer').getAttribute('aria-label')) ?? '');
    await page.keyboard.type('Dinas Kesehatan');
    await page.getByLabel('Perihal').fill(subject);
    await desk.press('Control+Enter');
    await page.getByText('Terdaftar: No.').waitFor();
  }
  await page.getByLabel('Saring surat').waitFor();
  expect(drafts.map((name) => /\((\d)\)\.pdf$/.exec(name)?.[1])).toEqual(['1', '2', '3']);
  expect(readdirSync(path.join(journey.home, 'batches'))).not.toContain(batch);
});
