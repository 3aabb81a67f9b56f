import type { PreparedDocument } from '../../../shared/contract/letters.ts';
import { Modal } from '../../app/Modal.tsx';
import { useCommand } from '../../app/useCommand.ts';
import { useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';

interface DiscardDialogProps {
  document: PreparedDocument;
  onClose: () => void;
  onDiscarded: () => void;
}

/** Pages that were captured by mistake; those of a registered letter never go this way. */
export function DiscardDialog({ document, onClose, onDiscarded }: DiscardDialogProps) {
  const say = useSay();
  const discard = useCommand('scanning.discardDraft', { onDone: onDiscarded });
  return (
    <Modal
      title={say('letters:discardTitle')}
      onClose={onClose}
      foot={
        <Button
          look="alarm"
          disabled={discard.isPending}
          onClick={() => discard.mutate({ sha256: document.sha256 })}
        >
          {say('letters:discardYes')}
        </Button>
      }
    >
      <p>{say('letters:discardText', { name: document.name, pages: document.pages })}</p>
    </Modal>
  );
}
