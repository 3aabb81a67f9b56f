import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { root, startDisplay } from '../e2e/launch-app.ts';
import { memoryOf } from './process-memory.ts';
import { seededArchive } from './seed-archive.ts';

const emptyWindow = fileURLToPath(new URL('./empty-window', import.meta.url));
const probe = fileURLToPath(new URL('./start-probe/probe.cjs', import.meta.url));
const electronBinary = createRequire(import.meta.url)('electron') as unknown as string;

const kinds = ['empty', 'many', 'few'] as const;
type Kind = (typeof kinds)[number];

interface Start {
  /** Milliseconds from the launch: main runs, Electron is ready, the document is there, rows are painted. */
  main: number;
  ready: number;
  document: number;
  rows: number;
  /** Proportional set size of all its processes, a second later. */
  megabytes: number;
}

/**
 * A new process of the built app to an agenda list with rows painted, and its memory, beside an empty
 * Electron window and beside an archive of a thousand letters; in turn, one start after another. Each
 * was started once before, as on every day but the first. `--letters N` (100000) `--runs N` (9)
 */
export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: {
      letters: { type: 'string', default: '100000' },
      runs: { type: 'string', default: '9' },
    },
  });
  execFileSync(process.execPath, [path.join(root, 'scripts/build.mjs')], { stdio: 'ignore' });
  const letters = Number(values.letters);
  const folder = mkdtempSync(path.join(tmpdir(), 'lontar-start-'));
  const starts: Record<Kind, Start[]> = { empty: [], many: [], few: [] };
  const display = await startDisplay();
  try {
    mkdirSync(path.join(folder, 'empty'));
    cpSync(await seededArchive(letters), path.join(folder, 'many'), { recursive: true });
    cpSync(await seededArchive(1000), path.join(folder, 'few'), { recursive: true });
    for (let turn = -1; turn < Number(values.runs); turn += 1) {
      for (const kind of kinds) {
        const started = await start(display.name, kind, path.join(folder, kind));
        if (turn >= 0) starts[kind].push(started);
      }
    }
  } finally {
    display.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  return figures(letters, starts);
}

export const short = ['--letters', '200', '--runs', '1'];
/** It judges times. */
export const alone = true;

async function start(display: string, kind: Kind, home: string): Promise<Start> {
  const app = kind === 'empty' ? [`--user-data-dir=${home}`, emptyWindow] : [root];
  // Chromium refuses its sandbox to root.
  const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const began = Date.now();
  const child = spawn(electronBinary, [...switches, '-r', probe, ...app], {
    cwd: root,
    env: { ...process.env, DISPLAY: display, LONTAR_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  let said = '';
  child.stderr
    .setEncoding('utf8')
    .on('data', (part: string) => (said = (said + part).slice(-2000)));
  const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      if (!line.startsWith('steps ')) continue;
      const steps = JSON.parse(line.slice(6)) as Omit<Start, 'megabytes'>;
      await wait(1000);
      return {
        main: steps.main - began,
        ready: steps.ready - began,
        document: steps.document - began,
        rows: steps.rows - began,
        megabytes: memoryOf(child.pid!),
      };
    }
    await ended;
    const end = child.exitCode ?? child.signalCode;
    throw new Error(`${kind}: it ended before there were rows (${end}): ${said.trim()}`);
  } finally {
    child.kill('SIGTERM');
    await ended;
    clearTimeout(late);
  }
}

function figures(letters: number, starts: Record<Kind, Start[]>): object {
  const of = (kind: Kind) => ({
    main: median(starts[kind], 'main'),
    ready: median(starts[kind], 'ready'),
    document: median(starts[kind], 'document'),
    rows: median(starts[kind], 'rows'),
    megabytes: median(starts[kind], 'megabytes'),
  });
  const [empty, many, few] = [of('empty'), of('many'), of('few')];
  const ratios = {
    start: round(many.rows / empty.rows),
    memory: round(many.megabytes / empty.megabytes),
    startToFew: round(many.rows / few.rows),
    memoryToFew: round(many.megabytes / few.megabytes),
  };
  const limits = { start: 1.3, memory: 1.5, startToFew: 1.2, memoryToFew: 1.2 };
  return {
    bench: 'start',
    letters,
    runs: starts.many.length,
    empty,
    many,
    few,
    ratios,
    limits,
    reached: Object.entries(limits).every(
      ([name, limit]) => ratios[name as keyof typeof ratios] <= limit,
    ),
  };
}

function median(starts: Start[], what: keyof Start): number {
  const sorted = starts.map((one) => one[what]).sort((a, b) => a - b);
  return round(sorted[sorted.length >> 1]!);
}

const round = (value: number) => Math.round(value * 1000) / 1000;
