import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCore } from '../../electron/core/core.ts';
import { captureFiles } from '../../electron/core/scanning/capture.ts';
import { makePdf, onePage } from '../fixtures/stamping/make-pdf.ts';
import { launchApp, root, startDisplay, temporaryFolder } from './launch-app.ts';
import type { Display, LaunchedApp } from './launch-app.ts';

let display: Display;
let home: Awaited<ReturnType<typeof temporaryFolder>>;
let app: LaunchedApp;

const letters = [
  ['Dinas Kesehatan', 'Undangan Rapat', 'Penanganan stunting di kelurahan'],
  ['Dinas Kesehatan', 'Laporan Bulanan', 'Imunisasi dasar lengkap, juga penanganan stunting'],
  ['Badan Keuangan', 'Usulan Anggaran', 'Anggaran tahun depan'],
] as const;

beforeAll(async () => {
  home = await temporaryFolder('search');
  const core = await openCore({
    home: path.join(home.folder, 'archive'),
    resources: path.join(root, 'resources'),
  });
  await core.call('office.found', { name: 'Sekretariat Daerah' });
  for (const [turn, [sender, subject, text]] of letters.entries()) {
    const file = path.join(home.folder, `${turn}.pdf`);
    const page = '/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>';
    writeFileSync(file, makePdf(onePage(page, `BT /F1 18 Tf 72 720 Td (${text}) Tj ET`)));
    const document = await captureFiles(core.context, [file]);
    await core.call('letters.register', {
      fields: { number: `900.2/${turn + 1}/UM`, sender, subject },
      document,
      received: `2026-03-0${turn + 1}`,
    });
  }
  // A letter that the desk may not find.
  await core.call('letters.register', {
    fields: { sender: 'Inspektorat', subject: 'Penanganan rahasia', secrecy: 'R' },
  });
  await core.call('reading.read', {});
  await core.close();
  display = await startDisplay('1366x768');
  app = await launchApp({ display, home: path.join(home.folder, 'archive') });
});

afterAll(async () => {
  await app.close();
  display.stop();
  await home.remove();
});

const hits = () => app.window.getByRole('option');

test('a letter is found while one types, by what stands on its page, and shown with the words marked', async () => {
  const { window: page } = app;
  await page.getByRole('row', { name: /^3\/2026/ }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByLabel('Cari surat').waitFor();
  await page.keyboard.type('penanganan stun');
  await page.getByText('2 surat', { exact: true }).waitFor();
  expect(await hits().count()).toBe(2);
  expect(await hits().first().locator('mark').allInnerTexts()).toContain('stunting');
  await page.keyboard.type('ting');
  await page.locator('.search-box').nth(1).waitFor();
  // The boxes lie over the words on the page's picture.
  await page.locator('.search-page img').waitFor();
  expect(await page.locator('.search-box').count()).toBe(2);
  await page.keyboard.press('ArrowDown');
  await page.locator('[role=option][aria-selected=true]', { hasText: 'Dinas' }).waitFor();
  expect(await hits().nth(1).getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('Enter');
  await page.locator('.side-foot').waitFor();
  await page.keyboard.press('Control+k');
  // It comes back as it was left.
  expect(await page.getByLabel('Cari surat').inputValue()).toBe('penanganan stunting');
});

test('counts narrow the query, a bad query explains itself, few hits look for what is like the word', async () => {
  const { window: page } = app;
  const field = page.getByLabel('Cari surat');
  await field.fill('');
  await page.getByText('3 surat', { exact: true }).waitFor();
  await page.locator('.search-facet', { hasText: 'Dinas Kesehatan' }).click();
  await page.getByText('2 surat', { exact: true }).waitFor();
  expect(await field.inputValue()).toBe('dari:"Dinas Kesehatan"');
  await field.fill('tgl:kapan usulan');
  await page.getByText('“kapan” bukan tanggal').waitFor();
  await page.getByText('1 surat', { exact: true }).waitFor();
  await field.fill('stuntinq ');
  await page.getByText('juga mencari stunting').waitFor();
  expect(await hits().count()).toBe(2);
  await field.fill('tidak ada yang begini');
  await page.getByText('Tidak ada surat yang ditemukan').waitFor();
  await field.fill('rahasia');
  await page.getByText('0 surat', { exact: true }).waitFor();
});

test('a search is kept, taken again and forgotten; Esc empties the field, then goes back', async () => {
  const { window: page } = app;
  const field = page.getByLabel('Cari surat');
  await field.fill('hal:usulan');
  await page.keyboard.press('Control+s');
  const saved = page.locator('.search-saved');
  await saved.getByRole('button', { name: 'hal:usulan', exact: true }).waitFor();
  await field.fill('lain');
  await saved.getByRole('button', { name: 'hal:usulan', exact: true }).click();
  expect(await field.inputValue()).toBe('hal:usulan');
  await saved.getByRole('button', { name: 'Hapus pencarian hal:usulan' }).click();
  await saved.waitFor({ state: 'detached' });
  await field.focus();
  await page.keyboard.press('Escape');
  expect(await field.inputValue()).toBe('');
  await page.keyboard.press('Escape');
  await page.getByRole('grid').waitFor();
});
