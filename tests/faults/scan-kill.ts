import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { temporary } from './desk.ts';
import { type BatchFaults, inspectBatches } from './inspect-batches.ts';
import { randomFrom } from './random.ts';
import type { ScanSaid } from './scan-desk.ts';

/**
 * Kills the core with SIGKILL at random moments while it scans from SANE's test feeder, edits, cleans
 * and closes; round after round on one archive, each going on with what the last one left. Holds what
 * it finds each time against every page, edit and document that was ever told of.
 * `--rounds N` (50) `--seed N` (from the clock)
 */
export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: { rounds: { type: 'string', default: '50' }, seed: { type: 'string' } },
  });
  const rounds = Number(values.rounds);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  const random = randomFrom(seed);
  const folder = temporary('scan-kill');
  const home = path.join(folder, 'archive');
  const sane = path.join(folder, 'sane');
  mkdirSync(sane);
  writeFileSync(path.join(sane, 'dll.conf'), 'test\n');
  const said: ScanSaid[] = [];
  const total: Partial<BatchFaults> = {};
  let busy = 0;
  let found = { pages: 0, documents: 0, open: 0 };
  try {
    for (let round = 0; round < rounds; round += 1) {
      const told = await oneLife({ home, sane, seed: seed + round }, 100 + random() * 2900);
      said.push(...told);
      if (told.length > 0) busy += 1;
      const { faults, ...rest } = await inspectBatches(home, said);
      found = rest;
      for (const [name, count] of Object.entries(faults) as [keyof BatchFaults, number][]) {
        total[name] = (total[name] ?? 0) + count;
      }
    }
    const pagesTold = said.filter((one) => 'page' in one).length;
    const ok = pagesTold > 0 && Object.values(total).every((count) => count === 0);
    return {
      fault: 'scan-kill',
      rounds,
      seed,
      /** Rounds in which something was told before the end. */
      busy,
      pagesTold,
      editsTold: said.filter((one) => 'events' in one).length,
      batchesClosed: said.filter((one) => 'closed' in one).length,
      ...found,
      ...total,
      ok,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const short = ['--rounds', '4', '--seed', '7'];

const script = fileURLToPath(new URL('./scan-desk.ts', import.meta.url));

/** One core from its start to its sudden end. Its scanimage is left to itself, as in a real crash. */
async function oneLife(
  { home, sane, seed }: { home: string; sane: string; seed: number },
  after: number,
): Promise<ScanSaid[]> {
  const child = spawn(process.execPath, [script, home, String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, SANE_CONFIG_DIR: sane },
  });
  const said: ScanSaid[] = [];
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'open') setTimeout(() => child.kill('SIGKILL'), after);
    else if (line.endsWith('}')) said.push(JSON.parse(line) as ScanSaid);
  }
  await ended;
  if (child.signalCode !== 'SIGKILL') {
    throw new Error(`the core ended by itself (${child.exitCode})`);
  }
  return said;
}
