/** Stamps and checks one file after the other, as told by the parent process. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { LontarError } from '../../shared/contract/error.ts';
import type { StampKind } from '../../shared/contract/stamp-place.ts';
import type { StampBox } from '../../shared/contract/stamping.ts';
import { stampsByThemselves } from '../../electron/core/stamping/by-itself.ts';
import type { Stamp } from '../../electron/core/stamping/plan.ts';
import { builtInStamps } from '../../electron/core/stamping/templates.ts';
import {
  loadStampFonts,
  stampFile,
  type Stamped,
  type StampFonts,
} from '../../electron/core/stamping/stamp.ts';
import { stampData } from '../fixtures/stamping/stamp-data.ts';

export interface CorpusJob {
  file: string;
  input: string;
  output: string;
}
export interface CorpusOutcome {
  file: string;
  state: 'unopened' | 'stamped' | 'refused' | 'wrong' | 'crashed';
  why?: string;
  method?: string;
  ms?: number;
  inputChanged?: boolean;
  qpdfWorse?: boolean;
}

const run = promisify(execFile);
const OFFICE = 'Dinas Komunikasi & Informatika Kota Ma’rifah – “Pusat” é ñ';
const DATA = stampData(OFFICE);
const squeeze = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

interface Seen {
  width: number;
  height: number;
  pixels: Uint8Array;
  text: string;
  /** Of the page shown, in the page's units. */
  points: number;
}

let library: PDFiumLibrary;

/** Page 1, its longer side 2,400 pixels, with its text; a word for why it can't be seen. */
async function look(bytes: Uint8Array): Promise<Seen | string> {
  let document;
  try {
    document = await library.loadDocument(bytes);
  } catch (error) {
    return String((error as Error).message);
  }
  try {
    if (document.getPageCount() < 1) return 'no pages';
    const page = document.getPage(0);
    const text = page.getText();
    const { originalWidth, originalHeight } = page.getOriginalSize();
    const scale = 2400 / Math.max(originalWidth, originalHeight);
    const size = (points: number) => Math.max(1, Math.round(points * scale));
    const drawn = await page.render({
      width: size(originalWidth),
      height: size(originalHeight),
      render: (options) => Promise.resolve(options.data),
    });
    const { width, height, data } = drawn;
    return { width, height, pixels: data, text, points: originalWidth };
  } catch (error) {
    return `page 1: ${String((error as Error).message)}`;
  } finally {
    document.destroy();
  }
}

/** The stamp's dark band and white plate are where the stamp says it stands. */
function visible(seen: Seen, kind: StampKind, box: StampBox, unit: number): boolean {
  const perMm = (72 / 25.4 / unit) * (seen.width / seen.points);
  const [x, y, w, h] = [box.x * perMm, box.y * perMm, box.width * perMm, box.height * perMm];
  const head = kind === 'received' ? (w * 13) / 175.7 : (w * 14) / 241;
  const band = count(seen, [x + 1, y + 1, w - 2, head - 2], isInk);
  const plate = count(seen, [x + 1, y + head * 1.2, w - 2, h - head * 1.2 - 2], isWhite);
  return band > 0.5 && plate > 0.5;
}

function count(
  { width, height, pixels }: Seen,
  [x, y, w, h]: [number, number, number, number],
  is: (r: number, g: number, b: number) => boolean,
): number {
  let [hits, all] = [0, 0];
  for (let row = Math.max(0, Math.floor(y)); row < Math.min(height, y + Math.max(1, h)); row++) {
    for (let col = Math.max(0, Math.floor(x)); col < Math.min(width, x + w); col++) {
      const at = (row * width + col) * 4;
      all++;
      if (is(pixels[at]!, pixels[at + 1]!, pixels[at + 2]!)) hits++;
    }
  }
  return all === 0 ? 0 : hits / all;
}
const isInk = (r: number, g: number, b: number) => r < 90 && g < 100 && b < 150 && b > r + 20;
const isWhite = (r: number, g: number, b: number) => r > 225 && g > 225 && b > 225;

let fonts: StampFonts;
let stamps: Stamp[];

async function check(job: CorpusJob): Promise<CorpusOutcome> {
  const { file, input, output } = job;
  const original = await readFile(input);
  const hash = createHash('sha256').update(original).digest('hex');
  await rm(output, { force: true });
  const start = performance.now();
  let stamped: Stamped | undefined;
  let refusal = '';
  try {
    stamped = await stampFile({ input, output, stamps, fonts });
  } catch (error) {
    refusal =
      error instanceof LontarError ? error.code : `not coded: ${String((error as Error).stack)}`;
  }
  const ms = performance.now() - start;
  const now = createHash('sha256')
    .update(await readFile(input))
    .digest('hex');
  const common = { file, ms, method: stamped?.method, inputChanged: now !== hash };
  const before = await look(original);
  if (typeof before === 'string' && !before.startsWith('page 1')) {
    return { ...common, state: 'unopened', why: stamped ? 'stamped all the same' : refusal };
  }
  if (!stamped)
    return {
      ...common,
      state: 'refused',
      why: `${refusal} (${String(typeof before === 'string' ? before : '')})`,
    };
  const bytes = await readFile(output);
  if (
    stamped.method === 'append' &&
    bytes.compare(original, 0, original.length, 0, original.length) !== 0
  ) {
    return { ...common, state: 'wrong', why: 'prefix differs' };
  }
  const why = await faults(bytes, job, stamped);
  const qpdfWorse = (await qpdf(output)) > (await qpdf(input));
  return { ...common, qpdfWorse, state: why ? 'wrong' : 'stamped', why };
}

async function faults(
  bytes: Uint8Array,
  { input, output }: CorpusJob,
  stamped: Stamped,
): Promise<string> {
  const after = await look(bytes);
  if (typeof after === 'string') return after;
  const out: string[] = [];
  if (!squeeze(after.text).includes(squeeze(OFFICE))) out.push('no text by PDFium');
  const poppler = await popplerText(output);
  // Only where poppler reads the original at all.
  if (!squeeze(poppler ?? '').includes(squeeze(OFFICE)) && (await popplerText(input)) !== null) {
    out.push('no text by poppler');
  }
  // Which page's unit it is can't be told from outside: one of those in the file.
  const units = [
    ...Buffer.from(bytes)
      .toString('latin1')
      .matchAll(/\/UserUnit ([\d.]+)/g),
  ];
  const scales = new Set([1, ...units.map(([, unit]) => Number(unit))]);
  for (const box of stamped.boxes) {
    const kind = box.stamp as StampKind;
    if (![...scales].some((unit) => visible(after, kind, box, unit)))
      out.push(`${kind} not visible`);
  }
  return out.join('; ');
}

async function popplerText(path: string): Promise<string | null> {
  const args = ['-l', '1', path, '-'];
  return run('pdftotext', args, { maxBuffer: 1 << 28 }).then(
    ({ stdout }) => stdout,
    () => null,
  );
}

async function qpdf(path: string): Promise<number> {
  try {
    await run('qpdf', ['--check', path], { maxBuffer: 1 << 28 });
    return 0;
  } catch (error) {
    return (error as { code?: number }).code === 3 ? 1 : 2;
  }
}

async function listen(): Promise<void> {
  library = await PDFiumLibrary.init();
  const resources = join(import.meta.dirname, '../../resources');
  fonts = await loadStampFonts(resources);
  stamps = stampsByThemselves(DATA, await builtInStamps(resources));
  process.on('message', (job: CorpusJob) => {
    void check(job).then(
      (outcome) => process.send!(outcome),
      async (error: unknown) => {
        library = await PDFiumLibrary.init();
        process.send!({ file: job.file, state: 'crashed', why: String((error as Error).stack) });
      },
    );
  });
}

if (import.meta.main) await listen();
