/**
 * Stamps a folder of PDFs found in the wild and checks each result from outside: by PDFium's pixels
 * and text, poppler's text, the input's hash and qpdf. Prints one JSON line.
 *
 *   node tests/bench/corpus.ts --dir DIR [--keep OUTDIR] [--only TEXT] --json
 */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CorpusJob, CorpusOutcome } from './corpus-one.ts';

const PATIENCE = 180_000;

/** Every PDF of a folder, in two processes; one that a file kills is replaced. */
async function runAll(jobs: CorpusJob[]): Promise<CorpusOutcome[]> {
  const outcomes: CorpusOutcome[] = [];
  const queue = [...jobs];
  const lane = async (): Promise<void> => {
    let child: ChildProcess | undefined;
    for (let job = queue.shift(); job; job = queue.shift()) {
      child ??= fork(join(import.meta.dirname, 'corpus-one.ts'), {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      const outcome = await one(child, job);
      if (outcome === undefined) {
        child.kill('SIGKILL');
        child = undefined;
      }
      outcomes.push(outcome ?? { file: job.file, state: 'crashed', why: 'no answer' });
    }
    child?.disconnect();
  };
  await Promise.all([lane(), lane()]);
  return outcomes;
}

function one(child: ChildProcess, job: CorpusJob): Promise<CorpusOutcome | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), PATIENCE);
    const settle = (outcome: CorpusOutcome | undefined) => {
      clearTimeout(timer);
      child.removeAllListeners('message').removeAllListeners('exit');
      resolve(outcome);
    };
    child.once('message', (outcome: CorpusOutcome) => settle(outcome));
    child.once('exit', () => settle(undefined));
    child.send(job);
  });
}

export interface CorpusSummary {
  files: number;
  /** Opened by PDFium without a password, with at least one page. */
  opened: number;
  stamped: number;
  share: number;
  methods: Record<string, number>;
  /** What became of files that PDFium does not open. */
  others: Record<string, number>;
  medianMs: number;
  changedInputs: string[];
  worseForQpdf: string[];
  failures: { file: string; why: string }[];
}

export async function corpus(dir: string, keep?: string, only = ''): Promise<CorpusSummary> {
  const outDir = keep ?? mkdtempSync(join(tmpdir(), 'lontar-corpus-'));
  const files = readdirSync(dir)
    .filter((name) => name.includes(only) && statSync(join(dir, name)).isFile())
    .toSorted();
  const outcomes = await runAll(
    files.map((file) => ({ file, input: join(dir, file), output: join(outDir, `${file}.pdf`) })),
  );
  if (!keep) rmSync(outDir, { recursive: true });
  return summary(outcomes);
}

function summary(outcomes: CorpusOutcome[]): CorpusSummary {
  const opened = outcomes.filter(({ state }) => state !== 'unopened');
  const stamped = opened.filter(({ state }) => state === 'stamped');
  const times = stamped.map(({ ms }) => ms ?? 0).toSorted((a, b) => a - b);
  const names = (pick: (outcome: CorpusOutcome) => unknown) =>
    outcomes.filter(pick).map(({ file }) => file);
  return {
    files: outcomes.length,
    opened: opened.length,
    stamped: stamped.length,
    share: Math.round((stamped.length / Math.max(1, opened.length)) * 1e5) / 1e5,
    methods: tally(stamped.map(({ method }) => method ?? '?')),
    others: tally(
      outcomes.filter(({ state }) => state === 'unopened').map(({ why }) => why ?? '?'),
    ),
    medianMs: times[times.length >> 1] ?? 0,
    changedInputs: names(({ inputChanged }) => inputChanged),
    worseForQpdf: names(({ qpdfWorse }) => qpdfWorse),
    failures: opened
      .filter(({ state }) => state !== 'stamped')
      .map(({ file, state, why }) => ({ file, why: `${state}: ${why ?? ''}` })),
  };
}

function tally(words: string[]): Record<string, number> {
  const out: Record<string, number> = {};
  for (const word of words) out[word] = (out[word] ?? 0) + 1;
  return out;
}

const OPTIONS = {
  dir: { type: 'string' },
  keep: { type: 'string' },
  only: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export async function run(args: string[]): Promise<CorpusSummary> {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (!values.dir) throw new Error('--dir DIR is missing');
  return corpus(values.dir, values.keep, values.only);
}

if (import.meta.main) console.log(JSON.stringify(await run(process.argv.slice(2))));
