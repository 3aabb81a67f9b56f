import { parentPort } from 'node:worker_threads';
import { toWireError } from '../../../shared/contract/error.ts';
import type { WorkerReply } from '../worker-pool.ts';
import { type Drawn, drawLong, type LongPrint } from './draw-long.ts';

// A book of a year has a thousand pages: whoever works meanwhile does not wait for them.
const port = parentPort!;

port.on('message', (print: LongPrint) => {
  drawLong(print).then(
    (answer) => port.postMessage({ answer } satisfies WorkerReply<Drawn>),
    (error: unknown) =>
      port.postMessage({ refusal: toWireError(error) } satisfies WorkerReply<Drawn>),
  );
});
