import { Worker } from 'node:worker_threads';
import { LontarError } from '../../shared/contract/error.ts';
import { workerEntry } from './worker-entry.ts';

/** What a worker posts back: an answer, or a refusal with its stable code. */
export type WorkerReply<Answer> =
  | { answer: Answer }
  | { refusal: { code: string; data: Record<string, unknown> } };

export interface WorkerPool<Job, Answer> {
  /** @throws the worker's refusal, `work.failed`, `work.too-slow`, `scanning.cancelled` */
  run(job: Job, options?: RunOptions): Promise<Answer>;
}

interface RunOptions {
  signal?: AbortSignal | undefined;
  transfer?: ArrayBuffer[];
}

interface PoolOptions {
  source: `${string}-worker`;
  workers: number;
  /** A job that takes longer is given up, and its worker with it. */
  timeLimitMs: number;
}

interface Task<Job, Answer> {
  job: Job;
  transfer: ArrayBuffer[];
  signal: AbortSignal | undefined;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

interface Hand<Job, Answer> {
  worker: Worker;
  task: Task<Job, Answer> | null;
  timer: NodeJS.Timeout | undefined;
}

/** Without work for so long a worker ends, and its memory comes back. */
const IDLE_MS = 60_000;

/** A few threads of one kind, started when there is work; at rest they keep no process alive. */
export function workerPool<Job, Answer>(options: PoolOptions): WorkerPool<Job, Answer> {
  const hands = new Set<Hand<Job, Answer>>();
  const queue: Task<Job, Answer>[] = [];

  function start(): Hand<Job, Answer> {
    const worker = new Worker(workerEntry(options.source), { execArgv: [] });
    const hand: Hand<Job, Answer> = { worker, task: null, timer: undefined };
    hands.add(hand);
    worker.on('message', (reply: WorkerReply<Answer>) => finish(hand, reply));
    worker.on('error', (error) => fail(hand, error));
    worker.on('exit', (code) => fail(hand, new Error(`exit ${code}`)));
    return hand;
  }

  function retire(hand: Hand<Job, Answer>): void {
    clearTimeout(hand.timer);
    hands.delete(hand);
    void hand.worker.terminate();
  }

  function take(hand: Hand<Job, Answer>): Task<Job, Answer> | null {
    const { task } = hand;
    hand.task = null;
    clearTimeout(hand.timer);
    return task;
  }

  function finish(hand: Hand<Job, Answer>, reply: WorkerReply<Answer>): void {
    const task = take(hand);
    if ('answer' in reply) task?.resolve(reply.answer);
    else task?.reject(new LontarError(reply.refusal.code, reply.refusal.data));
    hand.worker.unref();
    hand.timer = setTimeout(() => retire(hand), IDLE_MS);
    hand.timer.unref();
    pump();
  }

  /** The thread died under its work. */
  function fail(hand: Hand<Job, Answer>, error: unknown): void {
    if (!hands.has(hand)) return;
    const task = take(hand);
    retire(hand);
    task?.reject(new LontarError('work.failed', { reason: String(error) }, { cause: error }));
    pump();
  }

  function pump(): void {
    while (queue.length > 0) {
      if (queue[0]!.signal?.aborted) {
        queue.shift()!.reject(new LontarError('scanning.cancelled'));
        continue;
      }
      const free = [...hands].find(({ task }) => task === null);
      if (!free && hands.size >= options.workers) return;
      give(free ?? start(), queue.shift()!);
    }
  }

  function give(hand: Hand<Job, Answer>, task: Task<Job, Answer>): void {
    clearTimeout(hand.timer);
    hand.task = task;
    hand.timer = setTimeout(() => {
      take(hand)?.reject(new LontarError('work.too-slow', { seconds: options.timeLimitMs / 1000 }));
      retire(hand);
      pump();
    }, options.timeLimitMs);
    hand.worker.ref();
    hand.worker.postMessage(task.job, task.transfer);
  }

  return {
    run: (job, { signal, transfer = [] } = {}) =>
      new Promise((resolve, reject) => {
        queue.push({ job, transfer, signal, resolve, reject });
        pump();
      }),
  };
}
