import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';
import type { LetterEvent } from '../../../shared/contract/letters.ts';
import { statusOf } from '../../../shared/domain/letter/routing.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import { Routing } from '../../features/dispositions/Routing.tsx';
import { CancelNumber } from '../../features/letters/CancelNumber.tsx';
import { Correct } from '../../features/letters/Correct.tsx';
import { LetterPanel } from '../../features/letters/LetterPanel.tsx';
import { PaperDialog } from '../../features/letters/PaperDialog.tsx';
import { SaveAs } from '../../features/letters/SaveAs.tsx';
import { PutStamp } from '../../features/stamping/PutStamp.tsx';
import { useAttach } from '../../features/letters/useAttach.ts';
import { Empty, Message } from '../../ui/Message.tsx';
import { ActionButton } from '../ActionButton.tsx';
import { explain } from '../errors.ts';
import { justStamped, LetterPages } from '../LetterPages.tsx';
import { notify } from '../notices.ts';
import { go } from '../places.ts';
import { printingState } from '../printing-state.ts';
import { useAsk } from '../queries.ts';
import { useReceipt } from '../useReceipt.ts';
import { useAction } from '../shortcuts.tsx';
import { useSay } from '../words.ts';

interface LetterScreenProps {
  letter: string;
  position: string | null;
}

/** A letter: its page on the left, what is known of it on the right. */
export default function LetterScreen({ letter: id, position }: LetterScreenProps) {
  const say = useSay();
  const found = useAsk('letters.get', { letter: id }, { placeholderData: keepPreviousData });
  useAction('back', () => go(position ? { at: 'waiting', position } : { at: 'agenda' }));
  if (found.error) return <Message look="alarm">{explain(say, found.error)}</Message>;
  if (!found.data) return null;
  return <Shown {...found.data} position={position} />;
}

type Open = 'stamp' | 'correct' | 'cancel' | 'save' | 'paper' | null;

interface ShownProps {
  letter: Letter;
  history: LetterEvent[];
  position: string | null;
}

function Shown({ letter, history, position }: ShownProps) {
  const say = useSay();
  const office = useAsk('office.get', {});
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <div className="two-halves">
      {letter.document ? (
        <LetterPages letter={letter} movable onStamp={() => setOpen('stamp')} />
      ) : (
        <Empty title={say('letters:noPagesTitle')} text={say('letters:noPagesText')} />
      )}
      {open === 'correct' ? (
        <Correct
          letter={letter}
          onDone={(changed) => {
            if (changed) notify({ text: say('letters:corrected'), look: 'done' });
            close();
          }}
        />
      ) : (
        <LetterPanel
          letter={letter}
          history={history}
          between={
            <Routing
              letter={letter}
              office={office.data ?? null}
              position={position}
              onFurther={(under) => go({ at: 'dispose', letter: letter.id, under })}
              onLetter={(other) => go({ at: 'letter', letter: other })}
            />
          }
          beside={
            letter.cancelled === null && (
              <ActionButton action="cancelNumber" look="quiet" onRun={() => setOpen('cancel')} />
            )
          }
          foot={<Actions letter={letter} onOpen={setOpen} />}
        />
      )}
      {open === 'stamp' && (
        <PutStamp
          letter={letter}
          onPut={(stamp) => justStamped.set({ letter: letter.id, stamp })}
          onClose={close}
        />
      )}
      {open === 'cancel' && <CancelNumber letter={letter} onClose={close} />}
      {open === 'paper' && office.data && (
        <PaperDialog letter={letter} office={office.data} onClose={close} />
      )}
      {open === 'save' && <SaveAs letter={letter} onClose={close} />}
    </div>
  );
}

function Actions({ letter, onOpen }: { letter: Letter; onOpen: (what: Open) => void }) {
  const attach = useAttach(letter);
  const receipt = useReceipt();
  const office = useAsk('office.get', {});
  const books = office.data?.books ?? [];
  const incoming = books.some(
    ({ key, direction }) => key === letter.agenda.book && direction === 'incoming',
  );
  const answerable = incoming && books.some(({ direction }) => direction === 'outgoing');
  const open = letter.cancelled === null;
  const disposed = statusOf(letter) !== 'registered';
  return (
    <>
      {open && !disposed && (
        <ActionButton
          action="dispose"
          look="main"
          onRun={() => go({ at: 'dispose', letter: letter.id })}
        />
      )}
      {open && (
        <ActionButton
          action="sheet"
          look={disposed ? 'main' : 'plain'}
          onRun={() => go({ at: 'sheet', letter: letter.id })}
        />
      )}
      {open && letter.document === null && (
        <ActionButton action="attach" disabled={attach.running} onRun={attach.run} />
      )}
      <ActionButton action="save" onRun={() => onOpen('save')} />
      {open && (
        <>
          <ActionButton
            action="printLetter"
            onRun={() => printingState.set({ wanted: { letter: letter.id } })}
          />
          {answerable && (
            <ActionButton
              action="answer"
              onRun={() => go({ at: 'register', document: null, answers: letter.id })}
            />
          )}
          <ActionButton action="receipt" onRun={() => receipt(letter.id)} />
          <ActionButton action="paper" onRun={() => onOpen('paper')} />
        </>
      )}
      {open && <ActionButton action="correct" onRun={() => onOpen('correct')} />}
    </>
  );
}
