import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Bridge } from '../../shared/contract/bridge.ts';
import { privateCups } from '../core/printing/private-cups.ts';
import { expectAccessible } from './accessible.ts';
import { startJourney } from './journey.ts';
import { temporaryFolder } from './launch-app.ts';
import { foundOffice, textOf } from './main-job.ts';

const LETTERS = 6;
const year = new Date().getFullYear();

test('letters chosen in the list and in an inbox are disposed, printed, exported and handed over at once', async () => {
  const { folder, remove } = await temporaryFolder('bulk');
  onTestFinished(remove);
  const { printed } = await privateCups();
  const journey = await startJourney({ out: process.env.LONTAR_OUT ?? path.join(folder, 'out') });
  onTestFinished(() => journey.end());
  const { window: page, step } = journey;
  await foundOffice(page);
  await page.evaluate(async (count) => {
    const { lontar } = globalThis as unknown as { lontar: Bridge };
    for (let at = 1; at <= count; at += 1) {
      const fields = { sender: 'Dinas Kesehatan', subject: `Laporan bulan ke-${at}` };
      await lontar.call('letters.register', { fields });
    }
  }, LETTERS);
  await page.getByRole('row', { name: new RegExp(`^${LETTERS}/${year}`) }).waitFor();

  await step('chosen', async () => {
    // Newest first: 6 by the space bar, then from 5 three more, one of them let go by the mouse.
    await page.getByRole('grid').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('4 surat dipilih').waitFor();
    await page.getByRole('row', { name: /ke-5/ }).click({ modifiers: ['Control'] });
    await page.getByText('3 surat dipilih').waitFor();
    await page.keyboard.press('Control+a');
    await page.getByText(`${LETTERS} surat dipilih`).waitFor();
    await expectAccessible(page);
  });

  await step('dispose-many', async () => {
    await page.keyboard.press('F6');
    await page.getByRole('checkbox', { name: /^Asisten Pemerintahan/ }).check();
    await page.getByRole('checkbox', { name: 'Telaah/pelajari' }).check();
    await expectAccessible(page);
  });

  await step('disposed-many', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByText(`${LETTERS} surat didisposisi.`).waitFor();
    await expect.poll(() => page.locator('.agenda-row.disposed').count()).toBe(LETTERS);
  });

  await step('left-out', async () => {
    await page.keyboard.press('Control+a');
    await page.keyboard.press('F6');
    await page.getByRole('checkbox', { name: /^Asisten Administrasi/ }).check();
    await page.keyboard.press('Control+Enter');
    await page.getByText(`Tidak dapat: ${LETTERS} surat`).waitFor();
    await page.getByRole('heading', { name: /sudah didisposisi oleh Sekretaris Daerah/ }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
  });

  await step('print-many', async () => {
    await page.keyboard.press('Control+p');
    await page.getByText('Semua menjadi satu pekerjaan cetak').waitFor();
    await page.getByLabel('Pencetak').filter({ hasText: 'Loket depan (siap)' }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText(/LEMBAR DISPOSISI \(6 surat\) dikirim ke LOKET/).waitFor();
    await expect.poll(() => printed.length, { timeout: 10_000 }).toBe(1);
    const pdf = path.join(folder, 'printed.pdf');
    await writeFile(pdf, printed[0]!);
    for (const at of [1, LETTERS]) expect(textOf(pdf)).toContain(`Laporan bulan ke-${at}`);
  });

  await step('export-many', async () => {
    await page.getByText('surat dipilih').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+e');
    await page.getByRole('radio', { name: 'Lembar disposisi' }).check();
    await journey.electron.evaluate(({ dialog }, filePath) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
    }, folder);
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText(`${LETTERS} berkas disimpan di`).waitFor();
    const files = (await readdir(folder)).filter((name) => name.startsWith('masuk-'));
    expect(files).toHaveLength(LETTERS);
  });

  await step('inbox-chosen', async () => {
    await page.keyboard.press('Control+4');
    await page.locator('.inbox-item').nth(1).waitFor();
    await page.keyboard.press('Tab');
    await page.locator('.inbox-item').first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('2 surat dipilih').waitFor();
    await expectAccessible(page);
  });

  await step('forwarded-many', async () => {
    await page.keyboard.press('Control+t');
    await page.getByRole('checkbox', { name: /^Asisten Perekonomian/ }).check();
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Tugas pada 2 surat diteruskan.').waitFor();
    await expect.poll(() => page.locator('.inbox-item').count()).toBe(LETTERS - 2);
  });
});
