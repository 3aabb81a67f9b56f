import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { letters } from '../fixtures/letters/letters.ts';
import { privateCups } from '../core/printing/private-cups.ts';
import { expectAccessible } from './accessible.ts';
import { startJourney } from './journey.ts';
import { root, temporaryFolder } from './launch-app.ts';
import { foundOffice, importFile, openLetter, textOf } from './main-job.ts';

const year = new Date().getFullYear();

test('a letter goes down two levels, is printed on real CUPS, followed up, and done', async () => {
  const { folder, remove } = await temporaryFolder('routing');
  onTestFinished(remove);
  const { printed } = await privateCups();
  const out = process.env.LONTAR_OUT ?? path.join(folder, 'out');
  const journey = await startJourney({ out });
  onTestFinished(() => journey.end());
  const { window: page, step } = journey;
  const task = (name: RegExp) => page.locator('.task').filter({ hasText: name });

  await foundOffice(page);
  const { file, sender, number, subject } = letters.fromAgency;
  await importFile(journey, path.join(root, 'tests/fixtures/letters', file));
  await page.getByLabel('Pengirim').fill(sender);
  await page.getByLabel('Nomor surat').fill(number);
  await page.getByLabel('Perihal').fill(subject);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Terdaftar: No. 1/').waitFor();

  await step('first-disposition', async () => {
    await openLetter(page, `1/${year}`);
    await page.keyboard.press('F6');
    await page.getByLabel('Dari').selectOption('sekda');
    await page.getByRole('checkbox', { name: /^Asisten Pemerintahan/ }).check();
    await page.getByRole('checkbox', { name: /^Tembusan: Asisten Administrasi/ }).check();
    await page.getByRole('checkbox', { name: 'Telaah/pelajari' }).check();
    await page.getByLabel('Batas waktu').fill('1/1/2026');
    await expectAccessible(page);
  });

  await step('given', async () => {
    await page.keyboard.press('Control+Enter');
    await task(/Asisten Pemerintahan.*Belum dibaca/).waitFor();
    await page.getByText('Terlambat: batas 1 Januari 2026').waitFor();
    await expectAccessible(page);
  });

  await step('second-level', async () => {
    await page.keyboard.press('F6');
    await page.getByRole('heading', { name: 'Disposisi lanjutan' }).waitFor();
    await page.getByRole('checkbox', { name: /^Kepala Bagian Tata Pemerintahan/ }).check();
    await page.keyboard.press('Control+Enter');
    await task(/Kepala Bagian Tata Pemerintahan.*Belum dibaca/).waitFor();
    await task(/Asisten Pemerintahan.*Dikerjakan/).waitFor();
  });

  const sent = (count: number) =>
    expect.poll(() => printed.length, { timeout: 10_000 }).toBe(count);

  await step('sheet', async () => {
    await page.keyboard.press('F8');
    await page.locator('.page img').first().waitFor();
    await page.getByLabel('Pencetak').filter({ hasText: 'Loket depan (siap)' }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Control+p');
    await page.getByText(/dikirim ke LOKET/).waitFor();
    await sent(1);
    const pdf = path.join(folder, 'printed.pdf');
    await writeFile(pdf, printed[0]!);
    expect(textOf(pdf)).toContain(number);
  });

  await step('receipt', async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Tanda terima/ }).waitFor();
    await page.keyboard.press('F12');
    await sent(2);
    const pdf = path.join(folder, 'receipt.pdf');
    await writeFile(pdf, printed[1]!);
    expect(textOf(pdf)).toContain(number);
  });

  await step('print-dialog', async () => {
    await page.keyboard.press('Control+p');
    await page.getByRole('radio', { name: 'A6' }).waitFor();
    await expectAccessible(page);
  });

  await step('print-jobs', async () => {
    await page.keyboard.press('Control+5');
    await expect.poll(() => page.locator('.print-job.done').count(), { timeout: 10_000 }).toBe(2);
    await expectAccessible(page);
  });
  await page.keyboard.press('Escape');

  await step('waiting', async () => {
    await page.keyboard.press('Control+4');
    await page.getByRole('heading', { name: 'Menunggu', exact: true }).waitFor();
    await page.getByText(/Terlambat \d+ hari/).waitFor();
    await expectAccessible(page);
  });

  await step('waiting-dark', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
  });

  await step('inbox', async () => {
    await page.locator('.waiting-position').filter({ hasText: 'Kepala Bagian' }).click();
    await page.locator('.inbox-item').filter({ hasText: 'belum dibaca' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Tindak lanjut/ }).waitFor();
    await expectAccessible(page);
  });
  await page.emulateMedia({ colorScheme: 'light' });

  await step('follow-up-dialog', async () => {
    await page.keyboard.press('Control+j');
    await page.getByLabel('Laporan').fill('Rapat sudah dijadwalkan, undangan terlampir.');
    const attached = path.join(root, 'tests/fixtures/letters', letters.fromFoundation.file);
    await journey.electron.evaluate(({ dialog }, filePath) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
    }, attached);
    await page.keyboard.press('Control+o');
    await page.locator('.attached li').waitFor();
    await expectAccessible(page);
  });

  await step('followed-up', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByText('Tindak lanjut tercatat.').waitFor();
    await page.locator('.follow-ups .link').waitFor();
  });

  await step('attachment', async () => {
    await page.locator('.follow-ups .link').click();
    await page.getByRole('dialog').getByRole('img').first().waitFor();
    await expectAccessible(page);
    await page.screenshot({ path: path.join(out, 'attachment.png') });
    await page.keyboard.press('Escape');
  });

  await step('finished', async () => {
    for (const name of [/Kepala Bagian Tata Pemerintahan/, /^Asisten Pemerintahan/]) {
      await task(name).first().click();
      await page.keyboard.press('Control+e');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Control+Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await task(name).filter({ hasText: 'Selesai' }).first().waitFor();
    }
    await page.locator('.status-mark.finished').waitFor();
    await page.getByRole('list', { name: 'Lama tiap langkah' }).getByText('Selesai').waitFor();
  });

  const letter = await page.evaluate(() => location.hash);
  const go = (hash: string) =>
    page.evaluate((to) => {
      location.hash = to;
    }, hash);
  await step('number-template', async () => {
    await go('#/office/books');
    await page.getByLabel('Nomor surat Surat Keluar').fill('{nomor:3}/Setda/{tahun}');
    await page.getByText(`Contoh: 012/Setda/${year}`).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await page.getByText('Tersimpan').waitFor();
  });

  await step('answer', async () => {
    await go(letter);
    await page.getByRole('button', { name: /^Jawab/ }).waitFor();
    await page.keyboard.press('Control+y');
    await page.getByRole('heading', { name: 'Daftarkan jawaban' }).waitFor();
    await expect.poll(() => page.getByLabel('Kepada', { exact: true }).inputValue()).toBe(sender);
    await expectAccessible(page);
  });

  await step('answered', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByText('Terdaftar: No. 1/').waitFor();
    await go(letter);
    await page.getByRole('button', { name: `001/Setda/${year}` }).waitFor();
    await expectAccessible(page);
  });

  await step('import-preview', async () => {
    const table = path.join(folder, 'buku.csv');
    const rows = ['No. Agenda;Tanggal Diterima;Pengirim;Perihal'];
    rows.push(`7;20/11/${year};Dinas Sosial;Laporan`, `8;tidak ada;Dinas Sosial;Undangan`);
    await writeFile(table, rows.join('\n'));
    await page.keyboard.press('Control+1');
    await page.locator('.agenda-foot').waitFor();
    await page.keyboard.press('Control+i');
    await page.getByRole('dialog').waitFor();
    await journey.electron.evaluate(({ dialog }, filePath) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
    }, table);
    await page.keyboard.press('Control+o');
    await page.getByRole('dialog').getByText('tidak terbaca: 1').waitFor();
    await page.getByRole('dialog').getByText('akan masuk: 1').waitFor();
    await expectAccessible(page);
  });

  await step('imported', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByText('1 surat masuk buku; 1 baris ditinggalkan.').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Control+z');
    await page.getByText('Impor dibatalkan; 1 nomor dicoret.').waitFor();
  });

  await step('exported', async () => {
    const table = path.join(folder, 'daftar.csv');
    await journey.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, table);
    await page.keyboard.press('Control+e');
    await page.getByRole('dialog').getByRole('radio', { name: 'CSV' }).check();
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText(/3 surat disimpan di/).waitFor();
    expect(await readFile(table, 'utf8')).toContain(number);
  });
}, 120_000);
