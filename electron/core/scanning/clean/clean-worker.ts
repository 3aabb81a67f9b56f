// oxlint-disable unicorn/require-post-message-target-origin -- a thread, not a window
import { parentPort } from 'node:worker_threads';
import { LontarError, toWireError } from '../../../../shared/contract/error.ts';
import { cleanPage } from './clean-page.ts';
import type { FromCleaner, ToCleaner } from './cleaner.ts';

const port = parentPort!;
let cancelled = false;

function goOn(): void {
  if (cancelled) throw new LontarError('scanning.cancelled');
}

port.on('message', (message: ToCleaner) => {
  if ('cancel' in message) {
    cancelled = true;
    return;
  }
  cancelled = false;
  cleanPage(message.job, goOn).then(
    (done) => port.postMessage({ done } satisfies FromCleaner),
    (error: unknown) => port.postMessage({ refused: toWireError(error) } satisfies FromCleaner),
  );
});
