import type { BatchWarning } from '../../../../shared/contract/batches.ts';
import { ActionButton } from '../../../app/ActionButton.tsx';
import { explain } from '../../../app/errors.ts';
import { Modal } from '../../../app/Modal.tsx';
import { useSay } from '../../../app/words.ts';

interface FinishDialogProps {
  warnings: BatchWarning[];
  documents: number;
  onClose: () => void;
  onFinish: () => void;
}

/** Something has not been looked at yet: once the batch is closed its pages can't be changed. */
export function FinishDialog({ warnings, documents, onClose, onFinish }: FinishDialogProps) {
  const say = useSay();
  return (
    <Modal
      title={say('batch:finishTitle')}
      onClose={onClose}
      closeText={say('batch:lookFirst')}
      foot={
        <ActionButton
          action="finish"
          look="main"
          label={say('batch:finish', { n: documents })}
          onRun={onFinish}
        />
      }
    >
      <ul className="finish-list">
        {warnings.map(({ code, data }) => (
          <li key={code}>{explain(say, { code, data })}</li>
        ))}
      </ul>
    </Modal>
  );
}
