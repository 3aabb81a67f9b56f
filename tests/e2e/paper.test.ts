import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Bridge } from '../../shared/contract/bridge.ts';
import { privateCups } from '../core/printing/private-cups.ts';
import { expectAccessible } from './accessible.ts';
import { startJourney } from './journey.ts';
import { temporaryFolder } from './launch-app.ts';
import { foundOffice, openLetter } from './main-job.ts';

const year = new Date().getFullYear();

test('paper is handed over and signed for on the screen, put in its place, lent and brought back; its box gets a label', async () => {
  const { folder, remove } = await temporaryFolder('paper');
  onTestFinished(remove);
  const { printed } = await privateCups();
  const journey = await startJourney({ out: process.env.LONTAR_OUT ?? path.join(folder, 'out') });
  onTestFinished(() => journey.end());
  const { window: page, step } = journey;
  await foundOffice(page);
  await page.evaluate(async () => {
    const { lontar } = globalThis as unknown as { lontar: Bridge };
    const fields = { sender: 'Dinas Kesehatan', subject: 'Laporan' };
    const { id: letter } = (await lontar.call('letters.register', { fields })) as { id: string };
    await lontar.call('dispositions.give', { letter, from: 'sekda', to: ['asisten-1'] });
  });
  await openLetter(page, `1/${year}`);

  await step('hand-over', async () => {
    await page.keyboard.press('F5');
    // Whoever it was disposed to comes first.
    await expect.poll(() => page.getByLabel('Diserahkan kepada').inputValue()).toBe('asisten-1');
    await page.getByLabel('Nama penerima').fill('Siti Aminah');
    const pad = (await page.locator('.signature-pad').boundingBox())!;
    await page.mouse.move(pad.x + 60, pad.y + 80);
    await page.mouse.down();
    for (const [x, y] of [
      [120, 30],
      [160, 90],
      [220, 40],
      [300, 70],
    ] as const) {
      await page.mouse.move(pad.x + x, pad.y + y, { steps: 4 });
    }
    await page.mouse.up();
    await expectAccessible(page);
  });

  await step('handed-over', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByText('Berkas diserahkan; diterima Siti Aminah.').waitFor();
    await page.keyboard.press('F5');
    const initials = page.getByRole('img', { name: 'Paraf Siti Aminah' });
    await expect
      .poll(() => initials.evaluate((img) => (img as HTMLImageElement).naturalWidth))
      .toBeGreaterThan(0);
    await expectAccessible(page);
  });

  await step('place', async () => {
    await page.getByRole('radio', { name: 'Tempat' }).check();
    await page.getByLabel('Rak').fill('R3');
    await page.getByLabel('Boks').fill('B12');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Tempat berkas: R3 / B12.').waitFor();
    await page.locator('.letter-fields').getByText('R3 / B12').waitFor();
  });

  await step('lend', async () => {
    await page.keyboard.press('F5');
    await page.getByRole('radio', { name: 'Pinjamkan' }).check();
    await page.getByLabel('Peminjam').fill('Bagian Hukum');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Berkas dipinjam Bagian Hukum.').waitFor();
    await page.keyboard.press('F5');
    await page.getByRole('radio', { name: 'Kembalikan' }).check();
    await page.getByText(/Dipinjam Bagian Hukum sejak/).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Berkas kembali ke tempatnya.').waitFor();
  });

  await step('label', async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('grid').waitFor();
    await page.keyboard.press('Control+p');
    await page.getByRole('radio', { name: 'Label boks' }).check();
    await page.getByLabel('Lokasi pada label').fill('R3 / B12');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => printed.length, { timeout: 10_000 }).toBe(1);
    await page.keyboard.press('Control+p');
    await page.getByRole('radio', { name: 'Lembar pemisah' }).check();
    await page.getByLabel('Untuk buku').waitFor();
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => printed.length, { timeout: 10_000 }).toBe(2);
  });
});
