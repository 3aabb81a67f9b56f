import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { letters } from '../fixtures/letters/letters.ts';
import { type Journey, startJourney } from './journey.ts';
import { root, temporaryFolder } from './launch-app.ts';
import { backToAgenda, foundOffice, openDialog } from './main-job.ts';

let journey: Journey;
let page: Page;
let remove: () => Promise<void>;

beforeAll(async () => {
  const temporary = await temporaryFolder('fields');
  ({ remove } = temporary);
  journey = await startJourney({
    out: process.env['LONTAR_SHOTS'] ?? path.join(temporary.folder, 'out'),
  });
  page = journey.window;
  await foundOffice(page);
});

afterAll(async () => {
  await journey.end();
  await remove();
});

const year = new Date().getFullYear();
const field = (name: string): Locator => page.locator(`[data-field="${name}"]`);
const input = (name: string) => field(name).locator('input, textarea').first();
const focused = (name: string) => field(name).locator(':focus');

/** Only keys that say yes: Enter on each doubt, then the key that saves, until the letter is in the book. */
async function confirm(number: number): Promise<void> {
  const done = page.getByText(`Terdaftar: No. ${number}/${year}`);
  for (let tries = 0; tries < 12; tries++) {
    await page.keyboard.press('Control+Enter');
    await page.locator('.proposals-note, .message, .notice').first().waitFor();
    if (await done.isVisible()) return;
    await page.keyboard.press('Enter');
  }
  await done.waitFor();
}

test('a stack of letters is registered with confirming keys alone; a wrong proposal is corrected in place', async () => {
  const names = [letters.fromAgency.file, letters.fromFoundation.file, 's10-notadinas-1.jpg'];
  const files = names.map((name) => path.join(root, 'tests/fixtures/letters', name));
  await openDialog(journey, ...files);
  await page.keyboard.press('F3');
  await page.getByLabel('Pengirim').waitFor();

  const wanted = {
    'Permohonan Izin Penggunaan Aula': letters.fromAgency,
    'Pemberitahuan Pemeliharaan Jaringan': letters.fromFoundation,
  } as const;
  let corrected = 0;
  for (const number of [1, 2, 3]) {
    await journey.step(`proposed-${number}`, async () => {
      await expect.poll(() => input('subject').inputValue(), { timeout: 30_000 }).not.toBe('');
      // The careful look has ended when nothing is said to be under way.
      await expect.poll(() => page.getByText('sedang dibaca').count(), { timeout: 30_000 }).toBe(0);
      await field('subject').locator('.proposal-mark').waitFor();
    });
    const letter = wanted[(await input('subject').inputValue()) as keyof typeof wanted];
    if (letter) {
      expect(await input('sender').inputValue()).toBe(letter.sender);
      expect(await input('number').inputValue()).toBe(letter.number);
      expect(await input('date').inputValue()).toBe(letter.date);
      expect(await input('recipient').inputValue()).toBe(letter.recipient);
      await journey.step(`source-${number}`, async () => {
        await input('number').focus();
        await page.locator('.source-mark').first().waitFor();
      });
      await page.keyboard.press('Enter');
      await field('number').getByText('diterima').waitFor();
      await page.keyboard.press('F5');
      await field('sender').getByText('diterima').waitFor();
    } else {
      // Read wrong, and known to be doubtful: saving goes there first.
      await journey.step('doubt', async () => {
        await page.keyboard.press('Control+Enter');
        await focused('number').waitFor();
        await page.getByText(/masih meragukan/).waitFor();
      });
      await page.keyboard.type('62/ND/DISKOMINFO/VI/2026');
      expect(await input('number').inputValue()).toBe('62/ND/DISKOMINFO/VI/2026');
      corrected += 1;
    }
    await confirm(number);
  }
  expect(corrected).toBe(1);

  await backToAgenda(page);
  const rows = await page.locator('.agenda-body').getByRole('row').allInnerTexts();
  expect(rows).toHaveLength(3);
  const book = rows.join('\n');
  expect(book).toContain(letters.fromAgency.number);
  expect(book).toContain(letters.fromFoundation.sender);
  expect(book).toContain('62/ND/DISKOMINFO/VI/2026');
}, 180_000);

test('Esc empties a proposal, and what is typed is never overwritten', async () => {
  await openDialog(journey, path.join(root, 'tests/fixtures/letters', letters.fromFoundation.file));
  await page.keyboard.press('F3');
  await page.getByLabel('Pengirim').waitFor();
  await page.getByLabel('Perihal').fill('Yang ditulis petugas');
  await expect.poll(() => input('number').inputValue(), { timeout: 30_000 }).not.toBe('');
  expect(await page.getByLabel('Perihal').inputValue()).toBe('Yang ditulis petugas');
  // The same sender and number again: said without a word being typed.
  await page.getByText('Pengirim dan nomor surat ini sudah ada di buku').waitFor();
  await input('number').focus();
  await page.keyboard.press('Escape');
  expect(await input('number').inputValue()).toBe('');
  await page.getByRole('heading', { name: 'Daftarkan surat' }).waitFor();
}, 90_000);
