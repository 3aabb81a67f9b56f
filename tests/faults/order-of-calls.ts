import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { smallPdf } from './desk.ts';

/** What the system must be asked for, in this order, before a letter with a file counts as saved. */
const wanted = [
  ['file synced', /^fsync\(\d+<[^>]*\/blobs\/work\/[^>]+>/],
  ['renamed into place', /^rename\w*\(.*\/blobs\/work\/.*\/blobs\/[0-9a-f]{2}\/[0-9a-f]{64}"/],
  ['folder synced', /^fsync\(\d+<[^>]*\/blobs\/[0-9a-f]{2}>/],
  ['journal written', /^pwrite64\(\d+<[^>]*archive\.sqlite-wal>/],
  ['journal synced', /^f(data)?sync\(\d+<[^>]*archive\.sqlite-wal>/],
  ['acknowledged', /^write\(1<.*registered-and-safe/],
] as const;

export interface Order {
  /** `null`: strace can't run here, and says why. */
  ok: boolean | null;
  steps: string[];
  reason?: string;
}

/**
 * Watches one registering with a file from outside (strace): the rename and the folder's sync can't be
 * seen by killing, only by what the system was asked.
 */
export async function orderOfCalls(folder: string): Promise<Order> {
  const paper = path.join(folder, 'watched.pdf');
  writeFileSync(paper, smallPdf(0));
  const trace = path.join(folder, 'calls.txt');
  const script = fileURLToPath(new URL('./register-watched.ts', import.meta.url));
  const calls = 'trace=fsync,fdatasync,rename,renameat,renameat2,pwrite64,write';
  const home = path.join(folder, 'watched');
  const done = spawnSync(
    'strace',
    ['-f', '-y', '-s', '200', '-e', calls, '-o', trace, process.execPath, script, home, paper],
    { encoding: 'utf8' },
  );
  if (done.error || done.status !== 0) {
    return { ok: null, steps: [], reason: done.error?.message ?? done.stderr.trim().slice(0, 200) };
  }
  const lines = readFileSync(trace, 'utf8')
    .split('\n')
    .map((line) => line.replace(/^\d+\s+/, ''));
  const steps: string[] = [];
  let at = lines.findIndex((line) => /^write\(1<.*begin-registering/.test(line));
  for (const [name, pattern] of wanted) {
    at = lines.findIndex((line, index) => index > at && pattern.test(line));
    if (at < 0) return { ok: false, steps, reason: `never: ${name}` };
    steps.push(name);
  }
  return { ok: true, steps };
}
