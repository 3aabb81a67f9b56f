import { parentPort } from 'node:worker_threads';
import type { WorkerReply } from '../../worker-pool.ts';
import { findSheetCode, type FoundCode } from './find-code.ts';
import { readPage, type ReadPage, type PageToRead } from './read-page.ts';
import { penGrey, type ColourPicture } from './straighten.ts';

export type SheetJob = { kind: 'find'; picture: ColourPicture } | ({ kind: 'read' } & PageToRead);

/** The picture goes back with the answer: memory changes hands, it is not copied. */
export type SheetAnswer =
  | { kind: 'find'; code: FoundCode | null; picture: ColourPicture }
  | { kind: 'read'; page: ReadPage | null };

async function answer(job: SheetJob): Promise<SheetAnswer> {
  if (job.kind === 'read') return { kind: 'read', page: readPage(job) };
  const { picture } = job;
  const code = await findSheetCode(penGrey(picture));
  return { kind: 'find', code, picture };
}

function handedOver(reply: SheetAnswer): ArrayBuffer[] {
  const picture = reply.kind === 'find' ? reply.picture : reply.page?.straight;
  return picture ? [picture.data.buffer as ArrayBuffer] : [];
}

parentPort?.on('message', async (job: SheetJob) => {
  let reply: WorkerReply<SheetAnswer>;
  let transfer: ArrayBuffer[] = [];
  try {
    const done = await answer(job);
    transfer = handedOver(done);
    reply = { answer: done };
  } catch (error) {
    reply = { refusal: { code: 'work.failed', data: { reason: String(error) } } };
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(reply, transfer);
});
