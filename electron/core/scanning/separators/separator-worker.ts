import { parentPort } from 'node:worker_threads';
import { type ReadCode, readCodes } from '../../codes/read-codes.ts';
import type { WorkerReply } from '../../worker-pool.ts';
import type { GreyPage } from './ink.ts';
import { judgePage, type SeenCode, type Separator } from './judge.ts';

/** Reads the codes of one page and judges it, away from the core. */
async function judge(page: GreyPage): Promise<Separator | null> {
  const codes = await readCodes(page, ['QRCode', 'Code39']);
  return judgePage(page, codes.map(toSeen));
}

function toSeen({ format, text, valid, corners }: ReadCode): SeenCode {
  const sides = corners.map(({ x, y }, index) => {
    const next = corners[(index + 1) % 4]!;
    return Math.hypot(next.x - x, next.y - y);
  });
  return { format: format === 'QRCode' ? 'qr' : 'name', text, valid, side: Math.max(...sides) };
}

parentPort?.on('message', async (page: GreyPage) => {
  let reply: WorkerReply<Separator | null>;
  try {
    reply = { answer: await judge(page) };
  } catch (error) {
    reply = { refusal: { code: 'work.failed', data: { reason: String(error) } } };
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(reply);
});
