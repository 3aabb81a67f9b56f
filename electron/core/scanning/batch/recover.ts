import type { CoreContext } from '../../context.ts';
import { closeBatch, removePages } from './close.ts';
import { deskOf } from './desk.ts';
import { batchFoldersIn } from './folder.ts';
import { batchRow, batchRows } from './rows.ts';

/**
 * After a start: pages that are not cleaned yet are, and a closing that was cut off is finished. A
 * batch that can't be read stays as it is.
 */
export async function recover(context: CoreContext): Promise<void> {
  const { archive } = context;
  const stop = new AbortController();
  const end = async () => stop.abort();
  context.ends.add(end);
  removeRests(archive);
  const desk = deskOf(context);
  for (const { batch, closed } of batchRows(archive.read)) {
    if (closed !== null || stop.signal.aborted) continue;
    const live = await desk.live(batch).catch(() => null);
    if (!live) continue;
    desk.examiner.wake(live);
    if (live.state.status !== 'closing' || live.busy) continue;
    await closeBatch(context, batch, { signal: stop.signal }).catch(() => null);
    context.announce({ operation: 'batches.close', batch });
  }
  context.ends.delete(end);
}

/** Pages of batches that are closed: a crash came between the one and the other. */
function removeRests({ home, read }: CoreContext['archive']): void {
  for (const name of batchFoldersIn(home)) {
    if (batchRow(read, name)?.closed) removePages(home, name);
  }
}
