import { Modal } from '../../app/Modal.tsx';
import { useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';

interface LeaveDialogProps {
  onStay: () => void;
  onThrow: () => void;
  /** Absent where there is nothing to keep it in. */
  onKeep?: () => void;
}

/** Asked before typed words are left behind. */
export function LeaveDialog({ onStay, onKeep, onThrow }: LeaveDialogProps) {
  const say = useSay();
  return (
    <Modal
      title={say('letters:leaveTitle')}
      onClose={onStay}
      closeText={say('letters:leaveStay')}
      foot={
        <>
          <Button look="alarm" onClick={onThrow}>
            {say('letters:leaveThrow')}
          </Button>
          {onKeep && (
            <Button look="main" data-first onClick={onKeep}>
              {say('letters:leaveKeep')}
            </Button>
          )}
        </>
      }
    >
      <p>{say(onKeep ? 'letters:leaveText' : 'letters:leaveCorrection')}</p>
    </Modal>
  );
}
