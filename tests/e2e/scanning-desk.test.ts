import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { saved, spoiltSeparator } from '../core/scanning/separators/pages.ts';
import { startEsclSimulator } from '../escl-simulator/simulator.ts';
import { type Journey, startJourney } from './journey.ts';
import { temporaryFolder } from './launch-app.ts';
import { foundOffice } from './main-job.ts';
import { batchOfFiles, deskOf, letterFile } from './scanning-desk.ts';

/** Ten pages come in one after another, on a machine that may have other work. */
const PATIENCE = { timeout: 20_000 };

let journey: Journey;
let page: Page;
let folder: string;
let remove: () => Promise<void>;
let desk: ReturnType<typeof deskOf>;

beforeAll(async () => {
  ({ folder, remove } = await temporaryFolder('batch'));
  journey = await startJourney({ out: path.join(folder, 'out') });
  page = journey.window;
  desk = deskOf(page);
  await foundOffice(page);
});

afterAll(async () => {
  await journey.end();
  await remove();
});

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
    [letterFile('s01-dinas-1.jpg')],
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

test('a separator whose code is spoilt asks, and no page is swallowed whatever is answered', async () => {
  const sheet = await saved(await spoiltSeparator());
  const files = [letterFile('s01-dinas-1.jpg'), sheet, letterFile('s07-perusahaan-1.jpg')];
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
    [letterFile('s01-dinas-1.jpg'), blank, letterFile('s07-perusahaan-1.jpg')],
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
