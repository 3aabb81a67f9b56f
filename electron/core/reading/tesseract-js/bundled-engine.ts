// oxlint-disable unicorn/require-post-message-target-origin -- a thread, not a window
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { LontarError } from '../../../../shared/contract/error.ts';
import { workerEntry } from '../../worker-entry.ts';
import type { Engine } from '../read-picture.ts';
import type { Grey } from '../take-colour-away.ts';
import { parseTsv, type SeenWord } from '../tesseract/parse-tsv.ts';

export type BundledJob = Grey & { dpi: number };
export type BundledAnswer = { tsv: string } | { failed: string };

const PAGE_LIMIT_MS = 240_000;
/** A thread holds 200 MB: it goes when there has been nothing to read for so long. */
const IDLE_MS = 20_000;

interface Hand {
  worker: Worker;
  idle: NodeJS.Timeout | undefined;
}

/** The Tesseract that comes with Lontar, one thread a core: slower than the machine's own. */
export function bundledEngine(threads = availableParallelism()): Engine {
  const free: Hand[] = [];
  const all = new Set<Hand>();
  const line: (() => void)[] = [];
  let busy = 0;

  function take(): Hand {
    const known = free.pop();
    if (known) {
      clearTimeout(known.idle);
      known.worker.ref();
      return known;
    }
    const worker = new Worker(workerEntry('reading/tesseract-js/bundled-worker'), {
      stdout: true,
      stderr: true,
    });
    // What Tesseract says about a page's look is of no use to anyone here.
    worker.stdout.resume();
    worker.stderr.resume();
    const hand: Hand = { worker, idle: undefined };
    all.add(hand);
    return hand;
  }

  function end(hand: Hand): Promise<number> {
    clearTimeout(hand.idle);
    all.delete(hand);
    const at = free.indexOf(hand);
    if (at >= 0) free.splice(at, 1);
    hand.worker.on('error', () => undefined);
    return hand.worker.terminate();
  }

  function rest(hand: Hand): void {
    hand.worker.unref();
    free.push(hand);
    hand.idle = setTimeout(() => void end(hand), IDLE_MS).unref();
  }

  function readNow(job: BundledJob, signal?: AbortSignal): Promise<SeenWord[]> {
    const hand = take();
    return new Promise((resolve, reject) => {
      const lose = (reason: unknown) => {
        settle();
        void end(hand);
        reject(reason);
      };
      const abort = () => lose(signal!.reason);
      const slow = new LontarError('reading.too-slow', { seconds: PAGE_LIMIT_MS / 1000 });
      const timer = setTimeout(() => lose(slow), PAGE_LIMIT_MS);
      const settle = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        hand.worker.off('error', broken).off('exit', ended).off('message', hear);
      };
      const failed = (reason: string) => new LontarError('reading.engine-failed', { reason });
      signal?.addEventListener('abort', abort);
      const broken = (error: unknown) => lose(failed(String(error)));
      const ended = (code: number) => lose(failed(`exit ${code}`));
      const hear = (answer: BundledAnswer) => {
        if ('failed' in answer) return lose(failed(answer.failed));
        settle();
        rest(hand);
        try {
          resolve(parseTsv(answer.tsv));
        } catch (error) {
          reject(error);
        }
      };
      hand.worker.on('error', broken).on('exit', ended).on('message', hear);
      hand.worker.postMessage(job);
    });
  }

  return {
    name: 'tesseract.js',
    pages: threads,
    async read(picture, { signal }) {
      if (busy >= threads) await new Promise<void>((go) => line.push(go));
      signal?.throwIfAborted();
      busy += 1;
      try {
        const { width, height, pixels, dpi } = picture;
        return await readNow({ width, height, pixels, dpi }, signal);
      } finally {
        busy -= 1;
        line.shift()?.();
      }
    },
    async close() {
      await Promise.all([...all].map(end));
    },
  };
}
