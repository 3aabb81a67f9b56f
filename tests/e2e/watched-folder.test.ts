import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { smallPdf } from '../faults/papers.ts';
import { startJourney } from './journey.ts';
import { temporaryFolder } from './launch-app.ts';
import { foundOffice } from './main-job.ts';

test('a copier’s folder is chosen once; its letters come in by themselves, what is none is named with its reason', async () => {
  const { folder: base, remove } = await temporaryFolder('watched');
  const journey = await startJourney({ out: path.join(base, 'out') });
  onTestFinished(async () => {
    await journey.end();
    await remove();
  });
  const { window: page, electron } = journey;
  await foundOffice(page);
  const folder = path.join(base, 'kiriman');
  mkdirSync(folder);
  await electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, folder);
  await page.keyboard.press('Control+2');
  await page.getByText('Komputer ini', { exact: true }).first().click();
  const part = page.getByRole('group', { name: 'Folder dari mesin fotokopi' });
  await part.getByText('Belum ada').waitFor();
  await part.getByRole('button', { name: 'Pilih folder…' }).click();
  await part.getByText(folder, { exact: true }).waitFor();

  writeFileSync(path.join(folder, 'SCAN_0001.pdf'), smallPdf(1));
  writeFileSync(path.join(folder, 'SCAN_0002.pdf'), 'MZ bukan surat');
  await part.getByText('Surat yang masuk sejak Lontar dibuka: 1.').waitFor();
  await part.getByText('SCAN_0002.pdf bukan PDF').waitFor();
  await page.screenshot({ path: path.join(journey.out, 'watched.png') });
  expect(readdirSync(folder)).toEqual(['.lontar-refused', '.lontar-taken']);
  await page.keyboard.press('Control+1');
  await page.getByText('1 belum diregistrasi').waitFor();

  await page.keyboard.press('Control+2');
  await page.getByText('Komputer ini', { exact: true }).first().click();
  await part.getByRole('button', { name: 'Berhenti mengawasi' }).click();
  await part.getByText('Belum ada').waitFor();
});
