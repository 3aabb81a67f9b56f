import { useEffect, useMemo, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { Suggestion } from '../../../shared/contract/reading.ts';
import type { Draft } from '../../../shared/contract/scanning.ts';
import { readDay } from '../../../shared/domain/dates.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { Book } from '../../../shared/domain/office/state.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { dayText, today } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { useAsk } from '../../app/queries.ts';
import { useAction } from '../../app/shortcuts.tsx';
import { forgetRemembered, remember, remembered } from '../../app/remembered.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useOnce } from '../../app/useOnce.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Message } from '../../ui/Message.tsx';
import { CONFIRM, DuplicateWarning, useDuplicates } from './Duplicates.tsx';
import { DiscardDialog } from './DiscardDialog.tsx';
import { emptyValues, readForm, type FormValues } from './form-values.ts';
import { LeaveDialog } from './LeaveDialog.tsx';
import { LetterForm } from './LetterForm.tsx';
import { ProposalsNote } from './ProposalsNote.tsx';
import { useLetterForm } from './useLetterForm.ts';
import { useProposals } from './useProposals.ts';

export interface Answer {
  letter: string;
  values: Partial<FormValues>;
}

interface RegisterProps {
  document: Draft | null;
  books: Book[];
  /** What it answers, with what the form begins with then. */
  answer: Answer | null;
  onRegistered: (letter: Letter) => void;
  onLeave: () => void;
  /** The pages were thrown away. */
  onDiscarded: () => void;
  /** Where the field in focus was read. */
  onSource: (boxes: Suggestion<string>['boxes']) => void;
}

/** The form of a letter that has no number yet. What is typed is kept until it is in the book. */
export function Register(props: RegisterProps) {
  const { document, books, answer, onRegistered, onLeave, onDiscarded, onSource } = props;
  const say = useSay();
  const language = useLanguage();
  const memory = `form.${answer?.letter ?? document?.sha256 ?? 'bare'}`;
  const [empty] = useState(() => ({
    ...emptyValues(bookFor(document, books), dayText(today(), language)),
    ...answer?.values,
  }));
  const [start] = useState(() => remembered(memory, empty));
  const form = useLetterForm(start);
  const proposals = useProposals(form, document?.sha256 ?? null, empty);
  const [field, setField] = useState<string | null>(null);
  const source = (field && proposals.of(field)?.boxes) || null;
  const boxes = useMemo(() => source ?? [], [source]);
  useEffect(() => onSource(boxes), [onSource, boxes]);
  const [asked, setAsked] = useState(false);
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
      .mutateAsync({
        book: values.book,
        received: read.received,
        fields: read.fields,
        document,
        answers: answer?.letter ?? null,
      })
      .catch(() => undefined);
  });

  /** What is doubtful is looked at before it goes into the book. */
  function save() {
    const [first] = proposals.doubtful;
    setAsked(first !== undefined);
    if (first !== undefined) focusField(first);
    else void form.handleSubmit(submit)();
  }

  function acceptAll() {
    const [first] = proposals.acceptSure();
    if (first !== undefined) focusField(first);
  }

  function leave() {
    if (form.formState.isDirty) setAsking('leave');
    else onLeave();
  }
  useAction('back', leave);

  return (
    <section className="side" aria-label={say('letters:registerTitle')}>
      <header className="side-head">
        <h1>{say(answer ? 'letters:answerTitle' : 'letters:registerTitle')}</h1>
        <NextNumber form={form} />
      </header>
      <div className="side-body">
        <LetterForm
          name="register"
          form={form}
          books={books}
          onSubmit={save}
          proposals={proposals}
          onField={setField}
        />
      </div>
      <div className="side-note">
        <ProposalsNote proposals={proposals} asked={asked} onAccept={acceptAll} />
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
          onRun={save}
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

/** The book that the separator before its pages named, where there is one; else the first. */
const bookFor = (document: Draft | null, books: Book[]): string =>
  (books.find(({ key }) => key === document?.book) ?? books[0])?.key ?? 'masuk';

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

function focusField(name: string) {
  const controls = 'input:not([type=radio]), input[type=radio]:checked, textarea';
  window.document.querySelector<HTMLElement>(`[data-field="${name}"] :is(${controls})`)?.focus();
}
