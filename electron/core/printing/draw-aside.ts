import { workerPool } from '../worker-pool.ts';
import type { Drawn, LongPrint } from './draw-long.ts';

/** The book of the largest office in the country has some 100,000 lines. */
const TIME_LIMIT_MS = 10 * 60_000;

const drawers = workerPool<LongPrint, Drawn>({
  source: 'printing/print-worker',
  workers: 1,
  timeLimitMs: TIME_LIMIT_MS,
});

/** Draws a long print in a thread of its own. Throws `work.failed`, `work.too-slow`. */
export const drawAside = (print: LongPrint): Promise<Drawn> => drawers.run(print);
