import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Acknowledged, temporary } from './desk.ts';
import { inspectArchive } from './inspect-archive.ts';
import { orderOfCalls } from './order-of-calls.ts';
import { randomFrom } from './random.ts';

/**
 * Kills the core with SIGKILL at random moments while it registers, disposes, stamps and hands over,
 * and every fifth time while it opens; round after round on one archive. Holds what it finds each time
 * against all that was ever acknowledged.
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
  const total: Record<string, number> = {};
  let letters = 0;
  let busy = 0;
  try {
    for (let round = 0; round < rounds; round += 1) {
      const opening = round % 5 === 4;
      const life = { home, papers, first: round * 1000 + Math.floor(random() * 12) + 1 };
      const acknowledged = await oneLife(life, opening, random() * (opening ? 250 : 900));
      said.push(...acknowledged);
      if (acknowledged.length > 0) busy += 1;
      const found = await inspectArchive(home, said);
      letters = found.letters;
      for (const [name, count] of Object.entries(found.faults)) {
        total[name] = (total[name] ?? 0) + count;
      }
    }
    const order = await orderOfCalls(folder);
    const ok =
      said.length > 0 && Object.values(total).every((count) => count === 0) && order.ok !== false;
    return {
      fault: 'kill',
      rounds,
      seed,
      /** Rounds in which something was acknowledged before the end. */
      busy,
      acknowledged: said.length,
      letters,
      ...total,
      order,
      ok,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const short = ['--rounds', '5', '--seed', '7'];

const desk = fileURLToPath(new URL('./desk.ts', import.meta.url));

/** One core from its start to its sudden end. */
async function oneLife(
  { home, papers, first }: { home: string; papers: string; first: number },
  opening: boolean,
  after: number,
): Promise<Acknowledged[]> {
  const child = spawn(process.execPath, [desk, home, papers, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kill = () => setTimeout(() => child.kill('SIGKILL'), after);
  if (opening) kill();
  const said: Acknowledged[] = [];
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'open') {
      if (!opening) kill();
    } else if (line.endsWith('}')) said.push(JSON.parse(line) as Acknowledged);
  }
  await ended;
  if (child.signalCode !== 'SIGKILL')
    throw new Error(`the core ended by itself (${child.exitCode})`);
  return said;
}
