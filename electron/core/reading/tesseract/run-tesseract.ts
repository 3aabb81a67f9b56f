import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { LontarError } from '../../../../shared/contract/error.ts';
import type { Grey } from '../take-colour-away.ts';
import type { FoundTesseract } from './find-tesseract.ts';
import { greyTiff } from './grey-tiff.ts';
import { parsePages, parseTsv, type SeenWord } from './parse-tsv.ts';

const PAGE_LIMIT_MS = 120_000;
/** A page of a telephone book has a fraction of it. */
const MOST_OUTPUT = 16 << 20;

/**
 * Reads pictures of equal dots in one process, below everything else that the machine does. They are
 * given over a pipe, so nothing is left behind wherever either end dies.
 * @param options.limitMs for each picture
 * @throws `reading.engine-failed`, `reading.engine-answer`, `reading.too-slow`; the signal's reason
 */
export function runTesseract(
  { program, data, languages }: FoundTesseract,
  pictures: readonly (Grey & { dpi: number })[],
  { signal, limitMs = PAGE_LIMIT_MS }: { signal?: AbortSignal; limitMs?: number } = {},
): Promise<SeenWord[][]> {
  signal?.throwIfAborted();
  const where = data === null ? [] : ['--tessdata-dir', data];
  const how = ['-l', languages, '--dpi', String(pictures[0]!.dpi), '--psm', '3'];
  const args = ['stdin', 'stdout', ...where, ...how, 'tsv'];
  // One thread each: several processes with threads of their own get into each other's way.
  const env = { ...process.env, OMP_THREAD_LIMIT: '1' };
  const child = spawn(program, args, { env, stdio: 'pipe', windowsHide: true });
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let complaint = '';
    const stop = (reason: unknown) => {
      settle();
      child.kill('SIGKILL');
      reject(reason);
    };
    const abort = () => stop(signal!.reason);
    const timer = setTimeout(
      () => stop(new LontarError('reading.too-slow', { seconds: limitMs / 1000 })),
      limitMs * pictures.length,
    );
    const settle = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    signal?.addEventListener('abort', abort);
    child.on('spawn', () => lower(child.pid));
    child.on('error', (cause) => {
      stop(new LontarError('reading.engine-failed', { reason: cause.message }, { cause }));
    });
    // Where it ends early, its exit tells why.
    child.stdin.on('error', () => undefined);
    for (const part of inputOf(pictures)) child.stdin.write(part);
    child.stdin.end();
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString('utf8')).slice(-2_000);
    });
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_OUTPUT) stop(new LontarError('reading.engine-answer', { bytes }));
      else chunks.push(chunk);
    });
    child.on('close', (code, killedBy) => {
      settle();
      const reason = complaint.trim() || `exit ${code ?? killedBy}`;
      if (code !== 0) return reject(new LontarError('reading.engine-failed', { reason }));
      try {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve(pictures.length === 1 ? [parseTsv(text)] : parsePages(text, pictures.length));
      } catch (error) {
        reject(error);
      }
    });
  });
}

function inputOf(pictures: readonly Grey[]): Iterable<Uint8Array | string> {
  const [picture] = pictures as [Grey];
  if (pictures.length > 1) return greyTiff(pictures);
  return [`P5\n${picture.width} ${picture.height}\n255\n`, picture.pixels];
}

function lower(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or the system has no such thing: it reads at the usual priority.
  }
}
