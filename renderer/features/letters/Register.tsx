import { useEffect, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { PreparedDocument } from '../../../shared/contract/letters.ts';
import { readDay } from '../../../shared/domain/dates.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { Book } from '../../../shared/domain/office/state.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { dayText, today } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { useAsk } from '../../app/queries.ts';
import { useAction } from '../../app/shortcuts.tsx';
import { forgetRemembered, remember, remembered } from '../../app/store.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useOnce } from '../../app/useOnce.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Message } from '../../ui/Message.tsx';
import { CONFIRM, DuplicateWarning, useDuplicates } from './Duplicates.tsx';
import { DiscardDialog } from './DiscardDialog.tsx';
import { emptyValues, readForm, type FormValues } from './form-values.ts';
import { LeaveDialog } from './LeaveDialog.tsx';
import { LetterForm } from './LetterForm.tsx';
import { useLetterForm } from './useLetterForm.ts';

interface RegisterProps {
  document: PreparedDocument | null;
  books: Book[];
  onRegistered: (letter: Letter) => void;
  onLeave: () => void;
  /** The pages were thrown away. */
  onDiscarded: () => void;
}

/** The form of a letter that has no number yet. What is typed is kept until it is in the book. */
export function Register(props: RegisterProps) {
  const { document, books, onRegistered, onLeave, onDiscarded } = props;
  const say = useSay();
  const language = useLanguage();
  const memory = `form.${document?.sha256 ?? 'bare'}`;
  const [start] = useState(() =>
    remembered(memory, emptyValues(books[0]?.key ?? 'masuk', dayText(today(), language))),
  );
  const form = useLetterForm(start);
  const [sender, number] = form.watch(['sender', 'number']);
  const duplicates = useDuplicates(sender, number);
  const [asking, setAsking] = useState<'leave' | 'discard' | null>(null);
  useMemory(form, memory);

  const register = useCommand('letters.register', {
    onDone: (letter) => {
      forgetRemembered(memory);
      onRegistered(letter);
    },
    onRefused: () => undefined,
  });

  const submit = useOnce(async (values: FormValues) => {
    const { read } = readForm(values, today());
    if (read === null) return;
    if (!(await duplicates.mayBeSaved(values.sender, values.number))) {
      window.document.getElementById(CONFIRM)?.focus();
      return;
    }
    await register
      .mutateAsync({ book: values.book, received: read.received, fields: read.fields, document })
      .catch(() => undefined);
  });

  function leave() {
    if (form.formState.isDirty) setAsking('leave');
    else onLeave();
  }
  useAction('back', leave);

  return (
    <section className="side" aria-label={say('letters:registerTitle')}>
      <header className="side-head">
        <h1>{say('letters:registerTitle')}</h1>
        <NextNumber form={form} />
      </header>
      <div className="side-body">
        <LetterForm name="register" form={form} books={books} onSubmit={submit} />
      </div>
      <div className="side-note">
        {register.error && <Message look="alarm">{explain(say, register.error)}</Message>}
        {duplicates.found.length > 0 && <DuplicateWarning {...duplicates} />}
      </div>
      <footer className="side-foot">
        {document && (
          <ActionButton action="discard" look="quiet" onRun={() => setAsking('discard')} />
        )}
        <span className="push" />
        <ActionButton action="back" look="quiet" label={say('common:back')} onRun={leave} />
        <ActionButton
          action="submit"
          look="main"
          label={say('letters:saveLetter')}
          disabled={register.isPending}
          onRun={() => void form.handleSubmit(submit)()}
        />
      </footer>
      {asking === 'leave' && (
        <LeaveDialog
          onStay={() => setAsking(null)}
          onKeep={onLeave}
          onThrow={() => {
            forgetRemembered(memory);
            onLeave();
          }}
        />
      )}
      {asking === 'discard' && document && (
        <DiscardDialog
          document={document}
          onClose={() => setAsking(null)}
          onDiscarded={() => {
            forgetRemembered(memory);
            onDiscarded();
          }}
        />
      )}
    </section>
  );
}

/** Remembers what is typed, so that not even a crash loses it. */
function useMemory(form: UseFormReturn<FormValues>, memory: string) {
  const { subscribe } = form;
  useEffect(
    () =>
      subscribe({
        formState: { values: true, isDirty: true },
        callback: ({ values, isDirty }) => {
          if (isDirty) remember(memory, values);
        },
      }),
    [subscribe, memory],
  );
}

/** The number that the book would give now. */
function NextNumber({ form }: { form: UseFormReturn<FormValues> }) {
  const say = useSay();
  const [book, typed] = form.watch(['book', 'received']);
  const received = readDay(typed, today());
  const next = useAsk('letters.nextNumber', { book, ...(received && { received }) });
  if (!next.data) return null;
  return (
    <span className="next-number">
      <span className="soft">{say('letters:nextNumber')}</span>{' '}
      <b>{`${next.data.number}/${next.data.year}`}</b>
    </span>
  );
}
