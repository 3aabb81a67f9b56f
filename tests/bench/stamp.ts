/**
 * Stamping scans of three sizes, drawing and durable copy included, beside `qpdf --overlay` of a
 * ready stamp and pdf-lib's own load and save. Prints one JSON line.
 *
 *   node tests/bench/stamp.ts --json
 */
import { execFileSync, fork } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stampsByThemselves } from '../../electron/core/stamping/by-itself.ts';
import { builtInStamps } from '../../electron/core/stamping/templates.ts';
import { loadStampFonts, stampFile } from '../../electron/core/stamping/stamp.ts';
import { writeScan } from './scans.ts';
import { stampData } from '../fixtures/stamping/stamp-data.ts';

const RESOURCES = join(import.meta.dirname, '../../resources');
const SIZES = [
  { name: '1 page 200 KB', pages: 1, bytes: 200_000, rounds: 31, limit: 1 },
  { name: '20 pages 5 MB', pages: 20, bytes: 5_000_000, rounds: 21, limit: 0.6 },
  { name: '300 pages 60 MB', pages: 300, bytes: 60_000_000, rounds: 9, limit: 0.3 },
] as const;
const WARM = 15;
const PDF_LIB_FACTOR = 10;
const MAX_APPENDIX = 12 * 1024;
const MAX_MEMORY_MB = 60;

const templates = await builtInStamps(RESOURCES);
const sample = stampData('Sekretariat Daerah Kabupaten Sukamaju');

/** Another number each time: nothing drawn before can be used again. */
const stampsOf = (number: number) =>
  stampsByThemselves(
    {
      ...sample,
      number,
      letter: `0190f7a2-6d3b-7c11-9c0e-0242ac12${String(number).padStart(4, '0')}`,
      disposition: {
        ...sample.disposition!,
        note: 'Siapkan bahan rapat, laporkan sebelum hari Jumat.',
      },
    },
    templates,
  );

export interface StampBench {
  bench: 'stamp';
  /** `copyMs`: a durable copy alone, the disk's part in `ms`. */
  sizes: Record<
    string,
    { ms: number; copyMs: number; qpdfMs: number; ratio: number; limit: number }
  >;
  /** For the largest: pdf-lib's load and save against stamping, the copying left out on both sides. */
  pdfLib: { ms: number; factor: number; durableMs: number; durableFactor: number; limit: number };
  appendixBytes: { most: number; limit: number };
  memoryOverIdleMb: { most: number; limit: number };
  ok: boolean;
}

export async function run(): Promise<StampBench> {
  const dir = mkdtempSync(join(tmpdir(), 'lontar-bench-stamp-'));
  try {
    return await benchIn(dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

async function benchIn(dir: string): Promise<StampBench> {
  const fonts = await loadStampFonts(RESOURCES);
  const output = join(dir, 'out.pdf');
  let number = 0;
  let appendix = 0;
  const stamp = async (input: string): Promise<number> => {
    const start = performance.now();
    const { bytes } = await stampFile({ input, output, stamps: stampsOf((number += 1)), fonts });
    const ms = performance.now() - start;
    appendix = Math.max(appendix, bytes - statSync(input).size);
    return ms;
  };
  const overlay = join(dir, 'overlay.pdf');
  writeFileSync(overlay, await readyStamp(dir, fonts));
  const sizes: StampBench['sizes'] = {};
  let last = '';
  for (const { name, pages, bytes, rounds, limit } of SIZES) {
    last = join(dir, `${pages}.pdf`);
    await writeScan(last, pages, bytes);
    for (let warm = 0; warm < WARM; warm++) await stamp(last);
    const [own, copies, peer]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < rounds; round++) {
      own.push(await settled(output, () => stamp(last)));
      copies.push(await settled(output, () => copied(last, output)));
      peer.push(await settled(output, () => qpdf(last, overlay, output)));
    }
    const [ms, copyMs, qpdfMs] = [median(own), median(copies), median(peer)];
    sizes[name] = { ms, copyMs, qpdfMs, ratio: rounded(ms / qpdfMs), limit };
  }
  const pdfLib = await loadAndSave(last, output, sizes[SIZES[2].name]!);
  const memory = await memoryOf(
    [1, 20, 300].map((pages) => join(dir, `${pages}.pdf`)),
    output,
  );
  return {
    bench: 'stamp',
    sizes,
    pdfLib,
    appendixBytes: { most: appendix, limit: MAX_APPENDIX },
    memoryOverIdleMb: { most: memory, limit: MAX_MEMORY_MB },
    ok:
      Object.values(sizes).every(({ ratio, limit }) => ratio <= limit) &&
      pdfLib.factor >= PDF_LIB_FACTOR &&
      appendix <= MAX_APPENDIX &&
      memory <= MAX_MEMORY_MB,
  };
}

/** A blank page with the stamps on it, to be laid over page 1. */
async function readyStamp(dir: string, fonts: Awaited<ReturnType<typeof loadStampFonts>>) {
  const { PDFDocument } = await import('pdf-lib');
  const blank = await PDFDocument.create();
  blank.addPage([595.2, 841.92]);
  const input = join(dir, 'blank.pdf');
  const output = join(dir, 'ready.pdf');
  writeFileSync(input, await blank.save());
  await stampFile({ input, output, stamps: stampsOf(0), fonts });
  return readFileSync(output);
}

function qpdf(input: string, overlay: string, output: string): number {
  const start = performance.now();
  execFileSync('qpdf', [input, '--overlay', overlay, '--to=1', '--', output]);
  return performance.now() - start;
}

/** Each run begins with no output and nothing waiting to be written. */
async function settled(output: string, work: () => number | Promise<number>): Promise<number> {
  rmSync(output, { force: true });
  execFileSync('sync');
  return work();
}

function copied(input: string, output: string): number {
  const start = performance.now();
  copyFileSync(input, output);
  syncPath(output);
  syncPath(dirname(output));
  return performance.now() - start;
}

function syncPath(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}

async function loadAndSave(
  input: string,
  output: string,
  own: StampBench['sizes'][string],
): Promise<StampBench['pdfLib']> {
  const { PDFDocument } = await import('pdf-lib');
  const [times, durable]: [number[], number[]] = [[], []];
  for (let round = 0; round < 6; round++) {
    await settled(output, async () => {
      const start = performance.now();
      const document = await PDFDocument.load(readFileSync(input));
      const bytes = await document.save();
      const ms = performance.now() - start;
      writeFileSync(output, bytes);
      syncPath(output);
      syncPath(dirname(output));
      if (round > 0) {
        times.push(ms);
        durable.push(performance.now() - start);
      }
      return ms;
    });
  }
  const [ms, durableMs] = [median(times), median(durable)];
  return {
    ms,
    factor: rounded(ms / Math.max(1, own.ms - own.copyMs)),
    durableMs,
    durableFactor: rounded(durableMs / own.ms),
    limit: PDF_LIB_FACTOR,
  };
}

/** The most megabytes over idle that a process needs that does nothing but stamp. */
function memoryOf(inputs: string[], output: string): Promise<number> {
  const child = fork(import.meta.filename, ['--memory', output, ...inputs]);
  return new Promise((resolve, reject) => {
    child.once('message', (mb: number) => resolve(mb));
    child.once('exit', (code) => reject(new Error(`exit ${code}`)));
  });
}

async function measureMemory([output, ...inputs]: string[]): Promise<number> {
  const fonts = await loadStampFonts(RESOURCES);
  // Idle is a core that has stamped before: modules and fonts are there.
  await stampFile({ input: inputs[0]!, output: output!, stamps: stampsOf(1), fonts });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const idle = process.memoryUsage.rss();
  let most = 0;
  writeFileSync('/proc/self/clear_refs', '5');
  for (let round = 2; round < 12; round++) {
    for (const input of inputs) {
      await stampFile({ input, output: output!, stamps: stampsOf(round), fonts });
      most = Math.max(most, process.memoryUsage.rss());
    }
  }
  const peak =
    Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'latin1'))![1]) * 1024;
  return rounded((Math.max(most, peak) - idle) / 1e6);
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
const median = (values: number[]): number =>
  rounded(values.toSorted((a, b) => a - b)[values.length >> 1]!);

if (import.meta.main) {
  const [mode, ...rest] = process.argv.slice(2);
  if (mode === '--memory') process.send!(await measureMemory(rest));
  else console.log(JSON.stringify(await run()));
}
