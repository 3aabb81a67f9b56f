import { useState } from 'react';
import type { BatchView, ScanSettings } from '../../../../shared/contract/batches.ts';
import { ActionButton } from '../../../app/ActionButton.tsx';
import { ask } from '../../../app/api.ts';
import { explain } from '../../../app/errors.ts';
import { Modal } from '../../../app/Modal.tsx';
import { keyOf, queries } from '../../../app/queries.ts';
import { useSay } from '../../../app/words.ts';
import { Message } from '../../../ui/Message.tsx';
import { fitted } from './choices.ts';
import { PileFields } from './PileFields.tsx';
import { ScannerFields, useCapabilities } from './ScannerFields.tsx';

/** How this batch goes on: with another device, say, when the first one has died. */
export function BatchSettings({ view, onClose }: { view: BatchView; onClose: () => void }) {
  const say = useSay();
  const { batch } = view;
  const [typed, setTyped] = useState(view.settings);
  const [error, setError] = useState<unknown>(null);
  const set = (change: Partial<ScanSettings>) => setTyped((now) => ({ ...now, ...change }));
  const capabilities = useCapabilities(typed.device);
  const shown = capabilities.data ? { ...typed, ...fitted(typed, capabilities.data) } : typed;

  async function submit() {
    const { splitting, ...settings } = shown;
    try {
      await ask('batches.change', { batch, settings });
      const next = await ask('batches.edit', { batch, edit: { kind: 'splitting', splitting } });
      queries.setQueryData(keyOf('batches.get', { batch }), next);
      onClose();
    } catch (failure) {
      setError(failure);
    }
  }

  return (
    <Modal
      title={say('profiles:batchTitle')}
      onClose={onClose}
      wide
      foot={
        <ActionButton
          action="submit"
          look="main"
          label={say('common:save')}
          onRun={() => void submit()}
        />
      }
    >
      {error !== null && <Message look="alarm">{explain(say, error)}</Message>}
      <div className="profile-fields">
        <ScannerFields settings={shown} capabilities={capabilities} onChange={set} />
        <PileFields settings={shown} onChange={set} />
      </div>
    </Modal>
  );
}
