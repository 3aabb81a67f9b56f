import { Dispose } from '../../features/dispositions/Dispose.tsx';
import { Empty, Message } from '../../ui/Message.tsx';
import { explain } from '../errors.ts';
import { justStamped, LetterPages } from '../LetterPages.tsx';
import { notify } from '../notices.ts';
import { go } from '../places.ts';
import { useAsk } from '../queries.ts';
import { useSay } from '../words.ts';

interface DisposeScreenProps {
  letter: string;
  under: { disposition: string; receiver: string } | null;
}

export default function DisposeScreen({ letter: id, under }: DisposeScreenProps) {
  const say = useSay();
  const found = useAsk('letters.get', { letter: id });
  const office = useAsk('office.get', {});
  const error = found.error ?? office.error;
  if (error) return <Message look="alarm">{explain(say, error)}</Message>;
  if (!found.data || !office.data) return null;
  const { letter } = found.data;
  // A further disposition does not change the stamp; its giver's task stays the one looked at.
  const place = { at: 'letter', letter: id, ...(under && { position: under.receiver }) } as const;
  const back = () => go(place);
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
        under={under}
        onLeave={back}
        onGiven={() => {
          if (!under) justStamped.set({ stamp: 'disposition', letter: id });
          notify({ text: say(under ? 'acted:further' : 'dispositions:given'), look: 'done' });
          go(place, { replace: true });
        }}
      />
    </div>
  );
}
