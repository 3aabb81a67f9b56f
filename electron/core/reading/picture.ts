import { Worker } from 'node:worker_threads';
import { LontarError } from '../../../shared/contract/error.ts';
import { workerEntry } from '../worker-entry.ts';
import type { Coloured, Grey } from './take-colour-away.ts';

/** A picture file's page, a page that is nothing but a JPEG, or one that was drawn already. */
export type PictureJob = (
  | { kind: 'file'; path: string; page: number; dpi: number }
  | { kind: 'scan'; jpeg: Uint8Array; dpi: number; millimetres: PagePicture['millimetres'] }
  | ({ kind: 'raster'; dpi: number } & Coloured)
) & { bridge?: boolean };

/** Grey and without coloured ink; millimetres of the page as shown. */
export interface PagePicture extends Grey {
  dpi: number;
  millimetres: { width: number; height: number };
}

export type PictureAnswer =
  | { id: number; picture: PagePicture }
  | { id: number; refusal: { code: string; reason: string } };

/** One is drawn or decoded while colour is taken from another; more would only take memory. */
const AT_ONCE = 2;
const LIMIT_MS = 60_000;
const IDLE_MS = 30_000;

let worker: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let counter = 0;
const waiting = new Map<number, (answer: PictureAnswer | Error) => void>();

/**
 * Prepares a page for reading, in a thread: taking colour from four million pixels would keep the
 * core from answering.
 * @throws `file.damaged`, `reading.too-slow`; the signal's reason
 */
export async function makePicture(job: PictureJob, signal?: AbortSignal): Promise<PagePicture> {
  signal?.throwIfAborted();
  clearTimeout(idle);
  const own = (worker ??= start());
  own.ref();
  const id = (counter += 1);
  const answering = new Promise<PictureAnswer | Error>((tell) => waiting.set(id, tell));
  const timer = setTimeout(() => lose(own, new LontarError('reading.too-slow')), LIMIT_MS);
  const bytes = job.kind === 'raster' ? job.pixels : job.kind === 'scan' ? job.jpeg : undefined;
  const transfer = bytes ? [bytes.buffer as ArrayBuffer] : [];
  own.postMessage({ id, job }, transfer);
  const answer = await answering;
  clearTimeout(timer);
  if (waiting.size === 0) rest(own);
  signal?.throwIfAborted();
  if (answer instanceof Error) throw answer;
  if ('picture' in answer) return answer.picture;
  throw new LontarError(answer.refusal.code, { reason: answer.refusal.reason });
}

let making = 0;
const line: (() => void)[] = [];

/** Makes a page's picture, all it takes, when others are done; at once where somebody waits for it. */
export async function inTurn<Result>(
  urgent: boolean,
  make: () => Promise<Result>,
): Promise<Result> {
  if (!urgent && making >= AT_ONCE) await new Promise<void>((go) => line.push(go));
  else making += 1;
  try {
    return await make();
  } finally {
    making -= 1;
    while (making < AT_ONCE && line.length > 0) {
      making += 1;
      line.shift()!();
    }
  }
}

/** Ends the thread, which would keep a short command from ending. */
export async function closePictures(): Promise<void> {
  const own = worker;
  if (!own) return;
  lose(own, new LontarError('core.gone'));
  await own.terminate();
}

function start(): Worker {
  const own = new Worker(workerEntry('reading/picture-worker'));
  own.on('message', (answer: PictureAnswer) => settle(answer.id, answer));
  own.on('error', (cause) => lose(own, new LontarError('file.damaged', {}, { cause })));
  own.on('exit', () => lose(own, new LontarError('file.damaged')));
  return own;
}

function settle(id: number, answer: PictureAnswer | Error): void {
  const tell = waiting.get(id);
  waiting.delete(id);
  tell?.(answer);
}

function lose(own: Worker, error: Error): void {
  if (worker !== own) return;
  worker = undefined;
  void own.terminate();
  for (const id of waiting.keys()) settle(id, error);
}

function rest(own: Worker): void {
  own.unref();
  idle = setTimeout(() => {
    if (waiting.size === 0) lose(own, new LontarError('core.gone'));
  }, IDLE_MS).unref();
}
