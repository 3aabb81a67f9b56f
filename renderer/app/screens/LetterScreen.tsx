import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';
import type { LetterEvent } from '../../../shared/contract/letters.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import { Given } from '../../features/dispositions/Given.tsx';
import { CancelNumber } from '../../features/letters/CancelNumber.tsx';
import { Correct } from '../../features/letters/Correct.tsx';
import { LetterPanel } from '../../features/letters/LetterPanel.tsx';
import { SaveAs } from '../../features/letters/SaveAs.tsx';
import { useAttach } from '../../features/letters/useAttach.ts';
import { Empty, Message } from '../../ui/Message.tsx';
import { ActionButton } from '../ActionButton.tsx';
import { explain } from '../errors.ts';
import { LetterPages } from '../LetterPages.tsx';
import { notify } from '../notices.ts';
import { go } from '../places.ts';
import { useAsk } from '../queries.ts';
import { useAction } from '../shortcuts.tsx';
import { useSay } from '../words.ts';

/** A letter: its page on the left, what is known of it on the right. */
export default function LetterScreen({ letter: id }: { letter: string }) {
  const say = useSay();
  const found = useAsk('letters.get', { letter: id }, { placeholderData: keepPreviousData });
  useAction('back', () => go({ at: 'agenda' }));
  if (found.error) return <Message look="alarm">{explain(say, found.error)}</Message>;
  if (!found.data) return null;
  return <Shown {...found.data} />;
}

type Open = 'correct' | 'cancel' | 'save' | null;

function Shown({ letter, history }: { letter: Letter; history: LetterEvent[] }) {
  const say = useSay();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <div className="two-halves">
      {letter.document ? (
        <LetterPages letter={letter} movable />
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
          between={letter.dispositions.map((one) => (
            <Given key={one.id} disposition={one} />
          ))}
          beside={
            letter.cancelled === null && (
              <ActionButton action="cancelNumber" look="quiet" onRun={() => setOpen('cancel')} />
            )
          }
          foot={<Actions letter={letter} onOpen={setOpen} />}
        />
      )}
      {open === 'cancel' && <CancelNumber letter={letter} onClose={close} />}
      {open === 'save' && <SaveAs letter={letter} onClose={close} />}
    </div>
  );
}

function Actions({ letter, onOpen }: { letter: Letter; onOpen: (what: Open) => void }) {
  const attach = useAttach(letter);
  const open = letter.cancelled === null;
  const disposed = letter.dispositions.length > 0;
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
      {open && <ActionButton action="correct" onRun={() => onOpen('correct')} />}
    </>
  );
}
