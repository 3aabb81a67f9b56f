import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  coreEnvironment,
  coreNodeFlags,
} from '../../electron/main/core-starter/core-environment.ts';
import { memoryOf } from './process-memory.ts';

/**
 * The memory of the core and its workers while one batch of A4 pages at 300 dpi comes in, is cleaned and
 * is closed into one PDF. The pages are the sample letters' scans, added as files one after another: the
 * same way as a feeder's pages from the moment that they are in the batch's folder.
 * `--pages N` (500)
 */
export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({ args, options: { pages: { type: 'string', default: '500' } } });
  const pages = Number(values.pages);
  const folder = mkdtempSync(path.join(tmpdir(), 'lontar-bench-memory-'));
  try {
    return await measure(folder, pages);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const short = ['--pages', '12'];

const MOST_MB = 400;
/** Once it is warm it must not grow with the pages: this much is noise of the garbage collector. */
const GROWTH_MB = 60;
const WARM = 50;
const SAMPLE_MS = 250;

const letters = fileURLToPath(new URL('../../../shared/letters/', import.meta.url));
const script = fileURLToPath(new URL('./scan-memory-core.ts', import.meta.url));

interface Said {
  step: 'in' | 'cleaned' | 'closed';
  pages: number;
  file?: string;
}

async function measure(folder: string, pages: number): Promise<object> {
  const scans = path.join(folder, 'scans');
  mkdirSync(scans);
  const names = readdirSync(letters).filter((name) => name.endsWith('.jpg'));
  for (const name of names) copyFileSync(path.join(letters, name), path.join(scans, name));
  const child = spawn(
    process.execPath,
    [...coreNodeFlags, script, path.join(folder, 'archive'), scans, String(pages)],
    { stdio: ['ignore', 'pipe', 'inherit'], env: coreEnvironment(process.env) },
  );
  let step: Said['step'] = 'in';
  let done = 0;
  const peaks = { warming: 0, in: 0, cleaned: 0, closed: 0 };
  const firstWarm: number[] = [];
  const last: number[] = [];
  const timer = setInterval(() => {
    const now = memoryOf(child.pid!);
    const warming = done < Math.min(WARM, pages / 2);
    const phase = warming && step === 'in' ? 'warming' : step;
    peaks[phase] = Math.max(peaks[phase], now);
    if (phase !== 'in') return;
    if (done < Math.min(WARM, pages / 2) * 2) firstWarm.push(now);
    if (done > pages * 0.8) last.push(now);
  }, SAMPLE_MS);
  const began = performance.now();
  const times: Record<string, number> = {};
  let file = '';
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const said = JSON.parse(line) as Said;
      done = said.pages;
      times[said.step] = Math.round((performance.now() - began) / 1000);
      // What follows the last page of one step is the next.
      if (done === pages && said.step === 'in') step = 'cleaned';
      if (said.step === 'cleaned') step = 'closed';
      file = said.file ?? file;
    }
    if (child.exitCode === null) await once(child, 'exit');
  } finally {
    clearInterval(timer);
    child.kill('SIGKILL');
  }
  const check = checkOf(file);
  const peak = Math.max(...Object.values(peaks));
  // A short run ends before it is warm.
  const growth = firstWarm.length > 0 && last.length > 0 ? middle(last) - middle(firstWarm) : 0;
  const ok = child.exitCode === 0 && peak <= MOST_MB && growth <= GROWTH_MB && check.ok;
  return {
    bench: 'scan-memory',
    pages,
    from: 'files',
    peakMB: { value: Math.round(peak), limit: MOST_MB },
    peaksMB: Object.fromEntries(
      Object.entries(peaks).map(([name, value]) => [name, Math.round(value)]),
    ),
    /** The middle of the last fifth, less that of the time just after warming up. */
    growthMB: { value: Math.round(growth), limit: GROWTH_MB },
    seconds: times,
    pdf: check,
    ok,
  };
}

function middle(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function checkOf(file: string): { ok: boolean; megabytes: number; pages: number } {
  execFileSync('qpdf', ['--check', file], { stdio: 'pipe' });
  const pages = Number(execFileSync('qpdf', ['--show-npages', file], { encoding: 'utf8' }));
  return { ok: pages > 0, megabytes: Math.round(readFileSync(file).length / (1 << 20)), pages };
}
