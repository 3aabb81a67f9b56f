import type { SignedIn } from '../../shared/contract/server/people.ts';
import { Mark } from '../app/Mark.tsx';
import { useSay } from '../app/words.ts';
import { go, type Place } from './places.ts';
import { queue } from './sending/queue.ts';

/** Where one is, the way back, and what is still to be sent. */
export function Header({ place, me }: { place: Place; me: SignedIn }) {
  const say = useSay();
  const { kept } = queue.use();
  const waiting = kept.filter(({ name, refused }) => !refused && name !== 'dispositions.see');
  const refused = kept.filter((one) => one.refused);
  const texts = [
    waiting.length > 0 && say('web:waitingToSend', { n: waiting.length }),
    refused.length > 0 && say('web:refusedCount', { n: refused.length }),
  ].filter((text) => text !== false);
  return (
    <header className="web-header">
      <div className="web-bar">
        {place.name === 'inbox' ? (
          <Mark />
        ) : (
          <button type="button" className="web-back" onClick={() => go({ name: 'inbox' })}>
            <span aria-hidden="true">‹</span> {say('web:inbox')}
          </button>
        )}
        {place.name !== 'account' && (
          <button type="button" className="web-me" onClick={() => go({ name: 'account' })}>
            <span className="only-read">{say('web:account')}: </span>
            <span className="web-name">{me.person.name}</span>
          </button>
        )}
      </div>
      {texts.length > 0 && place.name !== 'queue' && (
        <div role="status">
          <button type="button" className="web-queue" onClick={() => go({ name: 'queue' })}>
            {texts.join(' · ')}
            <span aria-hidden="true">›</span>
          </button>
        </div>
      )}
    </header>
  );
}
