import { readdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { LontarError } from '../../../../shared/contract/error.ts';
import type { WireError } from '../../../../shared/contract/error.ts';
import { workerEntry } from '../../worker-entry.ts';
import { loadSharp } from '../imaging.ts';

export interface CleanWish {
  deskew: boolean;
  /** Down to the paper, where its edges are seen. */
  crop: boolean;
  /** Turned by quarters until its text stands upright, where that is sure. */
  upright: boolean;
  /** `auto`: by what is on the page; `keep`: as the page came. */
  mode: 'auto' | 'color' | 'gray' | 'lineart' | 'keep';
  /** Of JPEG, 1 to 100. */
  quality: number;
}

export interface RawPage {
  path: string;
  /** Dots per inch, where the file does not say or is wrong. */
  resolution?: number;
  /** Of a TIFF with several, from 0. */
  page?: number;
}

/** A clean page and its thumbnail, both safe on disk; the raw page is as it was. */
export interface CleanedPage {
  path: string;
  /** 1-bit PNG for line art, else JPEG. */
  type: 'image/jpeg' | 'image/png';
  /** Pixels. */
  width: number;
  height: number;
  /** Dots per inch, as written into the file. */
  resolution: number;
  mode: 'color' | 'gray' | 'lineart';
  bytes: number;
  sha256: string;
  /** Found in the raw page, clockwise, within its nearest quarter turn; 0 where no text tells. */
  skewDegrees: number;
  /** Clockwise, to bring the text upright. */
  turned: 0 | 90 | 180 | 270;
  /** For review, never a reason to drop the page. */
  blank: boolean;
  /** The share of the page that is written on, from 0 to 1. */
  coverage: number;
  /** What was kept, in millimetres of the raw page once its skew is taken out; before any turn. */
  cropped: { x: number; y: number; width: number; height: number };
  /** JPEG. */
  thumbnail: { path: string; width: number; height: number };
  /** The work alone, without waiting for a turn. */
  ms: number;
}

export interface CleanOut {
  folder: string;
  /** Without ending: the page becomes `<name>.jpg` or `<name>.png`, and `<name>.thumb.jpg`. */
  name: string;
  /** Another folder for the thumbnail. */
  thumbnails?: string;
}

export interface Cleaner {
  /**
   * @throws `file.damaged`, `file.too-large`, `file.type`, `file.missing`, `file.not-writable`,
   * `disk.full`, `scanning.cancelled`, `scanning.cleaning-failed`; no half-written file is left
   */
  clean(page: RawPage, wish: CleanWish, out: CleanOut, signal?: AbortSignal): Promise<CleanedPage>;
  close(): Promise<void>;
}

export interface CleanJob {
  page: RawPage;
  wish: CleanWish;
  out: CleanOut;
}

export type ToCleaner = { job: CleanJob } | { cancel: true };
export type FromCleaner = { done: CleanedPage } | { refused: WireError };

/** Each holds a decoded page or two: more would cost memory for a speed that no scanner has. */
const MOST_WORKERS = 4;
/** Idle for so long, a worker ends and its memory comes back. */
const IDLE_MS = 30_000;
const TIME_LIMIT_MS = 120_000;
/** Of short-lived objects in a thread: a page's pixels are not among them. V8 would take twice as much. */
const MOST_YOUNG_MB = 24;

interface Task extends CleanJob {
  signal: AbortSignal | undefined;
  resolve(page: CleanedPage): void;
  reject(error: unknown): void;
}

interface Hand {
  worker: Worker;
  task: Task | null;
  timer: NodeJS.Timeout | undefined;
  onAbort: (() => void) | undefined;
}

/** A thread a core, started when there is work; pages may come back in another order. */
export function openCleaner({ workers }: { workers?: number } = {}): Cleaner {
  const most = workers ?? Math.min(availableParallelism(), MOST_WORKERS);
  const hands = new Set<Hand>();
  const queue: Task[] = [];
  let closed = false;

  function start(): Hand {
    const worker = new Worker(workerEntry('scanning/clean/clean-worker'), {
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: MOST_YOUNG_MB },
    });
    const hand: Hand = { worker, task: null, timer: undefined, onAbort: undefined };
    hands.add(hand);
    worker.on('message', (message: FromCleaner) => {
      const task = take(hand);
      if ('done' in message) task?.resolve(message.done);
      else task?.reject(new LontarError(message.refused.code, message.refused.data));
      rest(hand);
      pump();
    });
    worker.on('error', (error) => void fail(hand, String(error)));
    worker.on('exit', (code) => void fail(hand, `exit ${code}`));
    return hand;
  }

  function take(hand: Hand): Task | null {
    const { task, onAbort } = hand;
    clearTimeout(hand.timer);
    if (onAbort) task?.signal?.removeEventListener('abort', onAbort);
    hand.task = null;
    return task;
  }

  function rest(hand: Hand): void {
    hand.worker.unref();
    hand.timer = setTimeout(() => retire(hand), IDLE_MS);
    hand.timer.unref();
  }

  function retire(hand: Hand): Promise<unknown> {
    clearTimeout(hand.timer);
    hands.delete(hand);
    return hand.worker.terminate();
  }

  /** The thread died under its work, or was given up. */
  async function fail(hand: Hand, reason: string, code = 'scanning.cleaning-failed') {
    if (!hands.has(hand)) return;
    const task = take(hand);
    await retire(hand);
    if (task) {
      await removeRests(task.out);
      task.reject(new LontarError(code, { name: basename(task.page.path), reason }));
    }
    pump();
  }

  function pump(): void {
    while (queue.length > 0) {
      const next = queue[0]!;
      if (next.signal?.aborted) {
        queue.shift();
        next.reject(new LontarError('scanning.cancelled'));
        continue;
      }
      const hand = [...hands].find(({ task }) => task === null);
      if (!hand && hands.size >= most) return;
      give(hand ?? start(), queue.shift()!);
    }
  }

  function give(hand: Hand, task: Task): void {
    clearTimeout(hand.timer);
    hand.task = task;
    hand.timer = setTimeout(() => void fail(hand, 'too slow'), TIME_LIMIT_MS);
    // What is already being written is finished: the worker looks between its steps.
    hand.onAbort = () => tell(hand, { cancel: true });
    task.signal?.addEventListener('abort', hand.onAbort, { once: true });
    hand.worker.ref();
    const { page, wish, out } = task;
    tell(hand, { job: { page, wish, out } });
  }

  return {
    async clean(page, wish, out, signal) {
      // A thread that ends must not take the library's code with it: it is loaded here first.
      await loadSharp();
      return new Promise<CleanedPage>((resolve, reject) => {
        if (closed) throw new LontarError('scanning.cancelled');
        queue.push({ page, wish, out, signal, resolve, reject });
        pump();
      });
    },
    async close() {
      closed = true;
      for (const task of queue.splice(0)) task.reject(new LontarError('scanning.cancelled'));
      await Promise.all([...hands].map((hand) => fail(hand, 'closed', 'scanning.cancelled')));
    },
  };
}

function tell(hand: Hand, message: ToCleaner): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  hand.worker.postMessage(message);
}

/** What a thread wrote aside when it was ended. */
async function removeRests({ folder, name, thumbnails = folder }: CleanOut): Promise<void> {
  for (const place of new Set([folder, thumbnails])) {
    const names = await readdir(place).catch(() => []);
    const rests = names.filter((file) => file.startsWith(`.${name}.`) && file.endsWith('.part'));
    await Promise.all(rests.map((file) => rm(join(place, file), { force: true })));
  }
}
