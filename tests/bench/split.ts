/**
 * A pile of letters with printed separator sheets between them, each page askew, turned, stained and
 * noisy as feeders make them: every separator found, no page lost, none in the wrong letter.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { openPdfium } from '../../electron/core/pages/pdfium.ts';
import { drawSeparators } from '../../electron/core/scanning/separators/draw-separators.ts';
import type { Separator } from '../../electron/core/scanning/separators/judge.ts';
import { findSeparator } from '../../electron/core/scanning/separators/find-separator.ts';
import { divide } from '../../shared/domain/batch/documents.ts';
import type { Batch } from '../../shared/domain/batch/state.ts';
import { between, type Page, pick, type Random, randomFrom, scanOf, someWear } from './degrade.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** The sample scans where there are some, else the tests' own small ones. */
const LETTERS = [
  path.resolve(root, '../shared/letters'),
  path.join(root, 'tests/fixtures/letters'),
].find(existsSync)!;
const BOOKS = [null, { key: 'masuk', title: 'Surat Masuk' }, { key: 'rahasia', title: 'Rahasia' }];
const MOST_MS = 60;

export const short = ['2'];

interface PilePage {
  path: string;
  /** A separator's book, or the letter that the page belongs to. */
  is: { book: string | null } | { letter: number };
}

export async function run([count = '100']: string[]) {
  const folder = await mkdtemp(path.join(tmpdir(), 'lontar-bench-split-'));
  try {
    const random = randomFrom(2026);
    const pile = await makePile(folder, Number(count), random);
    return await measurePile(pile, Number(count));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measurePile(pile: readonly PilePage[], letters: number) {
  await findSeparator(pile[0]!.path);
  const asScanned = await timesOf(await letterFiles());
  const times: number[] = [];
  const wrong: string[] = [];
  const all: (Separator | null)[] = [];
  let missed = 0;
  let falseAlarms = 0;
  for (const { path: file, is } of pile) {
    const start = performance.now();
    const seen = await findSeparator(file);
    times.push(performance.now() - start);
    all.push(seen);
    if ('book' in is) {
      const known = seen?.kind === 'separator' && seen.code === 'lontar' && seen.book === is.book;
      if (!known) missed += 1;
      if (!known) wrong.push(`${path.basename(file)}: ${JSON.stringify(seen)}`);
    } else if (seen !== null) {
      falseAlarms += 1;
      wrong.push(`${path.basename(file)}: ${JSON.stringify(seen)}`);
    }
  }
  const found = divide(batchOf(all)).parts.map(({ pages }) => pages.map((page) => page - 1));
  const misplaced = pile.filter(({ is }, index) =>
    'letter' in is ? !found[is.letter]?.includes(index) : false,
  ).length;
  const lost = pile.filter(({ is }) => 'letter' in is).length - found.flat().length;
  const ms = median(asScanned);
  const separators = pile.filter(({ is }) => 'book' in is).length;
  return {
    bench: 'split',
    letters,
    pages: pile.length,
    separators,
    missed: { count: missed, limit: 0 },
    falseAlarms: { count: falseAlarms, limit: 0 },
    lost: { count: lost, limit: 0 },
    misplaced: { count: misplaced, limit: 0 },
    /** A page of the sample letters as it was scanned; and of the pile, whose grain costs decoding. */
    ms: { median: ms, limit: MOST_MS },
    pileMs: { median: median(times) },
    wrong: wrong.slice(0, 10),
    // A short run is a test's: the machine has other work.
    ok: missed + falseAlarms + lost + misplaced === 0 && (letters < 50 || ms <= MOST_MS),
  };
}

/** As much of a batch as dividing it looks at. */
function batchOf(seen: readonly (Separator | null)[]): Batch {
  const pages = seen.map((_, index) => ({
    place: String(index).padStart(6, '0'),
    picture: index + 1,
    deleted: false,
    boundary: 'auto',
    separator: null,
    book: null,
    blankAccepted: false,
    made: null,
  }));
  const pictures = seen.map((separator) => ({ side: null, findings: { blank: false, separator } }));
  const settings = { splitting: { by: 'separators' } };
  return { settings, pages, pictures } as unknown as Batch;
}

const letterFiles = async () =>
  (await readdir(LETTERS))
    .filter((name) => name.endsWith('.jpg'))
    .sort()
    .map((name) => path.join(LETTERS, name));

async function timesOf(files: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const file of files) {
    const start = performance.now();
    if (await findSeparator(file)) throw new Error(`${file} is taken for a separator`);
    times.push(performance.now() - start);
  }
  return times;
}

const median = (values: readonly number[]): number =>
  Math.round(values.toSorted((a, b) => a - b)[values.length >> 1]! * 10) / 10;

/** Before each letter its separator; a letter has one page or two. */
async function makePile(folder: string, letters: number, random: Random): Promise<PilePage[]> {
  const names = await letterFiles();
  const sheets = await printedSheets(folder);
  const pile: PilePage[] = [];
  const add = async (page: Page, dpi: number, is: PilePage['is']) => {
    const wear = someWear(random, { skew: 5, turned: true });
    const { bytes, type } = await scanOf(page, wear, random, dpi);
    const kind = 'book' in is ? 'separator' : 'letter';
    const file = path.join(folder, `${String(pile.length).padStart(4, '0')}-${kind}.${type}`);
    await writeFile(file, bytes);
    pile.push({ path: file, is });
  };
  for (let letter = 0; letter < letters; letter++) {
    const dpi = pick(random, [150, 200, 300]);
    const sheet = pick(random, sheets);
    await add(await scaled(sheet.png, dpi), dpi, { book: sheet.book });
    const pages = Math.floor(between(random, 1, 2.9));
    for (let page = 0; page < pages; page++) {
      const file = await readFile(pick(random, names));
      await add(await scaled(file, dpi), dpi, { letter });
    }
  }
  return pile;
}

async function printedSheets(folder: string) {
  const face = (name: string) => readFile(path.join(root, 'resources/fonts', `${name}.ttf`));
  const fonts = {
    regular: await face('LontarSans-Regular'),
    semiBold: await face('LontarSans-SemiBold'),
  };
  const pdfium = openPdfium();
  const out = [];
  for (const book of BOOKS) {
    const pdf = path.join(folder, `${book?.key ?? 'plain'}.pdf`);
    await writeFile(pdf, await drawSeparators({ book, copies: 1 }, fonts));
    const drawn = await pdfium.run({ kind: 'render', path: pdf, page: 1, width: 2480 });
    const raw = { width: drawn.width, height: drawn.height, channels: 4 as const };
    const png = await sharp(drawn.pixels, { raw }).removeAlpha().png().toBuffer();
    out.push({ book: book?.key ?? null, png });
  }
  await pdfium.close();
  return out;
}

async function scaled(file: Buffer, dpi: number): Promise<Page> {
  const { data, info } = await sharp(file)
    .resize({ width: Math.round(8.27 * dpi) })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}
