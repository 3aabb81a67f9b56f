import { Dispose } from '../../features/dispositions/Dispose.tsx';
import { Empty, Message } from '../../ui/Message.tsx';
import { explain } from '../errors.ts';
import { justDisposed, LetterPages } from '../LetterPages.tsx';
import { notify } from '../notices.ts';
import { go } from '../places.ts';
import { useAsk } from '../queries.ts';
import { useSay } from '../words.ts';

export default function DisposeScreen({ letter: id }: { letter: string }) {
  const say = useSay();
  const found = useAsk('letters.get', { letter: id });
  const office = useAsk('office.get', {});
  const error = found.error ?? office.error;
  if (error) return <Message look="alarm">{explain(say, error)}</Message>;
  if (!found.data || !office.data) return null;
  const { letter } = found.data;
  const back = () => go({ at: 'letter', letter: id });
  return (
    <div className="two-halves">
      {letter.document ? (
        <LetterPages letter={letter} />
      ) : (
        <Empty title={say('letters:noPagesTitle')} text={say('letters:noPagesText')} />
      )}
      <Dispose
        letter={letter}
        office={office.data}
        onLeave={back}
        onGiven={() => {
          justDisposed.set({ letter: id });
          notify({ text: say('dispositions:given'), look: 'done' });
          go({ at: 'letter', letter: id }, { replace: true });
        }}
      />
    </div>
  );
}
