import { useState } from 'react';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { dayText, today } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { useAction } from '../../app/shortcuts.tsx';
import { useCommand } from '../../app/useCommand.ts';
import { useOnce } from '../../app/useOnce.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Message } from '../../ui/Message.tsx';
import { CONFIRM, DuplicateWarning, useDuplicates } from './Duplicates.tsx';
import { changesOf, readForm, valuesOf, type FormValues } from './form-values.ts';
import { LeaveDialog } from './LeaveDialog.tsx';
import { LetterForm } from './LetterForm.tsx';
import { useLetterForm } from './useLetterForm.ts';

interface CorrectProps {
  letter: Letter;
  onDone: (changed: boolean) => void;
}

/** The same form on a letter that is in the book; only what differs is sent. */
export function Correct({ letter, onDone }: CorrectProps) {
  const say = useSay();
  const language = useLanguage();
  const form = useLetterForm(valuesOf(letter, (day) => dayText(day, language)));
  const [sender, number] = form.watch(['sender', 'number']);
  const same = sender === letter.fields.sender && number === (letter.fields.number ?? '');
  const duplicates = useDuplicates(sender, number, letter.id);
  const [asking, setAsking] = useState(false);
  const correct = useCommand('letters.correct', {
    onDone: () => onDone(true),
    onRefused: () => undefined,
  });

  const submit = useOnce(async (values: FormValues) => {
    const { read } = readForm(values, today());
    if (read === null) return;
    if (!same && !(await duplicates.mayBeSaved(values.sender, values.number))) {
      document.getElementById(CONFIRM)?.focus();
      return;
    }
    const changes = changesOf(letter, read);
    if (changes === null) onDone(false);
    else await correct.mutateAsync({ letter: letter.id, ...changes }).catch(() => undefined);
  });

  function leave() {
    if (form.formState.isDirty) setAsking(true);
    else onDone(false);
  }
  useAction('back', leave);
  const { agenda } = letter;

  return (
    <section className="side" aria-label={say('letters:correctTitle')}>
      <header className="side-head">
        <h1>{`${say('letters:correctTitle')} ${agenda.number}/${agenda.year}`}</h1>
      </header>
      <div className="side-body">
        <LetterForm name="correct" form={form} books={null} onSubmit={submit} />
      </div>
      <div className="side-note">
        {correct.error && <Message look="alarm">{explain(say, correct.error)}</Message>}
        {!same && duplicates.found.length > 0 && <DuplicateWarning {...duplicates} />}
      </div>
      <footer className="side-foot">
        <span className="soft small push">{say('letters:correctHint')}</span>
        <ActionButton action="back" look="quiet" label={say('common:back')} onRun={leave} />
        <ActionButton
          action="submit"
          look="main"
          label={say('letters:saveCorrection')}
          disabled={correct.isPending}
          onRun={() => void form.handleSubmit(submit)()}
        />
      </footer>
      {asking && <LeaveDialog onStay={() => setAsking(false)} onThrow={() => onDone(false)} />}
    </section>
  );
}
