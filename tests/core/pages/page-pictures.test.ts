import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { openPagePictures } from '../../../electron/core/pages/page-pictures.ts';
import { openPdfium } from '../../../electron/core/pages/pdfium.ts';

const real = openPdfium();
let drawn = 0;
const pdfium: typeof real = {
  ...real,
  run(job, options) {
    drawn += 1;
    return real.run(job, options);
  },
};
let folder: string;
let cacheDir: string;
let path: string;
const sha256 = 'a'.repeat(64);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lontar-pictures-'));
  cacheDir = join(folder, 'cache');
  const document = await PDFDocument.create();
  for (let page = 1; page <= 12; page++) document.addPage([595, 842]).drawText(`Halaman ${page}`);
  path = join(folder, 'letter.pdf');
  writeFileSync(path, await document.save());
  drawn = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
afterAll(() => real.close());

test('a page is drawn once, also when asked for twice at a time, and after a restart', async () => {
  const pictures = openPagePictures({ pdfium, cacheDir });
  const wanted = { path, sha256, page: 1, width: 300 };
  const [one, two] = await Promise.all([pictures.render(wanted), pictures.render(wanted)]);
  expect(one.type).toBe('image/jpeg');
  expect(await sharp(one.bytes).metadata()).toMatchObject({ width: 300, height: 425 });
  const later = await openPagePictures({ pdfium, cacheDir }).render(wanted);
  expect(later.bytes.equals(one.bytes) && two.bytes.equals(one.bytes)).toBe(true);
  expect(drawn).toBe(1);
});

test('a picture cut short on disk, or taken away, is drawn anew', async () => {
  const pictures = openPagePictures({ pdfium, cacheDir });
  const wanted = { path, sha256, page: 2, width: 300 };
  const { bytes } = await pictures.render(wanted);
  const [file] = readdirSync(cacheDir);
  truncateSync(join(cacheDir, file!), 500);
  expect((await pictures.render(wanted)).bytes.equals(bytes)).toBe(true);
  rmSync(join(cacheDir, file!));
  expect((await pictures.render(wanted)).bytes.equals(bytes)).toBe(true);
  expect(drawn).toBe(3);
});

test('the folder stays below its limit; what was used last stays', async () => {
  const first = openPagePictures({ pdfium, cacheDir });
  const ask = (page: number) => ({ path, sha256, page, width: 300 });
  await first.render(ask(1));
  const size = statSync(join(cacheDir, readdirSync(cacheDir)[0]!)).size;
  const maxBytes = Math.floor(size * 5.5);
  const pictures = openPagePictures({ pdfium, cacheDir, maxBytes });
  for (let page = 2; page <= 12; page++) {
    await pictures.render(ask(page));
    await pictures.render(ask(1));
  }
  const kept = readdirSync(cacheDir);
  const bytes = kept.reduce((sum, name) => sum + statSync(join(cacheDir, name)).size, 0);
  expect(bytes).toBeLessThanOrEqual(maxBytes);
  expect(kept).toContain(`${sha256}-1-300.jpg`);
  expect(kept).toContain(`${sha256}-12-300.jpg`);
  expect(drawn).toBe(12);
});

test('what a crash left half written is cleared away', async () => {
  const pictures = openPagePictures({ pdfium, cacheDir });
  await pictures.render({ path, sha256, page: 1, width: 100 });
  writeFileSync(join(cacheDir, '.half.part'), 'x');
  await openPagePictures({ pdfium, cacheDir }).render({ path, sha256, page: 1, width: 100 });
  expect(readdirSync(cacheDir)).toEqual([`${sha256}-1-100.jpg`]);
});
