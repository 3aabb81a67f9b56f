import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RegisterLetter } from '../../shared/contract/letters.ts';
import { openCore } from '../../electron/core/core.ts';
import { registerLetters } from '../../electron/core/letters/register.ts';
import { launchApp, root, startDisplay, temporaryFolder } from './launch-app.ts';
import type { Display, LaunchedApp } from './launch-app.ts';

const LETTERS = 5000;
const senders = ['Dinas Kesehatan', 'Dinas Pendidikan', 'Badan Keuangan', 'Kecamatan Utara'];

let display: Display;
let home: Awaited<ReturnType<typeof temporaryFolder>>;
let app: LaunchedApp;

beforeAll(async () => {
  home = await temporaryFolder('long-list');
  const core = await openCore({ home: home.folder, resources: path.join(root, 'resources') });
  await core.call('office.found', { name: 'Sekretariat Daerah' });
  for (let from = 1; from <= LETTERS; from += 500) {
    const batch = Array.from({ length: 500 }, (_, index) =>
      RegisterLetter.parse({
        received: '2026-03-02',
        fields: {
          number: `${from + index}/SETDA/2026`,
          sender: senders[(from + index) % senders.length],
          subject: `Undangan rapat ke-${from + index}`,
        },
      }),
    );
    registerLetters(core.context.archive, batch);
  }
  await core.close();
  display = await startDisplay();
  app = await launchApp({ display, home: home.folder });
});

afterAll(async () => {
  await app.close();
  display.stop();
  await home.remove();
});

const rows = () => app.window.locator('.agenda-body').getByRole('row');

test('five thousand letters are there at once, and only those in sight are in the page', async () => {
  await app.window.getByText('5.000 surat').waitFor();
  await app.window.getByRole('row', { name: /^5000\/2026/ }).waitFor();
  expect(await rows().count()).toBeLessThan(100);
  const grid = app.window.getByRole('grid');
  expect(await grid.getAttribute('aria-rowcount')).toBe(String(LETTERS + 1));
});

test('the list goes from its first to its last letter, by keys and by scrolling', async () => {
  const { window: page } = app;
  await page.getByRole('grid').focus();
  await page.keyboard.press('End');
  await page.getByRole('row', { name: /^1\/2026/ }).waitFor();
  await page.keyboard.press('Home');
  await page.getByRole('row', { name: /^5000\/2026/ }).waitFor();
  await page.getByRole('grid').evaluate((grid) => {
    grid.scrollTop = grid.scrollHeight / 2;
  });
  await page.getByRole('row', { name: /^2500\/2026/ }).waitFor();
  expect(await rows().count()).toBeLessThan(100);
});

test('the list is filtered as one types, and says when nothing fits', async () => {
  const { window: page } = app;
  const filter = page.getByLabel('Saring surat');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('badan keuangan');
  await page.getByText('1.250 surat').waitFor();
  await filter.fill('ke-4321');
  await page.getByText('1 surat', { exact: true }).waitFor();
  expect(await rows().allInnerTexts()).toEqual([expect.stringContaining('4321/SETDA/2026')]);
  await filter.fill('tidak ada yang begini');
  await page.getByText('Tidak ada surat yang cocok').waitFor();
  await page.getByRole('button', { name: 'Tampilkan semua' }).click();
  await page.getByText('5.000 surat').waitFor();
});
