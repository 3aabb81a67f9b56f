import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { layoutSheet } from '../../electron/core/dispositions/sheet-layout.ts';
import { sheetData } from '../../electron/core/dispositions/sheet-of.ts';
import { withoutAlpha } from '../../electron/core/dispositions/reading/load-pages.ts';
import { openPdfium } from '../../electron/core/pages/pdfium.ts';
import { readFaces } from '../../electron/core/printing/text.ts';
import type { Letter } from '../../shared/domain/letter/state.ts';
import type { Office } from '../../shared/domain/office/state.ts';
import { SheetData, type SheetGeometry } from '../../shared/contract/sheets.ts';
import { letters } from '../fixtures/letters/letters.ts';
import { boxOf, speck, tick } from '../core/dispositions/reading/filled-sheet.ts';
import { type Journey, startJourney } from './journey.ts';
import { root, temporaryFolder } from './launch-app.ts';
import { foundOffice, importFile, openLetter } from './main-job.ts';

let journey: Journey;
let page: Page;
let folder: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ folder, remove } = await temporaryFolder('sheets'));
  journey = await startJourney({ out: path.join(folder, 'out') });
  page = journey.window;
  await foundOffice(page);
  const { file, sender, number, subject } = letters.fromAgency;
  await importFile(journey, path.join(root, 'tests/fixtures/letters', file));
  await page.getByLabel('Pengirim').fill(sender);
  await page.getByLabel('Nomor surat').fill(number);
  await page.getByLabel('Perihal').fill(subject);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Terdaftar: No. 1/').waitFor();
});

afterAll(async () => {
  await journey.end();
  await remove();
});

const call = <Answer>(name: string, input: object): Promise<Answer> =>
  page.evaluate(([what, given]) => window.lontar.call(what, given) as Promise<never>, [
    name,
    input,
  ] as const);

test('a sheet filled in by pen is read, what is unsure is asked, and one key confirms', async () => {
  const { step } = journey;
  await step('read', async () => {
    const scan = await filledSheet();
    await page.keyboard.press('Control+d');
    await page.getByText('Belum ada lembar').waitFor();
    await journey.electron.evaluate(({ dialog }, file) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] });
    }, scan);
    await page.keyboard.press('Control+o');
    await page.getByText('Dicentang? Tolak (masih 1)').waitFor({ timeout: 30_000 });
    await page.getByRole('img', { name: 'Tulisan tangan pada lembar disposisi' }).waitFor();
  });
  const confirm = page.getByRole('button', { name: 'Sahkan' });
  expect(await confirm.isDisabled()).toBe(true);
  expect(await page.getByRole('checkbox', { name: /^Asisten Pemerintahan/ }).isChecked()).toBe(
    true,
  );
  expect(await page.getByRole('checkbox', { name: 'Telaah/pelajari' }).isChecked()).toBe(true);
  expect(await page.getByRole('checkbox', { name: 'Tolak' }).isChecked()).toBe(false);

  await step('answered', async () => {
    await page.keyboard.press('y');
    await page.getByText('Dicentang?').waitFor({ state: 'detached' });
    expect(await page.getByRole('checkbox', { name: 'Tolak' }).isChecked()).toBe(true);
  });
  await step('confirmed', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByText('Semua lembar selesai').waitFor();
  });
  const letter = await onlyLetter();
  expect(letter.dispositions).toHaveLength(1);
  const [given] = letter.dispositions;
  expect(given!.to.map(({ key }) => key)).toEqual(['asisten-1', 'bagian-umum']);
  expect(given!.instructions.map(({ key }) => key)).toEqual(['telaah', 'tolak']);
  expect(given!.paper!.document.pages).toBe(1);

  await step('kept', async () => {
    await openLetter(page, `1/${letter.agenda.year}`);
    await page.getByRole('img', { name: 'Tulisan tangan pada lembar disposisi' }).waitFor();
  });
}, 120_000);

async function onlyLetter(): Promise<Letter> {
  const id = await call<string>('letters.find', { text: '1' });
  return (await call<{ letter: Letter }>('letters.get', { letter: id })).letter;
}

/** The printed sheet with pen on it, upside down and askew, as a scanner hands it over. */
async function filledSheet(): Promise<string> {
  const letter = await onlyLetter();
  const { path: pdf } = await call<{ path: string }>('dispositions.sheet', { letter: letter.id });
  const office = await call<Office>('office.get', {});
  const geometry = await geometryOf(letter, office);
  const pdfium = openPdfium();
  const drawn = await pdfium.run({ kind: 'render', path: pdf, page: 1, width: 1654 });
  await pdfium.close();
  const { width, height, data } = withoutAlpha(drawn);
  const [note] = geometry.notes;
  const words = `<path d="M${note!.x + 5} ${note!.y + 8} q4 -6 8 0 t8 0 t8 0" fill="none" stroke="#1f3a93" stroke-width="0.5"/>`;
  const marks = ['asisten-1', 'bagian-umum', 'telaah'].map((key) => tick(boxOf(geometry, key)));
  const pen = [...marks, speck(boxOf(geometry, 'tolak')), words].join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${geometry.width} ${geometry.height}" preserveAspectRatio="none">${pen}</svg>`;
  const raw = { width, height, channels: 3 as const };
  const written = await sharp(data, { raw })
    .composite([{ input: Buffer.from(svg) }])
    .removeAlpha()
    .raw()
    .toBuffer();
  const file = path.join(folder, 'scan.jpg');
  await writeFile(file, await sharp(written, { raw }).rotate(181.5).jpeg().toBuffer());
  return file;
}

async function geometryOf(letter: Letter, office: Office): Promise<SheetGeometry> {
  const face = (name: string) => readFileSync(path.join(root, 'resources/fonts', `${name}.ttf`));
  const fonts = {
    regular: face('LontarSans-Regular'),
    semiBold: face('LontarSans-SemiBold'),
  };
  const data = SheetData.parse(sheetData(letter, office));
  return layoutSheet(data, 'A4', await readFaces(fonts)).geometry;
}
