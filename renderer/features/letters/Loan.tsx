import { useState } from 'react';
import { readDay } from '../../../shared/domain/dates.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import { ask } from '../../app/api.ts';
import { dayText, momentText, today } from '../../app/days.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Field } from '../../ui/Field.tsx';
import { Message } from '../../ui/Message.tsx';
import type { PaperAct } from './PaperDialog.tsx';

interface LoanInput {
  borrower: string;
  until: string;
}

interface LoanForm {
  input: LoanInput;
  set: (change: Partial<LoanInput>) => void;
  act: PaperAct;
  wrongDay: boolean;
}

/** The paper leaves the archive for a while; while it is out, it comes back. */
export function useLoan(letter: Letter): LoanForm {
  const say = useSay();
  const [input, setInput] = useState<LoanInput>({ borrower: '', until: '' });
  const set = (change: Partial<LoanInput>) => setInput((now) => ({ ...now, ...change }));
  const borrower = input.borrower.trim();
  const until = input.until.trim() === '' ? null : readDay(input.until, today());
  const wrongDay = until === null && input.until.trim() !== '';
  if (letter.loan) {
    const run = async () => {
      await ask('letters.bringBack', { letter: letter.id });
      return say('onPaper:broughtBack');
    };
    return { input, set, wrongDay: false, act: { label: say('onPaper:bringBack'), run } };
  }
  const run = async () => {
    await ask('letters.lend', { letter: letter.id, borrower, until });
    return say('onPaper:lent', { borrower });
  };
  const ready = borrower !== '' && !wrongDay;
  return { input, set, wrongDay, act: { label: say('onPaper:lend'), run: ready ? run : null } };
}

/** Who has the paper, and since when; else who takes it, and until when. */
export function LoanFields({
  letter: { loan },
  input,
  set,
  wrongDay,
}: Omit<LoanForm, 'act'> & { letter: Letter }) {
  const say = useSay();
  const language = useLanguage();
  if (loan) {
    const { borrower, at, until } = loan;
    const data = { borrower, at: momentText(at, language) };
    return (
      <Message look="leaf">
        {say('onPaper:isLent', data)}
        {until !== null && ` ${say('onPaper:lentUntil', { until: dayText(until, language) })}`}
      </Message>
    );
  }
  return (
    <div className="paper-two">
      <Field label={say('onPaper:borrower')}>
        {(tied) => (
          <input
            {...tied}
            className="input"
            type="text"
            maxLength={200}
            value={input.borrower}
            onChange={(event) => set({ borrower: event.target.value })}
          />
        )}
      </Field>
      <Field label={say('onPaper:until')} wrong={wrongDay ? say('wrong:notADay') : undefined}>
        {(tied) => (
          <input
            {...tied}
            className="input"
            type="text"
            placeholder={say('letters:dayHint')}
            value={input.until}
            onChange={(event) => set({ until: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}
