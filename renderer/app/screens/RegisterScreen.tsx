import { useState } from 'react';
import type { Suggestion } from '../../../shared/contract/reading.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { Book, Office } from '../../../shared/domain/office/state.ts';
import { Register, type Answer } from '../../features/letters/Register.tsx';
import { seekLetter } from '../../features/letters/seek.ts';
import { SourceMarks } from '../../features/letters/SourceMarks.tsx';
import { Empty, Message } from '../../ui/Message.tsx';
import type { PageSize } from '../../ui/pictures.ts';
import { ask } from '../api.ts';
import { explain } from '../errors.ts';
import { notify } from '../notices.ts';
import { PageViewer } from '../PageViewer.tsx';
import { go } from '../places.ts';
import { printingState } from '../printing-state.ts';
import { useAsk } from '../queries.ts';
import { useReadFirst } from '../useReadFirst.ts';
import { useSay } from '../words.ts';

/** The page on the left, the form on the right. */
interface RegisterScreenProps {
  document: string | null;
  answers: string | null;
}

export default function RegisterScreen({ document: wanted, answers }: RegisterScreenProps) {
  const say = useSay();
  useReadFirst(wanted);
  const [source, setSource] = useState<Suggestion<string>['boxes']>([]);
  const office = useAsk('office.get', {});
  const drafts = useAsk('scanning.drafts', {});
  const document = drafts.data?.find(({ sha256 }) => sha256 === wanted) ?? null;
  // The order in which they waited: after one of a pile the next of it follows.
  const [order, setOrder] = useState<string[] | null>(null);
  if (order === null && drafts.data) setOrder(drafts.data.map(({ sha256 }) => sha256));
  const answered = useAsk('letters.get', { letter: answers ?? '' }, { enabled: answers !== null });
  const error = office.error ?? drafts.error ?? answered.error;
  if (error) return <Message look="alarm">{explain(say, error)}</Message>;
  if (answers !== null && !answered.data) return null;
  if (!office.data || (wanted !== null && !drafts.data)) return null;
  if (wanted !== null && document === null) {
    if (drafts.isFetching) return null;
    return <Empty title={say('letters:noDraftTitle')} text={say('letters:noDraftText')} />;
  }

  /** On to the next letter of the stack, or back to the book. */
  async function goOn() {
    const here = location.hash;
    const left = (await ask('scanning.drafts', {})).filter(({ sha256 }) => sha256 !== wanted);
    // Whoever has gone elsewhere meanwhile stays there.
    if (location.hash !== here) return;
    const behind = (order ?? []).slice((order ?? []).indexOf(wanted ?? '') + 1);
    const next =
      wanted === null ? undefined : (left.find(({ sha256 }) => behind.includes(sha256)) ?? left[0]);
    go(next ? { at: 'register', document: next.sha256 } : { at: 'agenda' }, { replace: true });
  }

  function registered(letter: Letter) {
    const number = `${letter.agenda.number}/${letter.agenda.year}`;
    notify({
      text: `${say('letters:registeredAs', { number })} ${say('printing:receiptKey')}`,
      look: 'done',
    });
    printingState.set({ registered: letter.id });
    void seekLetter(letter);
    void goOn();
  }

  const sourcesOn = (page: number, size: PageSize) => (
    <SourceMarks boxes={source} page={page} size={size} />
  );

  const outgoing = office.data.books.filter(({ direction }) => direction === 'outgoing');
  const books = answers === null ? office.data.books : outgoing;

  return (
    <div className="two-halves">
      {document ? (
        <PageViewer
          sha256={document.sha256}
          pages={document.pages}
          label={document.name}
          over={sourcesOn}
        />
      ) : (
        <Empty title={say('letters:bareTitle')} text={say('letters:bareText')} />
      )}
      <Register
        document={document}
        books={books}
        answer={answered.data ? answerTo(answered.data.letter, office.data, books) : null}
        onRegistered={registered}
        onLeave={() => go(answers === null ? { at: 'agenda' } : { at: 'letter', letter: answers })}
        onDiscarded={() => void goOn()}
        onSource={setSource}
      />
    </div>
  );
}

/** An answer goes from this office to whom the letter came from, about the same matter. */
function answerTo({ id, fields }: Letter, office: Office, books: Book[]): Answer {
  const { sender, subject, classification } = fields;
  return {
    letter: id,
    values: {
      ...(books[0] && { book: books[0].key }),
      sender: office.name,
      recipient: sender,
      subject,
      classification: classification ?? '',
    },
  };
}
