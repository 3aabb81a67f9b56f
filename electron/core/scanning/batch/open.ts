import type { ParsedInputOf } from '../../../../shared/contract/api.ts';
import {
  type BatchSummary,
  type BatchView,
  ScanSettings,
} from '../../../../shared/contract/batches.ts';
import { LontarError, toWireError } from '../../../../shared/contract/error.ts';
import { summaryOf } from '../../../../shared/domain/batch/view.ts';
import { newId } from '../../archive/identity.ts';
import type { CoreContext } from '../../context.ts';
import { aroundOf, deskOf } from './desk.ts';
import { profilesOf } from './profiles.ts';
import { type BatchRow, batchRows } from './rows.ts';
import { type ClosedSummary, insertBatch, insertEvent } from './store.ts';

/** Begins a batch with a profile's settings, and those given before them. */
export async function openBatch(
  context: CoreContext,
  { profile: key, settings: given }: ParsedInputOf<'batches.open'>,
): Promise<BatchView> {
  const { archive } = context;
  const profile =
    key === undefined ? null : profilesOf(archive.read).find((one) => one.key === key);
  if (profile === undefined) {
    const known = profilesOf(archive.read).map((one) => one.key);
    throw new LontarError('profile.unknown', { key, known });
  }
  const settings = ScanSettings.parse({ ...profile, ...given });
  const now = archive.scribe.now();
  const batch = newId(now);
  archive.write((writer) => {
    insertBatch(writer, { batch, at: new Date(now).toISOString() });
    const body = { settings, profile: profile?.name ?? '-' };
    insertEvent(writer, batch, 1, { type: 'opened', version: 1, body });
  });
  const desk = deskOf(context);
  return desk.view(await desk.live(batch));
}

export async function getBatch(context: CoreContext, batch: string): Promise<BatchView> {
  const desk = deskOf(context);
  return desk.view(await desk.live(batch));
}

/** Newest first. One that can't be read is in the list with the reason, and hinders no other. */
export async function listBatches(
  context: CoreContext,
  { closed }: ParsedInputOf<'batches.list'>,
): Promise<BatchSummary[]> {
  const summaries: BatchSummary[] = [];
  for (const row of batchRows(context.archive.read)) {
    if (row.closed === null) summaries.push(await openSummary(context, row));
    else if (closed) summaries.push(closedSummary(row, JSON.parse(row.closed) as ClosedSummary));
  }
  return summaries;
}

async function openSummary(context: CoreContext, { batch, at }: BatchRow): Promise<BatchSummary> {
  try {
    const live = await deskOf(context).live(batch);
    return summaryOf(live.state, aroundOf(live));
  } catch (error) {
    const { code } = toWireError(error);
    return { batch, at, profile: '', status: 'open', pages: 0, documents: 0, problem: code };
  }
}

function closedSummary({ batch, at }: BatchRow, summary: ClosedSummary): BatchSummary {
  const { profile, pages, documents, discarded } = summary;
  const status = discarded ? 'discarded' : 'closed';
  return { batch, at, profile, status, pages, documents: documents.length, problem: null };
}
