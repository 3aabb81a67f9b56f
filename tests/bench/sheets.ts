/**
 * Disposition sheets printed by the core, filled in with varied pens and marks, worn and scanned, and
 * read back: every sheet finds its letter, and no box is read wrong without being called unsure.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { type Core, openCore } from '../../electron/core/core.ts';
import { sheetGeometry } from '../../electron/core/dispositions/sheet.ts';
import { sheetData } from '../../electron/core/dispositions/sheet-of.ts';
import { withoutAlpha } from '../../electron/core/dispositions/reading/load-pages.ts';
import { openPdfium, type Pdfium } from '../../electron/core/pages/pdfium.ts';
import { readSheetFonts } from '../../electron/core/printing/fonts.ts';
import type { ReadSheet } from '../../shared/contract/sheet-reading.ts';
import { SheetData, type SheetGeometry, type SheetSize } from '../../shared/contract/sheets.ts';
import { between, type Page, pick, type Random, randomFrom, scanOf, someWear } from './degrade.ts';
import { type Filled, fillIn } from './pen-marks.ts';

const RESOURCES = path.resolve(import.meta.dirname, '../../resources');
const LEAST_RIGHT = 0.995;
/** In a few sheets one box that is asked about weighs too much, and a test machine has other work. */
const FEW = { sheets: 50, leastRight: 0.97 };
const LEAST_A_MINUTE = 60;
const MOST_SKEW = 3;

export const short = ['2'];

interface Sheet {
  letter: string;
  geometry: SheetGeometry;
  filled: Filled;
  file: string;
}

export async function run([count = '200', seed = '2026']: string[]) {
  const folder = await mkdtemp(path.join(tmpdir(), 'lontar-bench-sheets-'));
  const core = await openCore({ home: path.join(folder, 'archive'), resources: RESOURCES });
  try {
    await core.call('office.found', { name: 'Sekretariat Daerah Kabupaten Sukamaju' });
    const sheets = await makeSheets(core, folder, Number(count), randomFrom(Number(seed)));
    return await measureReading(core, sheets);
  } finally {
    await core.close();
    await rm(folder, { recursive: true });
  }
}

async function measureReading(core: Core, sheets: readonly Sheet[]) {
  // Threads and fonts are there on a desk that has read a sheet before.
  await core.call('dispositions.readSheets', { files: [sheets[0]!.file] });
  const start = performance.now();
  const before = process.cpuUsage();
  const { sheets: read, refused } = await core.call('dispositions.readSheets', {
    files: sheets.map(({ file }) => file),
  });
  const seconds = (performance.now() - start) / 1000;
  const spent = process.cpuUsage(before);
  const byLetter = new Map(read.map((sheet) => [sheet.letter, sheet]));
  const found = sheets.filter(({ letter, file }) =>
    byLetter.get(letter)?.scans.some((scan) => scan.file === file),
  ).length;
  const boxes = sheets.flatMap((sheet) => boxesOf(sheet, byLetter.get(sheet.letter)));
  const count = (what: Box['read']) => boxes.filter((box) => box.read === what).length;
  const right = count('right') / boxes.length;
  const few = sheets.length < FEW.sheets;
  const leastRight = few ? FEW.leastRight : LEAST_RIGHT;
  const perMinute = Math.round((sheets.length / seconds) * 60);
  return {
    bench: 'sheets',
    sheets: sheets.length,
    processors: availableParallelism(),
    found: { count: found, limit: sheets.length },
    boxes: boxes.length,
    rightPercent: { value: Math.round(right * 1e4) / 100, limit: leastRight * 100 },
    unsure: count('unsure'),
    wrong: { count: count('wrong'), limit: 0 },
    perMinute: { value: perMinute, limit: LEAST_A_MINUTE },
    /** Of one processor: what a busy machine does not change. */
    processorSecondsPerSheet: Math.round((spent.user + spent.system) / sheets.length / 1e4) / 100,
    refused: refused.map(({ error }) => error.code),
    not: tally(boxes),
    ok:
      found === sheets.length &&
      right >= leastRight &&
      count('wrong') === 0 &&
      (few || perMinute >= LEAST_A_MINUTE),
  };
}

interface Box {
  drawn: string;
  read: 'right' | 'unsure' | 'wrong';
  where: string;
}

function boxesOf({ geometry, filled, file }: Sheet, read: ReadSheet | undefined): Box[] {
  return geometry.boxes.flatMap(({ group, key }): Box[] => {
    if (group !== 'position' && group !== 'instruction') return [];
    const drawn = filled.drawn[key] ?? 'nothing';
    const where = `${key} of ${path.basename(file)}`;
    if (!read) return [{ drawn, where, read: 'wrong' }];
    const meant = (group === 'position' ? filled.to : filled.instructions).includes(key);
    const ticked = (group === 'position' ? read.to : read.instructions).includes(key);
    const asked = read.unsure.some((box) => box.group === group && box.key === key);
    return [{ drawn, where, read: asked ? 'unsure' : meant === ticked ? 'right' : 'wrong' }];
  });
}

/** What was not read right, by what had been drawn. */
function tally(boxes: readonly Box[]): Record<string, number> {
  const out: Record<string, number> = {};
  for (const { drawn, read, where } of boxes) {
    if (read === 'right') continue;
    const name = read === 'wrong' ? `wrong: ${drawn}, ${where}` : `${read}: ${drawn}`;
    out[name] = (out[name] ?? 0) + 1;
  }
  return out;
}

async function makeSheets(core: Core, folder: string, count: number, random: Random) {
  const scans = path.join(folder, 'scans');
  await mkdir(scans);
  const fonts = await readSheetFonts(RESOURCES);
  const office = (await core.call('office.get', {}))!;
  const pdfium = openPdfium();
  const sheets: Sheet[] = [];
  for (let at = 0; at < count; at++) {
    const letter = await core.call('letters.register', { fields: fields(random, at) });
    const size: SheetSize = at % 4 === 3 ? 'A5' : 'A4';
    const { path: pdf } = await core.call('dispositions.sheet', { letter: letter.id, size });
    const data = SheetData.parse(sheetData(letter, office));
    const geometry = await sheetGeometry(data, { size, fonts });
    const dpi = pick(random, [150, 200, 240, 300]);
    const filled = fillIn(random, geometry);
    const page = await withPen(await printedPage(pdfium, pdf, geometry, dpi), geometry, filled);
    const worn = someWear(random, { skew: MOST_SKEW, turned: true });
    const wear = { ...worn, mode: worn.mode === 'lineart' ? ('gray' as const) : worn.mode };
    const { bytes, type } = await scanOf(page, wear, random, dpi);
    const file = path.join(scans, `${String(at).padStart(4, '0')}.${type}`);
    await writeFile(file, bytes);
    sheets.push({ letter: letter.id, geometry, filled, file });
  }
  await pdfium.close();
  return sheets;
}

const SENDERS = ['Badan Perencanaan Pembangunan Daerah', 'Dinas Kesehatan', 'PT Tirta Sukamaju'];
const SUBJECTS = [
  'Undangan rapat koordinasi',
  'Permohonan izin penggunaan aula pada hari Kamis tanggal 13 Juni 2024 pukul 09.00',
  'Penyampaian laporan realisasi anggaran triwulan kedua dan permintaan data dukung dari tiap bagian',
];

function fields(random: Random, at: number) {
  return {
    sender: pick(random, SENDERS),
    number: `${Math.floor(between(random, 1, 999))}/${at}/2026`,
    date: '2026-06-13',
    subject: pick(random, SUBJECTS),
  };
}

async function printedPage(
  pdfium: Pdfium,
  pdf: string,
  geometry: SheetGeometry,
  dpi: number,
): Promise<Page> {
  const width = Math.round((geometry.width / 25.4) * dpi);
  const picture = await pdfium.run({ kind: 'render', path: pdf, page: 1, width });
  const { data } = withoutAlpha(picture);
  return { width: picture.width, height: picture.height, data: Buffer.from(data) };
}

async function withPen(page: Page, geometry: SheetGeometry, { svg }: Filled): Promise<Page> {
  const { width, height } = page;
  const view = `viewBox="0 0 ${geometry.width} ${geometry.height}" preserveAspectRatio="none"`;
  const input = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ${view}>${svg}</svg>`,
  );
  const data = await sharp(page.data, { raw: { width, height, channels: 3 } })
    .composite([{ input }])
    .removeAlpha()
    .raw()
    .toBuffer();
  return { width, height, data };
}
