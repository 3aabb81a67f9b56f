import type { BatchView } from '../../../../shared/contract/batches.ts';
import { ask, type Asked } from '../../../app/api.ts';
import { explain } from '../../../app/errors.ts';
import { notify } from '../../../app/notices.ts';
import { keyOf, queries } from '../../../app/queries.ts';
import { useSay } from '../../../app/words.ts';

/** What a person changes of a batch; each answer is what is shown next. */
export function useEdits(batch: string) {
  const say = useSay();
  async function show(answer: Promise<BatchView>) {
    try {
      queries.setQueryData(keyOf('batches.get', { batch }), await answer);
    } catch (error) {
      notify({ text: explain(say, error), look: 'alarm' });
    }
  }
  return {
    edit: (edit: Asked<'batches.edit'>['edit']) => void show(ask('batches.edit', { batch, edit })),
    undo: () => void show(ask('batches.undo', { batch })),
    redo: () => void show(ask('batches.redo', { batch })),
    discard: () => void show(ask('batches.discard', { batch })),
    restore: () => void show(ask('batches.restore', { batch })),
  };
}

export type Edits = ReturnType<typeof useEdits>;
