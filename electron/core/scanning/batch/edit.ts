import type { ParsedInputOf } from '../../../../shared/contract/api.ts';
import type { BatchView } from '../../../../shared/contract/batches.ts';
import { LontarError } from '../../../../shared/contract/error.ts';
import { decideEdit, decideStep, mustBeOpen } from '../../../../shared/domain/batch/edit.ts';
import type { BatchEvent } from '../../../../shared/domain/batch/events.ts';
import type { Batch } from '../../../../shared/domain/batch/state.ts';
import type { CoreContext } from '../../context.ts';
import { deskOf, type Live } from './desk.ts';

/** A person's change, safe on disk when its view is here. */
export function editBatch(
  context: CoreContext,
  { batch, edit }: ParsedInputOf<'batches.edit'>,
): Promise<BatchView> {
  return change(context, batch, (state) => decideEdit(state, edit));
}

export function stepBatch(
  context: CoreContext,
  batch: string,
  way: 'undo' | 'redo',
): Promise<BatchView> {
  return change(context, batch, (state) => decideStep(state, way));
}

/** Changes how the batch goes on; pages that are in are not scanned anew. */
export function changeSettings(
  context: CoreContext,
  { batch, settings }: ParsedInputOf<'batches.change'>,
): Promise<BatchView> {
  return change(context, batch, (state) => {
    mustBeOpen(state);
    return {
      type: 'settings-changed',
      version: 1,
      body: { settings: { ...state.settings, ...settings } },
    };
  });
}

export function discardBatch(context: CoreContext, batch: string): Promise<BatchView> {
  return change(context, batch, (state, live) => {
    mustBeOpen(state);
    if (live.busy) throw new LontarError('batch.busy', { busy: live.busy });
    return { type: 'discarded', version: 1, body: {} };
  });
}

export function restoreBatch(context: CoreContext, batch: string): Promise<BatchView> {
  return change(context, batch, ({ status }) =>
    status === 'discarded' ? { type: 'restored', version: 1, body: {} } : null,
  );
}

async function change(
  context: CoreContext,
  batch: string,
  decide: (state: Batch, live: Live) => BatchEvent | null,
): Promise<BatchView> {
  const desk = deskOf(context);
  const live = await desk.live(batch);
  desk.append(live, decide(live.state, live));
  return desk.view(live);
}
