import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { smallPdf } from './papers.ts';

const journalWrite = /^pwrite64\(\d+<[^>]*archive\.sqlite-wal>/;
const journalSync = /^f(data)?sync\(\d+<[^>]*archive\.sqlite-wal>/;
const acknowledged = /^write\(1<.*registered-and-safe/;

/** What the system must be asked for, in this order, before a letter with a file counts as saved. */
const wanted = [
  ['file synced', /^fsync\(\d+<[^>]*\/blobs\/work\/[^>]+>/],
  ['renamed into place', /^rename\w*\(.*\/blobs\/work\/.*\/blobs\/[0-9a-f]{2}\/[0-9a-f]{64}"/],
  ['folder synced', /^fsync\(\d+<[^>]*\/blobs\/[0-9a-f]{2}>/],
  ['journal written', journalWrite],
  ['journal synced', journalSync],
  ['acknowledged', acknowledged],
] as const;

export interface Order {
  /** `null`: strace can't run here, and `reason` says why. */
  ok: boolean | null;
  steps: string[];
  reason?: string;
}

/**
 * Watches one registering with a file from outside (strace): the rename and the folder's sync can't be
 * seen by killing, only by what the system was asked.
 */
export async function orderOfCalls(folder: string): Promise<Order> {
  const able = spawnSync('strace', ['-o', '/dev/null', 'true'], { encoding: 'utf8' });
  if (able.error || able.status !== 0) {
    return { ok: null, steps: [], reason: able.error?.message ?? able.stderr.trim() };
  }
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
  if (done.status !== 0) return { ok: false, steps: [], reason: done.stderr.trim().slice(-300) };
  return judge(readFileSync(trace, 'utf8'));
}

function judge(trace: string): Order {
  const all = trace.split('\n').map((line) => line.replace(/^\d+\s+/, ''));
  const begin = all.findIndex((line) => /^write\(1<.*begin-registering/.test(line));
  const end = all.findIndex((line) => acknowledged.test(line));
  const lines = all.slice(begin + 1, end + 1);
  const steps: string[] = [];
  let at = -1;
  for (const [name, pattern] of wanted) {
    at = lines.findIndex((line, index) => index > at && pattern.test(line));
    if (at < 0) return { ok: false, steps, reason: `never: ${name}` };
    steps.push(name);
  }
  const folder = lines.findLastIndex((line) => wanted[2][1].test(line));
  if (lines.findIndex((line) => journalWrite.test(line)) < folder) {
    return { ok: false, steps, reason: 'the journal named the file before it was safe' };
  }
  const last = lines.findLastIndex((line) => journalWrite.test(line));
  if (lines.findLastIndex((line) => journalSync.test(line)) < last) {
    return { ok: false, steps, reason: 'acknowledged before the journal was synced' };
  }
  return { ok: true, steps };
}
