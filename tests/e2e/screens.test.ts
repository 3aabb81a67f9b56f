import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { temporaryFolder } from './launch-app.ts';
import { backToAgenda, office, openLetter } from './main-job.ts';

let journey: Journey;
let page: Page;
let remove: () => Promise<void>;

beforeAll(async () => {
  const temporary = await temporaryFolder('screens');
  ({ remove } = temporary);
  journey = await startJourney({ out: path.join(temporary.folder, 'out') });
  page = journey.window;
  await page.getByLabel('Nama kantor').fill(office);
  await page.getByRole('button', { name: 'Mulai memakai Lontar' }).click();
  await page.getByText('Buku agenda masih kosong').waitFor();
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
  await page.getByText('Laporan Tahunan').first().waitFor();
  await expect.poll(() => page.getByText(/Laporan.*→.*Laporan Tahunan/).count()).toBeGreaterThan(0);
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
});

test.each(['light', 'dark'] as const)(
  'every screen is accessible in %s (axe, WCAG 2.2 AA)',
  async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    const agenda = `${colorScheme === 'light' ? 2 : 3}/${year}`;
    await register(`7/${colorScheme}`);
    await save();
    await page.getByText(`Terdaftar: No. ${agenda}`).waitFor();
    const screens: [string, () => Promise<unknown>][] = [
      ['agenda', () => backToAgenda(page)],
      ['office', () => page.keyboard.press('Control+2')],
      ['evidence', () => page.keyboard.press('Control+3')],
      ['letter', () => openLetter(page, agenda)],
      ['dispose', () => page.keyboard.press('F6')],
    ];
    for (const [name, go] of screens) {
      await go();
      await page.getByRole('heading').or(page.getByRole('grid')).first().waitFor();
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode(true)
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze();
      expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
    }
  },
);

/** Goes back though the form holds words: they are kept for later. */
async function backToAgendaLeaving(): Promise<void> {
  await page.keyboard.press('Control+1');
  const leave = page.getByRole('dialog').getByRole('button', { name: 'Buang isian' });
  if (await leave.isVisible().catch(() => false)) await leave.click();
  await page.getByLabel('Saring surat').waitFor();
}
