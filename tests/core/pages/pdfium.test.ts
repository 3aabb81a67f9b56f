import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { degrees, PDFDocument, rgb } from 'pdf-lib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inspectPdf } from '../../../electron/core/pages/inspect-pdf.ts';
import { openPdfium, type Pdfium } from '../../../electron/core/pages/pdfium.ts';

let folder: string;
const open: Pdfium[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lontar-pages-'));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((pdfium) => pdfium.close()));
  rmSync(folder, { recursive: true, force: true });
});

function start(options: Parameters<typeof openPdfium>[0] = {}): Pdfium {
  const pdfium = openPdfium(options);
  open.push(pdfium);
  return pdfium;
}

function put(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function letter(): Promise<string> {
  const document = await PDFDocument.create();
  document.addPage([595.28, 841.89]).drawRectangle({
    x: 0,
    y: 741.89,
    width: 100,
    height: 100,
    color: rgb(1, 0, 0),
  });
  const turned = document.addPage([595.28, 841.89]);
  turned.setRotation(degrees(90));
  turned.setCropBox(0, 0, 283.46, 283.46 * 2);
  return put('letter.pdf', await document.save());
}

test('pages and their sizes in millimetres, as a viewer shows them', async () => {
  const facts = await inspectPdf(await letter(), { pdfium: start() });
  expect(facts).toMatchObject({ pages: 2, encrypted: false, signatures: 0, repaired: false });
  const sizes = facts.sizes.map(({ width, height }) => [Math.round(width), Math.round(height)]);
  expect(sizes).toEqual([
    [210, 297],
    [200, 100],
  ]);
});

test('encrypted without a password, and repaired, are told', async () => {
  const document = await PDFDocument.create();
  document.addPage();
  await document.encrypt({ ownerPassword: 'pemilik' });
  const pdfium = start();
  const locked = put('owner.pdf', await document.save());
  expect(await inspectPdf(locked, { pdfium })).toMatchObject({ pages: 1, encrypted: true });
  const plain = await PDFDocument.create();
  plain.addPage();
  const text = Buffer.from(await plain.save({ useObjectStreams: false })).toString('latin1');
  const broken = put(
    'broken.pdf',
    Buffer.from(text.replace(/startxref\n\d+/, 'startxref\n7'), 'latin1'),
  );
  expect(await inspectPdf(broken, { pdfium })).toMatchObject({ pages: 1, repaired: true });
});

test('a page is drawn upright, at the width asked for', async () => {
  const pdfium = start();
  const path = await letter();
  const drawn = await pdfium.run({ kind: 'render', path, page: 1, width: 210 });
  expect(drawn).toMatchObject({ width: 210, height: 297 });
  const pixel = (x: number, y: number) => [
    ...drawn.pixels.subarray((y * 210 + x) * 4).subarray(0, 3),
  ];
  expect(pixel(5, 5)).toEqual([255, 0, 0]);
  expect(pixel(200, 290)).toEqual([255, 255, 255]);
  await expect(pdfium.run({ kind: 'render', path, page: 3, width: 210 })).rejects.toMatchObject({
    code: 'pdf.page',
  });
});

test('a file that changes under its name is read anew', async () => {
  const pdfium = start();
  const path = await letter();
  expect((await inspectPdf(path, { pdfium })).pages).toBe(2);
  const other = await PDFDocument.create();
  other.addPage();
  writeFileSync(path, await other.save());
  expect((await inspectPdf(path, { pdfium })).pages).toBe(1);
});

test('hostile files are refused by code, and the next letter opens', async () => {
  const pdfium = start();
  const deep = `%PDF-1.4\n1 0 obj\n${'<</A '.repeat(200_000)}`;
  const loop =
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>endobj trailer<</Root 1 0 R>>';
  const files = ['', 'x', '%PDF-1.7', deep, loop, `%PDF-1.4\n${'xref\n0 9999999999\n'.repeat(9)}`];
  for (const [at, text] of files.entries()) {
    const outcome = await inspectPdf(put(`${at}.pdf`, text), { pdfium }).catch(({ code }) => code);
    expect(outcome, text.slice(0, 40)).toBe('pdf.damaged');
  }
  await expect(inspectPdf(join(folder, 'none.pdf'), { pdfium })).rejects.toMatchObject({
    code: 'file.missing',
  });
  expect((await inspectPdf(await letter(), { pdfium })).pages).toBe(2);
});

describe('a worker', () => {
  // What makes PDFium abort or spin changes with its version; the thread around it can be told to.
  const program = `
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ id, job }) => {
      if (job.path === 'spin') for (;;) {}
      if (job.path === 'exit') process.exit(7);
      if (job.path === 'throw') throw new Error('wasm');
      parentPort.postMessage({ id, answer: { kind: 'inspect', pages: 1, sizes: [] } });
    });`;

  test('that spins, exits or throws costs one job and is replaced', async () => {
    const worker = pathToFileURL(put('worker.mjs', program));
    const pdfium = start({ worker, workers: 1, timeLimitMs: 500 });
    const ask = (path: string) => pdfium.run({ kind: 'inspect', path, mostSizes: 1 });
    const codes = await Promise.all(
      ['spin', 'good', 'exit', 'good', 'throw', 'good'].map((path) =>
        ask(path).then(
          ({ pages }) => pages,
          ({ code }) => code,
        ),
      ),
    );
    expect(codes).toEqual(['pdf.too-slow', 1, 'pdf.damaged', 1, 'pdf.damaged', 1]);
  });

  test('is not asked what was cancelled meanwhile; closing ends what waits', async () => {
    const worker = pathToFileURL(put('worker.mjs', program));
    const pdfium = start({ worker, workers: 1 });
    const stop = new AbortController();
    const busy = pdfium.run({ kind: 'inspect', path: 'spin', mostSizes: 1 });
    const waiting = pdfium.run(
      { kind: 'inspect', path: 'good', mostSizes: 1 },
      { signal: stop.signal },
    );
    const both = Promise.allSettled([busy, waiting]);
    await pdfium.close();
    for (const end of await both) expect(end).toMatchObject({ reason: { code: 'pdf.closed' } });
    const again = start({ worker, workers: 1 });
    await expect(
      again.run({ kind: 'inspect', path: 'good', mostSizes: 1 }, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'scanning.cancelled' });
  });
});
