import { Worker } from 'node:worker_threads';
import { LontarError } from '../../../shared/contract/error.ts';
import { workerEntry } from '../worker-entry.ts';

export type PdfiumJob =
  | { kind: 'inspect'; path: string; mostSizes: number }
  | { kind: 'render'; path: string; page: number; width: number }
  | { kind: 'text'; path: string; page: number }
  | { kind: 'scan'; path: string; page: number };

export interface PdfiumRequest {
  id: number;
  job: PdfiumJob;
}

/** The characters of one page in the order PDFium gives them; millimetres of the page as shown. */
export interface PdfText {
  width: number;
  height: number;
  /** Unicode; spaces and line ends that PDFium adds are among them. */
  codes: Uint32Array;
  /** Left, top, right, bottom of each. */
  boxes: Float32Array;
  /** `CharFlag` of each. */
  flags: Uint8Array;
  /** Left, top, right, bottom of each picture. */
  pictures: [number, number, number, number][];
}

/** `unmapped`: the font does not say which character it is. `invisible`: drawn in mode 3. */
export const CharFlag = { added: 1, unmapped: 2, invisible: 4 } as const;

export type PdfiumAnswer =
  | {
      kind: 'inspect';
      pages: number;
      /** Millimetres, as shown; null for a page that can't be read. */
      sizes: ({ width: number; height: number } | null)[];
      encrypted: boolean;
      signatures: number;
      repaired: boolean;
    }
  | { kind: 'render'; width: number; height: number; pixels: Uint8Array }
  | ({ kind: 'text' } & PdfText)
  /** The JPEG that is all there is on the page, upright and from edge to edge; null for any other. */
  | { kind: 'scan'; jpeg: Uint8Array | null };

interface WorkerMessage {
  id: number;
  answer?: PdfiumAnswer;
  heapBytes?: number;
  refusal?: { code: string; reason: string };
  broken?: boolean;
}

export interface Pdfium {
  /** @throws `pdf.password`, `pdf.damaged`, `pdf.page`, `pdf.too-slow`, `file.missing` */
  run<K extends PdfiumJob['kind']>(
    job: PdfiumJob & { kind: K },
    options?: { signal?: AbortSignal },
  ): Promise<PdfiumAnswer & { kind: K }>;
  close(): Promise<void>;
}

export interface PdfiumOptions {
  /** The worker's program: this folder's file, or where the bundler put it. */
  worker?: URL | string;
  workers?: number;
  /** A page that takes longer is given up, and its worker with it. */
  timeLimitMs?: number;
  /** Without work for so long a worker ends, and its memory comes back. */
  idleMs?: number;
}

/** WebAssembly memory never shrinks: a worker above this serves one document, and not for long. */
const LARGE_HEAP = 192 << 20;
const LARGE_IDLE_MS = 10_000;
/** Near the 2 GB where it ends: not even one more page. */
const FULL_HEAP = 1280 << 20;

interface Task {
  job: PdfiumJob;
  signal?: AbortSignal;
  resolve(answer: PdfiumAnswer): void;
  reject(error: unknown): void;
}

interface Hand {
  worker: Worker;
  task: Task | null;
  /** The document that it has open. */
  path: string | null;
  heapBytes: number;
  timer: NodeJS.Timeout | undefined;
}

let common: Pdfium | undefined;

/** The one that the whole core shares. */
export function commonPdfium(): Pdfium {
  // Two: a stranger's slow page does not keep the others waiting.
  common ??= openPdfium({ workers: 2 });
  return common;
}

/** Ends its threads, which would keep a short command from ending; the next one to ask starts anew. */
export async function closeCommonPdfium(): Promise<void> {
  const closing = common;
  common = undefined;
  await closing?.close();
}

/** A few threads with PDFium in them, started when there is work. */
export function openPdfium(options: PdfiumOptions = {}): Pdfium {
  const program = options.worker ?? workerEntry('pages/pdfium-worker');
  const { workers = 1, timeLimitMs = 30_000, idleMs = 60_000 } = options;
  const hands = new Set<Hand>();
  const queue: Task[] = [];
  let closed = false;

  function start(): Hand {
    const worker = new Worker(program, { execArgv: [], stdout: true, stderr: true });
    // PDFium's complaints about strangers' files are of no use to anyone here.
    worker.stdout.resume();
    worker.stderr.resume();
    const hand: Hand = { worker, task: null, path: null, heapBytes: 0, timer: undefined };
    hands.add(hand);
    worker.on('message', (message: WorkerMessage) => finish(hand, message));
    worker.on('error', (error) => fail(hand, error));
    worker.on('exit', (code) => fail(hand, new Error(`exit ${code}`)));
    return hand;
  }

  function retire(hand: Hand): void {
    clearTimeout(hand.timer);
    hands.delete(hand);
    void hand.worker.terminate();
  }

  function take(hand: Hand): Task | null {
    const { task } = hand;
    hand.task = null;
    clearTimeout(hand.timer);
    return task;
  }

  function finish(hand: Hand, message: WorkerMessage): void {
    if (!hands.has(hand)) return;
    const task = take(hand);
    if (message.answer) task?.resolve(message.answer);
    else {
      const { code = 'pdf.damaged', reason } = message.refusal ?? {};
      task?.reject(new LontarError(code, { reason }));
    }
    hand.heapBytes = message.heapBytes ?? hand.heapBytes;
    if (message.broken || hand.heapBytes > FULL_HEAP) retire(hand);
    else rest(hand);
    pump();
  }

  /** The thread died under its work. */
  function fail(hand: Hand, error: unknown): void {
    if (!hands.has(hand)) return;
    const task = take(hand);
    retire(hand);
    task?.reject(new LontarError('pdf.damaged', { reason: String(error) }, { cause: error }));
    pump();
  }

  function rest(hand: Hand): void {
    hand.worker.unref();
    const wait = hand.heapBytes > LARGE_HEAP ? Math.min(idleMs, LARGE_IDLE_MS) : idleMs;
    hand.timer = setTimeout(() => retire(hand), wait);
    hand.timer.unref();
  }

  function pump(): void {
    while (queue.length > 0) {
      if (queue[0]!.signal?.aborted) {
        queue.shift()!.reject(new LontarError('scanning.cancelled'));
        continue;
      }
      const hand = handFor(queue[0]!.job.path);
      if (!hand) return;
      give(hand, queue.shift()!);
    }
  }

  /** Who has the document open, else whoever is free, else someone new. */
  function handFor(path: string): Hand | undefined {
    const free = [...hands].filter((hand) => hand.task === null);
    const hand = free.find((candidate) => candidate.path === path) ?? free[0];
    if (!hand) return hands.size < workers ? start() : undefined;
    if (hand.path === path || hand.heapBytes <= LARGE_HEAP) return hand;
    retire(hand);
    return start();
  }

  function give(hand: Hand, task: Task): void {
    clearTimeout(hand.timer);
    hand.task = task;
    hand.path = task.job.path;
    hand.timer = setTimeout(() => {
      take(hand)?.reject(new LontarError('pdf.too-slow', { seconds: timeLimitMs / 1000 }));
      retire(hand);
      pump();
    }, timeLimitMs);
    hand.worker.ref();
    const request: PdfiumRequest = { id: 0, job: task.job };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    hand.worker.postMessage(request);
  }

  return {
    run<K extends PdfiumJob['kind']>(
      job: PdfiumJob & { kind: K },
      { signal }: { signal?: AbortSignal } = {},
    ) {
      return new Promise<PdfiumAnswer & { kind: K }>((resolve, reject) => {
        if (closed) throw new LontarError('pdf.closed');
        const settle = (answer: PdfiumAnswer) => resolve(answer as PdfiumAnswer & { kind: K });
        queue.push({ job, signal, resolve: settle, reject });
        pump();
      });
    },
    async close() {
      closed = true;
      const waiting = [...queue.splice(0), ...[...hands].map(take)];
      for (const task of waiting) task?.reject(new LontarError('pdf.closed'));
      const ending = [...hands].map((hand) => {
        clearTimeout(hand.timer);
        hands.delete(hand);
        return hand.worker.terminate();
      });
      await Promise.all(ending);
    },
  };
}
