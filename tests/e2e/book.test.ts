import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { temporaryFolder } from './launch-app.ts';
import { backToAgenda, foundOffice, openLetter } from './main-job.ts';

let journey: Journey;
let page: Page;
let remove: () => Promise<void>;

beforeAll(async () => {
  const temporary = await temporaryFolder('book');
  ({ remove } = temporary);
  journey = await startJourney({ out: path.join(temporary.folder, 'out') });
  page = journey.window;
  await foundOffice(page);
});

afterAll(async () => {
  await journey.end();
  await remove();
});

async function register(number: string): Promise<void> {
  await backToAgenda(page);
  await page.keyboard.press('Control+n');
  await page.getByLabel('Pengirim').fill('Dinas Kesehatan');
  await page.getByLabel('Nomor surat').fill(number);
  await page.getByLabel('Perihal').fill('Laporan');
}

const year = new Date().getFullYear();
const save = () => page.keyboard.press('Control+Enter');

test('a sender and number that the book has already are pointed out, and saved only on purpose', async () => {
  await register('12/DINKES/2026');
  await save();
  await page.getByText(`Terdaftar: No. 1/${year}`).waitFor();
  await register('12 / dinkes / 2026');
  const other = page.getByRole('checkbox', { name: 'Ini surat lain, tetap simpan' });
  await other.waitFor();
  await save();
  await backToAgendaLeaving();
  expect(await page.getByRole('row', { name: new RegExp(`^2/${year}`) }).count()).toBe(0);
});

test('a correction keeps what was there before, in the letter’s history', async () => {
  await openLetter(page, `1/${year}`);
  await page.keyboard.press('F7');
  await page.getByLabel('Perihal').fill('Laporan Tahunan');
  await save();
  await page.getByText('Perbaikan tersimpan').waitFor();
  await expect.poll(() => page.getByText(/Laporan.*→.*Laporan Tahunan/).count()).toBe(1);
});

test('a cancelled number stays in the book with its reason', async () => {
  await openLetter(page, `1/${year}`);
  await page.keyboard.press('Control+Delete');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Alasan').fill('Salah buku');
  await dialog.getByRole('button', { name: 'Batalkan nomor' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Salah buku').first().waitFor();
  await backToAgenda(page);
  const row = page.getByRole('row', { name: new RegExp(`^1/${year}`) });
  expect(await row.innerText()).toContain('Batal');
  expect(await row.innerText()).toContain('Alasan: Salah buku');
  const number = row.getByRole('gridcell').first();
  expect(await number.evaluate((cell) => getComputedStyle(cell).textDecorationLine)).toBe(
    'line-through',
  );
});

test('a vacant position can be told from the others and can not be chosen', async () => {
  await page.evaluate(() => {
    location.hash = '#/office/positions';
  });
  await page.getByRole('button', { name: 'Ubah Kepala Bagian Hukum' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Lowong' }).check();
  await save();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('row', { name: /^Kepala Bagian Hukum lowong/ }).waitFor();
  await register('99/DINKES/2026');
  await save();
  await page.getByText(`Terdaftar: No. 2/${year}`).waitFor();
  await openLetter(page, `2/${year}`);
  await page.keyboard.press('F6');
  const vacant = page.getByRole('checkbox', { name: 'Kepala Bagian Hukum (lowong)' });
  await vacant.waitFor();
  expect(await vacant.isDisabled()).toBe(true);
  expect(await page.getByRole('checkbox', { name: /^Kepala Bagian Umum/ }).isDisabled()).toBe(
    false,
  );
});

/** Goes back though the form holds words: they are kept for later. */
async function backToAgendaLeaving(): Promise<void> {
  await page.keyboard.press('Control+1');
  const leave = page.getByRole('dialog').getByRole('button', { name: 'Buang isian' });
  if (await leave.isVisible().catch(() => false)) await leave.click();
  await page.getByLabel('Saring surat').waitFor();
}
