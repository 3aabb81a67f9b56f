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

interface Wanted {
  sender: string;
  number: string;
  date: string;
  subject: string;
  recipient: string;
  attachments: string;
}

const { fromAgency, fromFoundation } = letters;
const note: Wanted & { file: string } = {
  file: 's10-notadinas-1.jpg',
  number: '62/ND/DISKOMINFO/VI/2026',
  /** Its colon looks like a digit to the engine, so it is asked about; this clerk reads it otherwise. */
  date: '2 Juni 2026',
  sender: 'Dinas Komunikasi dan Informatika Kota Balikpapan',
  subject: 'Undangan Rapat Koordinasi Penerapan SPBE',
  recipient: 'Sekretaris Daerah Kota Balikpapan',
  attachments: '',
};

/**
 * Only keys that say yes: the one that saves, and Enter on what it asks about, until the letter is in
 * the book. What is proposed wrong is put right where it stands.
 */
async function confirm(number: number, wanted: Wanted): Promise<string[]> {
  const corrected: string[] = [];
  const done = page.getByText(`Terdaftar: No. ${number}/${year}`);
  const asked = page.getByText(/masih meragukan/);
  for (let tries = 0; tries < 12; tries++) {
    await page.keyboard.press('Control+Enter');
    await done.or(asked).first().waitFor();
    if (await done.isVisible()) return corrected;
    const name = await page.locator('[data-field]:has(:focus)').getAttribute('data-field');
    const right = wanted[name as keyof Wanted] as string | undefined;
    if (right === undefined || (await input(name!).inputValue()) === right) {
      await page.keyboard.press('Enter');
    } else {
      corrected.push(name!);
      if (right === '') await page.keyboard.press('Escape');
      else await page.keyboard.type(right);
      expect(await input(name!).inputValue()).toBe(right);
    }
  }
  throw new Error(`No. ${number} did not come into the book`);
}

test('a stack of letters is registered with confirming keys alone; what is proposed wrong is put right in place', async () => {
  const stack = [fromAgency, fromFoundation, note];
  const files = stack.map(({ file }) => path.join(root, 'tests/fixtures/letters', file));
  await openDialog(journey, ...files);
  await page.keyboard.press('F3');
  await page.getByRole('button', { name: /^Tiap berkas satu surat/ }).click();
  await page.getByLabel('Pengirim').waitFor();

  const corrected: string[] = [];
  for (const number of [1, 2, 3]) {
    await journey.step(`proposed-${number}`, async () => {
      await expect.poll(() => input('subject').inputValue(), { timeout: 30_000 }).not.toBe('');
      // Nothing is being looked at any more.
      await page.locator('[data-reading="done"]').waitFor();
    });
    const subject = await input('subject').inputValue();
    const wanted = stack.find((letter) => letter.subject === subject)!;
    await journey.step(`source-${number}`, async () => {
      await input('subject').focus();
      await page.locator('.source-mark').first().waitFor();
    });
    await page.keyboard.press('Enter');
    await field('subject').getByText('diterima').waitFor();
    await page.keyboard.press('F5');
    await field('sender').getByText('diterima').waitFor();
    await journey.step(`accepted-${number}`, () => Promise.resolve());
    corrected.push(...(await confirm(number, wanted)));
  }
  expect(corrected).toContain('date');

  await backToAgenda(page);
  const rows = await page.locator('.agenda-body').getByRole('row').allInnerTexts();
  expect(rows).toHaveLength(3);
  for (const wanted of stack) {
    const row = rows.find((text) => text.includes(wanted.subject))!;
    expect(row).toContain(wanted.number);
    expect(row).toContain(wanted.sender);
  }
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
