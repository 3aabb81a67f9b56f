import { explain } from '../../app/errors.ts';
import { useAsk } from '../../app/queries.ts';
import { useSay } from '../../app/words.ts';
import { InboxLine } from '../../features/dispositions/InboxLine.tsx';
import { Button } from '../../ui/Button.tsx';
import { Leaves } from '../../ui/Leaves.tsx';
import { Empty, Message } from '../../ui/Message.tsx';
import { go } from '../places.ts';
import { recentlyGiven } from '../recent.ts';
import { queue } from '../sending/queue.ts';
import { session } from '../session.ts';

/** What waits for whoever is signed in, the overdue and the urgent first. */
export function InboxScreen() {
  const say = useSay();
  const { person } = session.use().me!;
  const { kept } = queue.use();
  const inbox = useAsk('web.inbox', {});
  const { role } = person;
  const acts = role === 'leader' || role === 'unit';
  const given = recentlyGiven(person.person);
  const waiting = new Set(
    kept
      .filter(({ refused, name }) => !refused && name !== 'dispositions.see')
      .map(({ input }) => input['letter']),
  );
  return (
    <main className="screen">
      <h1 className="screen-title">{say('web:inbox')}</h1>
      {inbox.error && (
        <Message
          look="alarm"
          beside={<Button onClick={() => void inbox.refetch()}>{say('web:again')}</Button>}
        >
          {explain(say, inbox.error)}
        </Message>
      )}
      {role !== 'leader' && role !== 'unit' && (
        <Empty title={say('web:noInboxTitle')} text={say(`web:noInbox-${role}`)} />
      )}
      {acts && inbox.data?.items.length === 0 && (
        <Empty title={say('web:emptyTitle')} text={say('web:emptyText')} drawing={<Leaves />} />
      )}
      <ul className="web-inbox">
        {inbox.data?.items.map((item) => (
          <li key={`${item.letter.id} ${item.disposition} ${item.position} ${item.kind}`}>
            <InboxLine
              item={item}
              {...(waiting.has(item.letter.id) && { aside: say('web:toBeSent') })}
              onOpen={() => go({ name: 'letter', letter: item.letter.id, position: item.position })}
            />
          </li>
        ))}
      </ul>
      {inbox.data?.more && <p className="soft web-more">{say('web:more')}</p>}
      {given.length > 0 && (
        <section aria-labelledby="given">
          <h2 id="given" className="part-title">
            {say('web:given')}
          </h2>
          <ul className="web-given">
            {given.map(({ letter, position, text }) => (
              <li key={letter}>
                <button type="button" onClick={() => go({ name: 'letter', letter, position })}>
                  {text}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </main>
  );
}
