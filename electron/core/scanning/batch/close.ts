import { existsSync, rmSync } from 'node:fs';
import type { BatchProgress, ClosedBatch } from '../../../../shared/contract/batches.ts';
import { LontarError, toWireError } from '../../../../shared/contract/error.ts';
import { asksWhatItIs, divide } from '../../../../shared/domain/batch/documents.ts';
import { inOrder } from '../../../../shared/domain/batch/state.ts';
import { nameOf } from '../../../../shared/domain/batch/view.ts';
import { syncFolder } from '../../archive/durable.ts';
import type { CallContext, CoreContext } from '../../context.ts';
import { insertDraft } from '../drafts.ts';
import { aroundOf, type BatchDesk, deskOf, type Live } from './desk.ts';
import { batchesFolder, batchFolder } from './folder.ts';
import { makePart } from './make-part.ts';
import { closeRow } from './store.ts';

/**
 * Makes a draft of every document, each safe before the next is begun; only when all are do the pages
 * go. Cut off in between, it goes on with the first document that is not made yet.
 * Throws `batch.asks` where a separator's code can't be read and nobody has said what the sheet is.
 */
export async function closeBatch(
  context: CoreContext,
  batch: string,
  { signal, progress }: CallContext = {},
): Promise<ClosedBatch> {
  const desk = deskOf(context);
  const live = await desk.live(batch);
  const tell = (value: BatchProgress) => progress?.(value);
  return desk.during(live, 'closing', async () => {
    if (live.state.status === 'discarded') return letGo(desk, live);
    if (live.state.status === 'open') {
      await desk.examiner.finish(live, signal, (left) => tell({ step: 'cleaning', left }));
      const asking = inOrder(live.state).filter((page) => asksWhatItIs(live.state, page));
      if (asking.length > 0) {
        throw new LontarError('batch.asks', { pages: asking.map(({ page }) => page) });
      }
      desk.append(live, { type: 'closing', version: 1, body: {} });
    }
    try {
      await makeAll(desk, live, signal, tell);
    } catch (error) {
      const stopped = toWireError(error);
      desk.append(live, { type: 'closing-stopped', version: 1, body: { stopped } });
      throw error;
    }
    return letGo(desk, live);
  });
}

async function makeAll(
  desk: BatchDesk,
  live: Live,
  signal: AbortSignal | undefined,
  tell: (progress: BatchProgress) => void,
): Promise<void> {
  const { context } = desk;
  const { archive } = context;
  const folder = batchFolder(archive.home, live.batch);
  for (;;) {
    const { parts } = divide(live.state);
    const part = parts[0];
    const done = live.state.made.length;
    tell({ step: 'document', done, total: done + parts.length });
    if (!part) return;
    const { pages, book } = part;
    const made = await makePart(context, { batch: live.state, folder, pages, signal });
    try {
      await archive.blobs.adopt(made.path, made.sha256);
    } catch (error) {
      rmSync(made.path, { force: true });
      throw error;
    }
    const name = nameOf(live.state, aroundOf(live), book, 0);
    const document = { sha256: made.sha256, pages: made.pages, bytes: made.bytes, name };
    // The draft and the knowledge that it is made are one: after a crash it is not made twice.
    const event = {
      type: 'document-made',
      version: 1,
      body: { document, book, pages },
    } as const;
    desk.append(live, event, (writer) => insertDraft(writer, archive.scribe.now(), document, book));
    context.announce({ operation: 'batches.close', batch: live.batch });
  }
}

/** The batch's end: first the journal says so, then the pages go. */
function letGo(desk: BatchDesk, live: Live): ClosedBatch {
  const { archive } = desk.context;
  const { state, batch } = live;
  const closed: ClosedBatch = { batch, documents: state.made };
  const pages = state.pages.filter(({ deleted }) => !deleted).length;
  const discarded = state.status === 'discarded';
  archive.write((writer) =>
    closeRow(writer, batch, { ...closed, profile: state.profile, pages, discarded }),
  );
  desk.forget(batch);
  removePages(archive.home, batch);
  return closed;
}

/** What can't be removed now (something still reads it) is at the next start. */
export function removePages(home: string, batch: string): void {
  const folder = batchFolder(home, batch);
  if (!existsSync(folder)) return;
  try {
    // A page that is being cleaned may still come into it.
    rmSync(folder, { recursive: true, force: true, maxRetries: 4, retryDelay: 50 });
    syncFolder(batchesFolder(home));
  } catch {
    // The batch is closed all the same.
  }
}
