import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { _electron } from 'playwright-core';
import { root, startDisplay } from '../e2e/launch-app.ts';
import { seededArchive } from './seed-archive.ts';

const empty = fileURLToPath(new URL('./empty-window', import.meta.url));

interface Start {
  /** From the launch to a list that shows rows, in milliseconds. */
  ms: number;
  /** Proportional set size of all its processes, a second later, in megabytes. */
  megabytes: number;
}

/**
 * Cold start of the built app to an agenda list with rows, and its memory, beside an empty Electron
 * window and beside an archive of a thousand letters; in turn, each in a process of its own.
 * `--letters N` (100000) `--runs N` (7)
 */
export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: {
      letters: { type: 'string', default: '100000' },
      runs: { type: 'string', default: '7' },
    },
  });
  const letters = Number(values.letters);
  const many = await seededArchive(letters);
  const few = await seededArchive(1000);
  const folder = mkdtempSync(path.join(tmpdir(), 'lontar-start-'));
  const display = await startDisplay();
  const results: Record<'many' | 'few' | 'empty', Start[]> = { many: [], few: [], empty: [] };
  try {
    for (let turn = -1; turn < Number(values.runs); turn += 1) {
      for (const [kind, home] of [
        ['empty', null],
        ['many', many],
        ['few', few],
      ] as const) {
        const copy = path.join(folder, `${kind}-${turn}`);
        if (home) cpSync(home, copy, { recursive: true });
        const started = await start(display.name, home ? root : empty, copy);
        if (turn >= 0) results[kind].push(started);
        rmSync(copy, { recursive: true, force: true });
      }
    }
  } finally {
    display.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  const ms = medians(results, 'ms');
  const megabytes = medians(results, 'megabytes');
  return {
    bench: 'start',
    letters,
    runs: results.many.length,
    ms,
    megabytes,
    startRatio: round(ms.many / ms.empty),
    memoryRatio: round(megabytes.many / megabytes.empty),
    startToFew: round(ms.many / ms.few),
    memoryToFew: round(megabytes.many / megabytes.few),
    limits: { startRatio: 1.3, memoryRatio: 1.5, startToFew: 1.2, memoryToFew: 1.2 },
  };
}

async function start(display: string, app: string, home: string): Promise<Start> {
  const began = performance.now();
  const electron = await _electron.launch({
    args: app === empty ? [`--user-data-dir=${home}`, app] : [app],
    cwd: root,
    chromiumSandbox: process.getuid?.() !== 0,
    env: { ...(process.env as Record<string, string>), DISPLAY: display, LONTAR_HOME: home },
  });
  try {
    const page = await electron.firstWindow();
    await page.getByRole('grid').waitFor();
    if (app !== empty)
      await page
        .getByRole('row', { name: /^\d+\/2026/ })
        .first()
        .waitFor();
    const ms = performance.now() - began;
    await wait(1000);
    return { ms, megabytes: memoryOf(electron.process().pid!) };
  } finally {
    await electron.close();
  }
}

/** Megabytes of a process and all below it, shared pages counted by share (smaps_rollup). */
function memoryOf(pid: number): number {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = Number(/^\d+ \(.*\) \S (\d+)/s.exec(read(`/proc/${name}/stat`))?.[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const all = [pid];
  for (let at = 0; at < all.length; at += 1) all.push(...(children.get(all[at]!) ?? []));
  const kilobytes = all.map((one) =>
    Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${one}/smaps_rollup`))?.[1] ?? 0),
  );
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function medians(results: Record<'many' | 'few' | 'empty', Start[]>, what: keyof Start) {
  const median = (starts: Start[]) => {
    const sorted = starts.map((one) => one[what]).sort((a, b) => a - b);
    return round(sorted[sorted.length >> 1]!);
  };
  return { many: median(results.many), few: median(results.few), empty: median(results.empty) };
}

const round = (value: number) => Math.round(value * 1000) / 1000;
