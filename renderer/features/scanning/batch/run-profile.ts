import type { MadeBatchDocument, ScanProfile } from '../../../../shared/contract/batches.ts';
import { ask } from '../../../app/api.ts';
import { keyOf, queries } from '../../../app/queries.ts';
import { remember } from '../../../app/remembered.ts';
import { close, scanInto } from './feeding.ts';

export const LAST = 'scan-profile';

interface Running {
  /** The batch is open: its pages can be looked at as they come. */
  onOpen: (batch: string) => void;
  /** Nothing had to be looked at, and the profile goes straight to registering. */
  onFinished: (batch: string, documents: MadeBatchDocument[]) => void;
}

/**
 * Opens a batch and lets the paper in: one key from the pile to its pages.
 * @param device where the profile takes the first device that is found, and one is known already
 */
export async function runProfile(
  profile: ScanProfile,
  device: string | null,
  { onOpen, onFinished }: Running,
): Promise<void> {
  remember(LAST, { key: profile.key });
  const view = await ask('batches.open', {
    profile: profile.key,
    ...(profile.device === null && device !== null && { settings: { device } }),
  });
  const { batch } = view;
  queries.setQueryData(keyOf('batches.get', { batch }), view);
  onOpen(batch);
  const { came, stopped, next } = await scanInto({ batch });
  if (!profile.straight || stopped !== null || next !== 'scan' || came.length === 0) return;
  const { warnings } = await ask('batches.get', { batch });
  if (warnings.length > 0) return;
  onFinished(batch, (await close(batch)).documents);
}
