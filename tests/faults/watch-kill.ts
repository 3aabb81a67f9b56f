import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openCore } from '../../electron/core/core.ts';
import { resources, temporary } from './desk.ts';
import { smallPdf } from './papers.ts';
import { randomFrom } from './random.ts';

/** Letters that arrive in each round. */
const ARRIVING = 8;

/**
 * Kills the core with SIGKILL at random moments while letters arrive in its watched folder; round
 * after round, each going on with what the last one left. In the end every letter must be a draft
 * exactly once, and moved aside. `--rounds N` (50) `--seed N` (from the clock)
 */
export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: { rounds: { type: 'string', default: '50' }, seed: { type: 'string' } },
  });
  const rounds = Number(values.rounds);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  const random = randomFrom(seed);
  const base = temporary('watch-kill');
  const home = path.join(base, 'archive');
  const folder = path.join(base, 'arriving');
  mkdirSync(folder);
  let killed = 0;
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (let letter = 0; letter < ARRIVING; letter += 1) {
        const number = round * ARRIVING + letter;
        // Copiers count from the start again and again: the names repeat, the letters don't.
        writeFileSync(path.join(folder, `SCAN_${letter}.pdf`), smallPdf(number));
      }
      if (await oneLife([home, folder], random() * 800)) killed += 1;
      // A name that comes back must find its place free.
      await oneLife([home, folder, 'once'], Number.POSITIVE_INFINITY);
    }
    const core = await openCore({ home, resources });
    const drafts = await core.call('scanning.drafts', {});
    const { ok: sound } = await core.call('evidence.verify', {});
    await core.close();
    const letters = rounds * ARRIVING;
    const left = readdirSync(folder).filter((name) => !name.startsWith('.')).length;
    const aside = readdirSync(path.join(folder, '.lontar-taken')).length;
    const distinct = new Set(drafts.map(({ sha256 }) => sha256)).size;
    const figures = {
      letters,
      drafts: drafts.length,
      lost: letters - distinct,
      doubled: drafts.length - distinct,
      left,
      aside,
    };
    const ok =
      sound && figures.lost === 0 && figures.doubled === 0 && left === 0 && aside === letters;
    return { fault: 'watch-kill', rounds, seed, killed, ...figures, ok };
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

export const short = ['--rounds', '4', '--seed', '7'];

const script = fileURLToPath(new URL('./watch-desk.ts', import.meta.url));

/** Whether it was ended by force. */
async function oneLife(args: string[], after: number): Promise<boolean> {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let timer: NodeJS.Timeout | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'open' && Number.isFinite(after))
      timer = setTimeout(() => child.kill('SIGKILL'), after);
  }
  await ended;
  clearTimeout(timer);
  return child.signalCode === 'SIGKILL';
}
