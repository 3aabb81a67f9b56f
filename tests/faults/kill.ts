import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Acknowledged, temporary } from './desk.ts';
import { inspectArchive } from './inspect-archive.ts';
import { orderOfCalls } from './order-of-calls.ts';

/**
 * Kills the core with SIGKILL at random moments while it registers, round after round on one archive,
 * and holds what it finds against what was acknowledged.
 * `--rounds N` (100) `--seed N` (from the clock; the same seed waits the same times)
 */
export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: { rounds: { type: 'string', default: '100' }, seed: { type: 'string' } },
  });
  const rounds = Number(values.rounds);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  const random = randomFrom(seed);
  const folder = temporary('kill');
  const [home, papers] = [path.join(folder, 'archive'), path.join(folder, 'papers')];
  mkdirSync(papers);
  const said: Acknowledged[] = [];
  const total = { lost: 0, brokenChains: 0, halfBlobs: 0, doubled: 0, gaps: 0 };
  let letters = 0;
  try {
    for (let round = 0; round < rounds; round += 1) {
      said.push(...(await oneLife(home, papers, said.length + 1 + round * 1000, random() * 600)));
      const found = await inspectArchive(home, said);
      letters = found.letters;
      for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += found[key];
    }
    const order = await orderOfCalls(folder);
    const ok = Object.values(total).every((count) => count === 0) && order.ok !== false;
    return { fault: 'kill', rounds, seed, acknowledged: said.length, letters, ...total, order, ok };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const short = ['--rounds', '5', '--seed', '7'];

const desk = fileURLToPath(new URL('./desk.ts', import.meta.url));

/** One core from its start to its sudden end. */
async function oneLife(
  home: string,
  papers: string,
  first: number,
  after: number,
): Promise<Acknowledged[]> {
  const child = spawn(process.execPath, [desk, home, papers, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: Acknowledged[] = [];
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'open') setTimeout(() => child.kill('SIGKILL'), after);
    else if (line.endsWith('}')) said.push(JSON.parse(line) as Acknowledged);
  }
  await ended;
  if (child.signalCode !== 'SIGKILL')
    throw new Error(`the core ended by itself (${child.exitCode})`);
  return said;
}

/** mulberry32: small, and the same on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}
