/**
 * Reading: pages a minute against as many `tesseract` processes as there are cores, run by hand with
 * one thread each on the same pages, and against `ocrmypdf` from PDF to PDF; the bundled engine; how
 * long the first page of a letter takes; and what coloured seals over print cost. Prints one JSON line.
 *
 *   node tests/bench/ocr.ts --json [--letters DIR] [--pages N]
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { openCore } from '../../electron/core/core.ts';
import { closeReading, readFilePages } from '../../electron/core/reading/read-file.ts';
import { bundledEngine } from '../../electron/core/reading/tesseract-js/bundled-engine.ts';
import type { Engine } from '../../electron/core/reading/read-picture.ts';
import { openEngine } from '../../electron/core/reading/engine.ts';
import { closeCommonPdfium } from '../../electron/core/pages/pdfium.ts';
import type { ReadWord } from '../../shared/contract/reading.ts';
import { type Ink, INKS, sealed, wordError } from './sealed-page.ts';

const resources = join(import.meta.dirname, '../../resources');
const LETTERS = join(import.meta.dirname, '../../../shared/letters');
const FIXTURES = join(import.meta.dirname, '../fixtures/letters');
const CORES = availableParallelism();
const execute = promisify(execFile);
/** Not the noise that a reader makes of a signature. */
const SURE = 0.8;
/** What letters are scanned at. */
const DPI = 300;

const ALL = { rounds: 2, inks: INKS.length };
const FEW: Extent = { rounds: 1, inks: 1 };
type Extent = typeof ALL;

export const short = ['--letters', FIXTURES, '--pages', '1'];

export async function run(args: string[]) {
  const { values } = parseArgs({
    args,
    options: { letters: { type: 'string', default: LETTERS }, pages: { type: 'string' } },
  });
  const dir = mkdtempSync(join(tmpdir(), 'lontar-bench-ocr-'));
  try {
    const names = readdirSync(values.letters).filter((name) => name.endsWith('.jpg'));
    const pages: string[] = [];
    for (const name of names.slice(0, Number(values.pages ?? 8))) {
      pages.push(await atScannersDots(join(values.letters, name), dir));
    }
    const little = values.pages !== undefined;
    const figures = await benchIn(dir, pages, little ? FEW : ALL);
    // Some pages are a look at whether it runs: their figures are told, not judged.
    return { ...figures, ok: figures.ok || little };
  } finally {
    await closeReading();
    await closeCommonPdfium();
    rmSync(dir, { recursive: true });
  }
}

async function benchIn(dir: string, pages: string[], { rounds, inks }: Extent) {
  const pdf = join(dir, 'letters.pdf');
  await scanTo(pdf, pages);
  const minute = (ms: number) => rounded((pages.length * 60_000) / ms);
  const native = await openEngine();
  if (native.name !== 'tesseract') throw new Error('this machine has no tesseract');
  // The core's threads are warm in a day's work.
  await read(pages[0]!, native);
  // The same work twice, in turns: whatever else the machine does meets both.
  const [own, byHand]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    own.push(await timed(() => read(pdf, native)));
    byHand.push(await timed(() => readByHand(pages)));
  }
  const whole = await timed(() => readInArchive(dir, pdf));
  const ocrmypdf = await timed(() => readByOcrmypdf(pdf, join(dir, 'out.pdf')));
  const engine = bundledEngine();
  // Its start is not its pace.
  await read(pages[0]!, engine);
  const bundled = await timed(() => read(pdf, engine));
  await engine.close();
  const first = await firstPage(dir, pages[0]!);
  const seals = await sealFigures(dir, pages.slice(0, 4), INKS.slice(0, inks), native);
  const ratios = {
    toByHand: { ratio: rounded(Math.min(...byHand) / Math.min(...own)), limit: 0.95 },
    toOcrmypdf: { ratio: rounded(ocrmypdf / whole), limit: 3.5 },
    bundledToByHand: { ratio: rounded(Math.min(...byHand) / bundled), limit: 0.4 },
  };
  return {
    bench: 'ocr',
    cores: CORES,
    pages: pages.length,
    pagesAMinute: {
      native: minute(Math.min(...own)),
      byHand: minute(Math.min(...byHand)),
      archive: minute(whole),
      ocrmypdf: minute(ocrmypdf),
      bundled: minute(bundled),
    },
    ...ratios,
    firstPageMs: { ms: rounded(first), limit: 4_000 },
    wordErrorUnderSeals: { ...seals, limit: 0.01 },
    ok:
      Object.values(ratios).every(({ ratio, limit }) => ratio >= limit) &&
      first <= 4_000 &&
      seals.mean <= 0.01,
  };
}

/** A page as a desk's scanner gives it; the fixtures are smaller than that. */
async function atScannersDots(path: string, dir: string): Promise<string> {
  const { width, density } = await sharp(path).metadata();
  if (density === undefined || density >= DPI) return path;
  const larger = join(dir, basename(path));
  const scale = Math.round((width * DPI) / density);
  await sharp(path).resize(scale).withMetadata({ density: DPI }).jpeg().toFile(larger);
  return larger;
}

/** As a scanner would: each picture on a page of its own. */
async function scanTo(path: string, pages: string[]): Promise<void> {
  const document = await PDFDocument.create();
  for (const page of pages) {
    const image = await document.embedJpg(readFileSync(page));
    const size = { width: 595.28, height: (595.28 * image.height) / image.width };
    document.addPage([size.width, size.height]).drawImage(image, { x: 0, y: 0, ...size });
  }
  writeFileSync(path, await document.save());
}

async function read(path: string, engine: Engine): Promise<ReadWord[]> {
  const words: ReadWord[] = [];
  for await (const page of readFilePages(path, { engine })) words.push(...page.words);
  return words;
}

async function readByHand(pages: string[]): Promise<void> {
  const left = [...pages];
  const env = { ...process.env, OMP_THREAD_LIMIT: '1' };
  const one = async () => {
    for (let page = left.shift(); page; page = left.shift()) {
      await execute('tesseract', [page, 'stdout', '-l', 'ind+eng', '--dpi', `${DPI}`, 'tsv'], {
        env,
      });
    }
  };
  await Promise.all(Array.from({ length: CORES }, one));
}

/** From a file to a PDF that can be searched: taken in, read in the background, stamped, exported. */
async function readInArchive(dir: string, pdf: string): Promise<void> {
  const core = await openCore({ home: join(dir, 'archive'), resources });
  try {
    await core.call('office.found', { name: 'Sekretariat Daerah' });
    const { documents } = await core.call('scanning.import', { files: [pdf] });
    const fields = { number: null, sender: 'Pengirim', subject: 'Perihal' };
    const { id } = await core.call('letters.register', { fields, document: documents[0]! });
    await core.call('reading.read', {});
    const out = join(dir, 'exported.pdf');
    await core.call('letters.export', { letter: id, what: 'stamped', out });
    const text = execFileSync('pdftotext', [out, '-'], { encoding: 'utf8' });
    if (text.split(/\s+/).length < 50) throw new Error('no words in the exported file');
  } finally {
    await core.close();
  }
}

async function readByOcrmypdf(pdf: string, out: string): Promise<void> {
  const args = ['-l', 'ind+eng', '--jobs', String(CORES), '--output-type', 'pdf', pdf, out];
  await execute('ocrmypdf', args, { maxBuffer: 1 << 26 });
}

/** From the moment that a letter is taken in until its first page's words are there. */
async function firstPage(dir: string, page: string): Promise<number> {
  const core = await openCore({ home: join(dir, 'first'), resources, reads: true });
  try {
    // Another letter was read before: the desk is warm, as in a day's work.
    await core.call('scanning.import', { files: [join(FIXTURES, 's07-perusahaan-1.jpg')] });
    await core.call('reading.read', {});
    const start = performance.now();
    const { documents } = await core.call('scanning.import', { files: [page] });
    const { sha256 } = documents[0]!;
    await core.call('reading.first', { sha256 });
    while ((await core.call('reading.of', { sha256 }))?.left !== 0) {
      await new Promise((wait) => setTimeout(wait, 10));
    }
    return performance.now() - start;
  } finally {
    await core.close();
  }
}

async function sealFigures(dir: string, pages: string[], inks: readonly Ink[], engine: Engine) {
  const errors: Record<string, number[]> = {};
  const path = join(dir, 'sealed.jpg');
  for (const page of pages) {
    const truth = (await read(page, engine)).filter(({ confidence }) => confidence >= SURE);
    for (const ink of inks) {
      writeFileSync(path, await sealed(page, ink));
      const seen = await read(path, engine);
      const error = wordError(textsOf(truth), textsOf(seen));
      (errors[ink.name] ??= []).push(error);
    }
  }
  const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  const byInk = Object.entries(errors).map(([ink, all]) => [ink, rounded(mean(all))]);
  return { mean: rounded(mean(Object.values(errors).flat())), byInk: Object.fromEntries(byInk) };
}

const textsOf = (words: ReadWord[]): string[] => words.map(({ text }) => text);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

if (import.meta.main) {
  console.log(JSON.stringify(await run(process.argv.slice(2).filter((arg) => arg !== '--json'))));
}
