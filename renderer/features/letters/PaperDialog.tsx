import { useState } from 'react';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { Office } from '../../../shared/domain/office/state.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { explain } from '../../app/errors.ts';
import { Modal } from '../../app/Modal.tsx';
import { notify } from '../../app/notices.ts';
import { useSay } from '../../app/words.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Message } from '../../ui/Message.tsx';
import { HandOverFields, useHandOver } from './HandOver.tsx';
import { LoanFields, useLoan } from './Loan.tsx';
import { PlaceFields, usePlace } from './PaperPlace.tsx';
import './paper.css';

interface PaperDialogProps {
  letter: Letter;
  office: Office;
  onClose: () => void;
}

/** What can be done about a letter's paper; `null`: not yet. */
export interface PaperAct {
  /** On the button. */
  label: string;
  run: (() => Promise<string>) | null;
}

/** Where a letter's paper goes: handed over, lent and brought back, put in its place. */
export function PaperDialog({ letter, office, onClose }: PaperDialogProps) {
  const say = useSay();
  const [what, setWhat] = useState<'handOver' | 'loan' | 'place'>('handOver');
  const [error, setError] = useState<unknown>(null);
  const [running, setRunning] = useState(false);
  const handOver = useHandOver(letter, office);
  const loan = useLoan(letter);
  const place = usePlace(letter);
  const act: PaperAct = { handOver, loan, place }[what].act;

  async function submit() {
    setRunning(true);
    setError(null);
    try {
      notify({ text: await act.run!(), look: 'done' });
      onClose();
    } catch (failure) {
      setError(failure);
      setRunning(false);
    }
  }

  return (
    <Modal
      title={say('onPaper:title')}
      onClose={onClose}
      foot={
        <ActionButton
          action="submit"
          look="main"
          label={act.label}
          disabled={running || act.run === null}
          onRun={() => void submit()}
        />
      }
    >
      {error !== null && <Message look="alarm">{explain(say, error)}</Message>}
      <Choice
        label={say('onPaper:what')}
        options={[
          { value: 'handOver', label: say('onPaper:handOver'), letter: 's' },
          {
            value: 'loan',
            label: say(letter.loan ? 'onPaper:bringBack' : 'onPaper:lend'),
            letter: 'p',
          },
          { value: 'place', label: say('onPaper:place'), letter: 't' },
        ]}
        value={what}
        onChoose={setWhat}
      />
      {what === 'handOver' && <HandOverFields letter={letter} office={office} {...handOver} />}
      {what === 'loan' && <LoanFields letter={letter} {...loan} />}
      {what === 'place' && <PlaceFields {...place} />}
    </Modal>
  );
}
