import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { letters } from '../fixtures/letters/letters.ts';
import type { Journey } from './journey.ts';
import { root } from './launch-app.ts';

export const office = 'Sekretariat Daerah Kota Balikpapan';

export interface MainJob {
  original: string;
  stamped: string;
  sheet: string;
}

/**
 * The clerk's main job in the window: scan, register, dispose, stamp, print the sheet, prove it.
 *
 * The page's policy forbids `waitForFunction`, which evaluates: wait for locators instead.
 * @returns the files that were saved through the window
 */
export async function mainJob(journey: Journey): Promise<MainJob> {
  const { step, window: page } = journey;
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const { fromAgency, fromFoundation } = letters;

  await step('first-run', async () => {
    await page.getByLabel('Nama kantor').fill(office);
    await page.getByLabel('Alamat, baris 1').fill('Jalan Jenderal Sudirman Nomor 1');
    await page.getByLabel('Tempat').fill('Balikpapan');
  });

  await step('empty-book', async () => {
    await button('Mulai memakai Lontar').click();
    await page.getByText('Buku agenda masih kosong').waitFor();
  });

  await step('scan-profile', async () => {
    const dialog = await newProfile(page, 'Satu surat dari kaca LOKET');
    await dialog.getByLabel('Pemindai', { exact: true }).selectOption('pnm:0');
    await dialog.getByLabel('Resolusi').selectOption('150');
    await dialog.getByLabel('filename').fill(await asPaper(journey, fromAgency.file));
    await dialog.getByLabel('Dipisah menjadi surat').selectOption('none');
    await dialog.getByLabel(/^Langsung ke registrasi/).check();
  });

  await step('scanned', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('F2');
    await page.getByLabel('Perihal').waitFor();
    await page.getByText('1 surat siap didaftarkan').waitFor();
    return 'one page by SANE’s pnm driver, by one key';
  });

  await step('form', async () => {
    await page.getByLabel('Pengirim').fill(fromAgency.sender);
    await page.getByLabel('Nomor surat').fill(fromAgency.number);
    await page.getByLabel('Tanggal surat').fill(fromAgency.date);
    await page.getByLabel('Perihal').fill(fromAgency.subject);
    await page.getByLabel('Kepada', { exact: true }).fill(fromAgency.recipient);
    await page.getByLabel('Lampiran').fill(fromAgency.attachments);
    await page.getByRole('radio', { name: 'Sangat segera' }).check();
  });

  const year = new Date().getFullYear();
  await step('registered', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByText(`Terdaftar: No. 1/${year}`).waitFor();
    return `No. 1/${year}`;
  });

  await step('letter', async () => {
    await openLetter(page, `1/${year}`);
    await button('Cap terima').waitFor();
  });

  await step('disposition', async () => {
    await page.keyboard.press('F6');
    await page.getByLabel('Dari').selectOption('sekda');
    await page.getByRole('checkbox', { name: /^Asisten Pemerintahan/ }).check();
    await page.getByRole('checkbox', { name: /^Kepala Bagian Umum/ }).check();
    await page.getByRole('checkbox', { name: 'Telaah/pelajari' }).check();
    await page.getByLabel('Catatan').fill('Siapkan aula, laporkan kesiapannya.');
    await page.getByLabel('Batas waktu').fill('31/12/2030');
  });

  await step('stamped', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByText(/^Disposisi tercatat/).waitFor();
    await button('Cap disposisi').waitFor();
  });

  await step('stamp-moved', async () => {
    // The whole page in sight; then out of the letterhead, into the empty corner at the foot.
    await page.keyboard.press('Control+0');
    await dragToCorner(page, 'Cap terima');
    await page.getByText('Cap digeser; letak ini menjadi kebiasaan kantor.').waitFor();
    return 'dragged into the lower left corner; the office’s default from now on';
  });

  const saved = {
    original: path.join(journey.out, 'original.pdf'),
    stamped: path.join(journey.out, 'stamped.pdf'),
    sheet: path.join(journey.out, 'sheet.pdf'),
  };
  await step('saved', async () => {
    await saveAs(journey, 'Asli', saved.original);
    await saveAs(journey, 'Bercap', saved.stamped);
    const original = readFileSync(saved.original);
    const stamped = readFileSync(saved.stamped);
    if (!stamped.subarray(0, original.length).equals(original)) {
      throw new Error('the stamped file does not begin with the original’s bytes');
    }
    return `${stamped.length - original.length} bytes appended to the original’s ${original.length}`;
  });

  await step('sheet', async () => {
    await page.keyboard.press('F8');
    await button('Cetak').waitFor();
    await page.getByRole('img').first().waitFor();
    await saveDialog(journey, saved.sheet);
    await page.keyboard.press('Control+s');
    await page.getByText('sheet.pdf').first().waitFor();
    if (!textOf(saved.sheet).includes(fromAgency.number)) {
      throw new Error('the sheet does not name the letter');
    }
    return 'A4, filled from the letter';
  });

  await step('second-letter', async () => {
    await backToAgenda(page);
    await importFile(journey, path.join(root, 'tests/fixtures/letters', fromFoundation.file));
    await typeThrough(page, [
      fromFoundation.sender,
      fromFoundation.number,
      fromFoundation.date,
      's', // how fast: Segera
      '', // how secret: as it stands
      fromFoundation.subject,
      fromFoundation.recipient,
      fromFoundation.attachments,
    ]);
    return 'a picture file, by the keyboard alone';
  });

  await step('second-registered', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByText(`Terdaftar: No. 2/${year}`).waitFor();
    return `No. 2/${year}`;
  });

  await step('feeder', async () => {
    const dialog = await newProfile(page, 'Pengumpan LOKET');
    await dialog.getByLabel('Pemindai', { exact: true }).selectOption('test:0');
    await dialog.getByLabel('Warna', { exact: true }).selectOption('gray');
    await dialog.getByLabel('Resolusi').selectOption('100');
    await dialog.getByLabel('Dipisah menjadi surat').selectOption('none');
    await dialog.getByText('Pengaturan lain pemindai ini').click();
    await dialog.getByLabel('test-picture').selectOption('Grid');
  });

  await step('ten-pages', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('F2');
    await button('Pindai lagi').waitFor();
    await page.getByText('10 halaman', { exact: true }).waitFor();
    return 'by SANE’s test driver, until the feeder was empty';
  });

  await step('handed-over', async () => {
    await page.keyboard.press('Control+Enter');
    // Ten pictures of one pattern: it asks whether they are repeated.
    await page.getByRole('dialog').getByText('tampak sama').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByLabel('Perihal').waitFor();
    await page.getByText('10 halaman', { exact: true }).waitFor();
  });

  await step('third-registered', async () => {
    await page.getByLabel('Pengirim').fill('Dinas Kesehatan Kota Balikpapan');
    await page.getByLabel('Perihal').fill('Laporan Bulanan');
    await page.keyboard.press('Control+Enter');
    await page.getByText(`Terdaftar: No. 3/${year}`).waitFor();
  });

  await step('evidence', async () => {
    await page.keyboard.press('Control+3');
    await button('Periksa arsip').waitFor();
    await page.keyboard.press('F5');
    await page.getByText('Semua cocok.').waitFor();
    return 'chain, state and documents agree';
  });
  return saved;
}

/** The dialog of a new profile on the scanning desk, named already. */
async function newProfile(page: Page, name: string): Promise<Locator> {
  await page.keyboard.press('F2');
  await page.getByRole('heading', { name: 'Meja pindai' }).waitFor();
  await page.keyboard.press('F6');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nama profil').fill(name);
  return dialog;
}

/** An office in an empty archive, and the empty agenda book before one. */
export async function foundOffice(page: Page): Promise<void> {
  await page.getByLabel('Nama kantor').fill(office);
  await page.getByRole('button', { name: 'Mulai memakai Lontar' }).click();
  await page.getByText('Buku agenda masih kosong').waitFor();
}

/** A file through the dialog; ends with the form before one, ready to type. */
export async function importFile(journey: Journey, file: string): Promise<void> {
  await openDialog(journey, file);
  await journey.window.keyboard.press('F3');
  await journey.window.getByLabel('Pengirim').and(journey.window.locator(':focus')).waitFor();
}

/** The words of a PDF, in reading order. */
export function textOf(pdf: string): string {
  return execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
}

export async function openLetter(page: Page, agenda: string): Promise<void> {
  await backToAgenda(page);
  await page.getByRole('row', { name: new RegExp(`^${agenda}\\b`) }).dblclick();
  await page.getByRole('button', { name: 'Simpan sebagai…' }).waitFor();
}

export async function backToAgenda(page: Page): Promise<void> {
  await page.keyboard.press('Control+1');
  await page.getByLabel('Saring surat').waitFor();
}

/** What the pnm driver finds under its lamp: the letter as a bitmap. */
async function asPaper({ home }: Journey, file: string): Promise<string> {
  const { data, info } = await sharp(path.join(root, 'tests/fixtures/letters', file))
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const paper = path.join(path.dirname(home), 'paper.ppm');
  writeFileSync(
    paper,
    Buffer.concat([Buffer.from(`P6\n${info.width} ${info.height}\n255\n`), data]),
  );
  return paper;
}

/** Types each value into the field that has the focus; Enter goes on to the next. */
async function typeThrough(page: Page, values: string[]): Promise<void> {
  for (const value of values) {
    await page.keyboard.type(value);
    await page.keyboard.press('Enter');
  }
}

/** By the mouse, in steps as a hand does it, into the page's lower left corner. */
async function dragToCorner(page: Page, name: string): Promise<void> {
  const stamp = page.getByRole('button', { name, exact: true });
  const sheet = (await page.locator('.page').filter({ has: stamp }).boundingBox())!;
  const box = (await stamp.boundingBox())!;
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const to = { x: sheet.x + box.width * 0.65, y: sheet.y + sheet.height - box.height };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 12 });
  await page.mouse.up();
}

async function saveAs(journey: Journey, what: string, file: string): Promise<void> {
  const { window: page } = journey;
  await saveDialog(journey, file);
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: what, exact: true }).check();
  await dialog.getByRole('button', { name: 'Pilih tempat…' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText(path.basename(file)).first().waitFor();
}

/** The system's dialogs are not part of a page: they answer as a person would have. */
const saveDialog = ({ electron }: Journey, file: string) =>
  electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);

/** The next open dialog gives these files. */
export const openDialog = ({ electron }: Journey, ...files: string[]) =>
  electron.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths });
  }, files);
