import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { degrees, PDFDocument, PDFName, PDFStream, StandardFonts } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { closeCommonPdfium } from '../../../electron/core/pages/pdfium.ts';
import { closePictures } from '../../../electron/core/reading/picture.ts';
import { readFilePages } from '../../../electron/core/reading/read-file.ts';
import { ReadPage } from '../../../shared/contract/reading.ts';
import { letters } from '../../fixtures/letters/letters.ts';
import { temporaryFolder } from '../temporary-archive.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/letters');
const sample = join(fixtures, letters.fromAgency.file);

afterAll(async () => {
  await closePictures();
  await closeCommonPdfium();
});

async function read(path: string, options: { signal?: AbortSignal } = {}): Promise<ReadPage[]> {
  const pages: ReadPage[] = [];
  for await (const page of readFilePages(path, options)) pages.push(ReadPage.parse(page));
  return pages;
}

async function written(make: (document: PDFDocument) => Promise<void>): Promise<string> {
  const document = await PDFDocument.create();
  await make(document);
  const path = join(temporaryFolder(), 'letter.pdf');
  writeFileSync(path, await document.save());
  return path;
}

const LINES = [
  'PEMERINTAH KOTA BALIKPAPAN',
  'Nomor : 005/12/SETDA/2024',
  'Undangan rapat koordinasi',
];

async function addLetter(document: PDFDocument, turn = 0): Promise<void> {
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([595.28, 841.89]);
  page.setRotation(degrees(turn));
  for (const [at, line] of LINES.entries()) {
    page.drawText(line, { x: 72, y: 770 - at * 40, size: 12, font });
  }
}

describe('readFilePages', () => {
  test('reads a picture: its words stand where the paper has them, in millimetres', async () => {
    const [page] = await read(sample);
    expect(page).toMatchObject({ page: 1, engine: 'tesseract' });
    expect(page!.width).toBeCloseTo(210, 0);
    expect(page!.text).toContain('900.2.9/3466/BAPPEDA');
    const number = page!.words.find(({ text }) => text === '900.2.9/3466/BAPPEDA')!;
    expect(number.confidence).toBeGreaterThan(0.5);
    expect(number.box.x).toBeGreaterThan(40);
    expect(number.box.x + number.box.width).toBeLessThan(130);
  });

  test('a scanned PDF is read as its picture is; pages come in order', async () => {
    const jpeg = await sharp(sample).jpeg({ quality: 85 }).toBuffer();
    const path = await written(async (document) => {
      await addLetter(document);
      const image = await document.embedJpg(jpeg);
      document
        .addPage([595.28, 841.89])
        .drawImage(image, { x: 0, y: 0, width: 595.28, height: 841.89 });
    });
    const pages = await read(path);
    expect(pages.map(({ page, engine }) => [page, engine])).toEqual([
      [1, 'pdf'],
      [2, 'tesseract'],
    ]);
    expect(pages[1]!.text).toContain('900.2.9/3466/BAPPEDA');
  });

  test('a scan that is kept as a negative is read as a viewer shows it', async () => {
    const negative = await sharp(sample).negate().jpeg({ quality: 85 }).toBuffer();
    const path = await written(async (document) => {
      const image = await document.embedJpg(negative);
      await image.embed();
      const stream = document.context.lookup(image.ref, PDFStream);
      const { channels } = await sharp(negative).metadata();
      stream.dict.set(
        PDFName.of('Decode'),
        document.context.obj(Array.from({ length: channels }, () => [1, 0]).flat()),
      );
      document
        .addPage([595.28, 841.89])
        .drawImage(image, { x: 0, y: 0, width: 595.28, height: 841.89 });
    });
    const [page] = await read(path);
    expect(page!.text).toContain('900.2.9/3466/BAPPEDA');
  });

  test('what is noted over a scan is read with it', async () => {
    const jpeg = await sharp(sample).jpeg({ quality: 85 }).toBuffer();
    const path = await written(async (document) => {
      const image = await document.embedJpg(jpeg);
      const page = document.addPage([595.28, 841.89]);
      page.drawImage(image, { x: 0, y: 0, width: 595.28, height: 841.89 });
      page.drawText('DITERIMA', { x: 60, y: 20, size: 16 });
    });
    const [page] = await read(path);
    expect(page!.text).toContain('DITERIMA');
    expect(page!.text).toContain('900.2.9/3466/BAPPEDA');
  });

  test('a page that lies on its head is read as if it stood, its boxes where they are seen', async () => {
    const path = join(temporaryFolder(), 'turned.jpg');
    await sharp(sample).rotate(180).withMetadata({ density: 150 }).toFile(path);
    const [page] = await read(path);
    expect(page!.turn).toBe(180);
    expect(page!.text).toContain('900.2.9/3466/BAPPEDA');
    const number = page!.words.find(({ text }) => text === '900.2.9/3466/BAPPEDA')!;
    expect(number.box.x).toBeGreaterThan(80);
    expect(number.box.y).toBeGreaterThan(200);
  });

  test('a born-digital PDF gives its own words, whichever way the page is turned', async () => {
    const upright = (await read(await written((document) => addLetter(document))))[0]!;
    expect(upright).toMatchObject({ engine: 'pdf' });
    expect(upright.text.split(/\n+/)).toEqual(LINES);
    expect(upright.words[0]).toMatchObject({ text: 'PEMERINTAH', line: 0, confidence: 1 });
    expect(upright.words[0]!.box.x).toBeCloseTo(25.4, 0);
    expect(upright.words[0]!.box.y + upright.words[0]!.box.height).toBeCloseTo(25.4, 0);
    const turned = (await read(await written((document) => addLetter(document, 90))))[0]!;
    expect(turned.turn).toBe(270);
    expect(turned.text).toBe(upright.text);
    expect(turned.width).toBeCloseTo(297, 0);
    expect(turned.words[0]!.box.x).toBeCloseTo(297 - 25.4, 0);
    expect(turned.words[0]!.box.y).toBeCloseTo(25.4, 0);
  });

  test('stops when it is told to', async () => {
    const controller = new AbortController();
    const reading = read(sample, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
  });

  test('a file that is no letter is refused by its code', async () => {
    const path = join(temporaryFolder(), 'letter.jpg');
    expect(existsSync(path)).toBe(false);
    await expect(read(path)).rejects.toThrow('file.missing');
    writeFileSync(path, 'not a picture');
    await expect(read(path)).rejects.toThrow('file.type');
  });
});
