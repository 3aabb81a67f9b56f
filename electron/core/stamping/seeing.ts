import { Worker } from 'node:worker_threads';
import { LontarError } from '../../../shared/contract/error.ts';
import { workerEntry } from '../worker-entry.ts';
import type { Judged, Verdict } from './judge.ts';

export type Job =
  | {
      kind: 'judge';
      before: string;
      after: string;
      /** How many pages it has more than before. */
      added: number;
      pages: Judged[];
    }
  | { kind: 'redraw'; before: string; into: string };

export type Answer =
  | { kind: 'verdict'; verdict: Verdict }
  | { kind: 'redrawn' }
  | { kind: 'going' }
  /** PDFium can't open the file as it came, and its error. */
  | { kind: 'unopened'; error: number }
  | { kind: 'failed'; message: string };

/** Without a word from the thread for so long it is taken for lost. */
const PATIENCE = 60_000;
const IDLE = 20_000;

let worker: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let line: Promise<unknown> = Promise.resolve();

/** One job after the other, in a thread that is replaced when a file breaks it. */
function run(job: Job, signal?: AbortSignal): Promise<Answer> {
  const answer = line.then(() => runNow(job, signal));
  line = answer.catch(() => undefined);
  return answer;
}

function runNow(job: Job, signal?: AbortSignal): Promise<Answer> {
  signal?.throwIfAborted();
  clearTimeout(idle);
  worker ??= new Worker(workerEntry('stamping/stamping-worker'));
  const own = worker;
  own.ref();
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout;
    const settle = (act: () => void, lost: boolean): void => {
      clearTimeout(timer);
      own.off('message', hear).off('error', fail).off('exit', end);
      signal?.removeEventListener('abort', abort);
      if (lost) discard(own);
      else rest(own);
      act();
    };
    const lose = (message: string) => settle(() => resolve({ kind: 'failed', message }), true);
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => lose('no answer'), PATIENCE);
    };
    const abort = () => settle(() => reject(signal!.reason as Error), true);
    const hear = (answer: Answer) => {
      if (answer.kind === 'going') wait();
      // After a failure PDFium's memory is not to be trusted.
      else settle(() => resolve(answer), answer.kind === 'failed');
    };
    const fail = (error: unknown) => lose(String(error));
    const end = () => lose('the thread ended');
    own.on('message', hear).on('error', fail).on('exit', end);
    signal?.addEventListener('abort', abort);
    wait();
    own.postMessage(job);
  });
}

function discard(own: Worker): void {
  if (worker === own) worker = undefined;
  own.on('error', () => undefined);
  void own.terminate();
}

function rest(own: Worker): void {
  own.unref();
  idle = setTimeout(() => discard(own), IDLE).unref();
}

/**
 * Whether the stamped file looks right to PDFium.
 * @throws LontarError `pdf.password`, `pdf.damaged` when PDFium does not open the original.
 */
export async function see(
  job: Omit<Extract<Job, { kind: 'judge' }>, 'kind'>,
  signal?: AbortSignal,
): Promise<Verdict | 'failed'> {
  const answer = await run({ kind: 'judge', ...job }, signal);
  if (answer.kind === 'unopened') throw refusal(answer.error);
  return answer.kind === 'verdict' ? answer.verdict : 'failed';
}

/** Draws the file anew as pictures. @throws LontarError as `see`. */
export async function redraw(before: string, into: string, signal?: AbortSignal): Promise<void> {
  const answer = await run({ kind: 'redraw', before, into }, signal);
  if (answer.kind === 'unopened') throw refusal(answer.error);
  if (answer.kind !== 'redrawn') throw new LontarError('pdf.damaged');
}

const refusal = (error: number): LontarError =>
  new LontarError(error === 4 || error === 5 ? 'pdf.password' : 'pdf.damaged');
