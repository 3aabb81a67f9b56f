import { momentText } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty, Message } from '../../ui/Message.tsx';
import { go } from '../places.ts';
import type { Kept } from '../sending/browser-store.ts';
import { discard, flush, queue } from '../sending/queue.ts';

/** What was written on this phone and is not with the server yet. */
export function QueueScreen() {
  const say = useSay();
  const { kept } = queue.use();
  return (
    <main className="screen">
      <h1 className="screen-title">{say('web:queue')}</h1>
      {kept.length === 0 ? (
        <Empty title={say('web:queueEmptyTitle')} text={say('web:queueEmptyText')} />
      ) : (
        <>
          <p className="web-text">{say('web:queueText')}</p>
          <Button onClick={() => void flush()}>{say('web:sendNow')}</Button>
        </>
      )}
      <ul className="queue">
        {kept.map((one) => (
          <li key={one.key}>
            <Waiting one={one} />
          </li>
        ))}
      </ul>
    </main>
  );
}

function Waiting({ one }: { one: Kept }) {
  const say = useSay();
  const language = useLanguage();
  const { key, name, input, at, refused } = one;
  const { letter, note, text, reason } = input;
  const words = [note, text, reason].filter((each) => typeof each === 'string' && each !== '');
  const position = (input['from'] ?? input['position']) as string;
  return (
    <>
      <h2>{say(`web:sent-${name.slice('dispositions.'.length)}` as 'web:sent-give')}</h2>
      <p className="soft small">{momentText(at, language)}</p>
      {words.length > 0 && <p className="selectable">{words.join(' ')}</p>}
      {refused && <Message look="alarm">{explain(say, refused)}</Message>}
      <div className="queue-acts">
        <Button onClick={() => go({ name: 'letter', letter: String(letter), position })}>
          {say('web:openLetter')}
        </Button>
        <Button look="alarm" onClick={() => void discard(key)}>
          {say('web:discard')}
        </Button>
      </div>
    </>
  );
}
