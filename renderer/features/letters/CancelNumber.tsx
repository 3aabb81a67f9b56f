import { useState } from 'react';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { explain } from '../../app/errors.ts';
import { Modal } from '../../app/Modal.tsx';
import { notify } from '../../app/notices.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useSay } from '../../app/words.ts';
import { Field } from '../../ui/Field.tsx';
import { Message } from '../../ui/Message.tsx';

/** A number once given stays in the book, struck through, with the reason. */
export function CancelNumber({ letter, onClose }: { letter: Letter; onClose: () => void }) {
  const say = useSay();
  const number = `${letter.agenda.number}/${letter.agenda.year}`;
  const [reason, setReason] = useState('');
  const cancel = useCommand('letters.cancel', {
    onDone: () => {
      notify({ text: say('letters:cancelDone', { number }), look: 'done' });
      onClose();
    },
    onRefused: () => undefined,
  });
  const given = reason.trim() !== '';
  return (
    <Modal
      title={say('letters:cancelTitle', { number })}
      onClose={onClose}
      foot={
        <ActionButton
          action="submit"
          look="alarm"
          label={say('letters:cancelYes')}
          disabled={!given || cancel.isPending}
          onRun={() => cancel.mutate({ letter: letter.id, reason })}
        />
      }
    >
      {cancel.error && <Message look="alarm">{explain(say, cancel.error)}</Message>}
      <p>{say('letters:cancelText')}</p>
      <Field label={say('letters:cancelReason')}>
        {(tied) => (
          <textarea
            {...tied}
            className="input"
            rows={2}
            maxLength={500}
            data-first
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </Modal>
  );
}
