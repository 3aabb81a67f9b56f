import type { KeyboardEvent, RefObject } from 'react';
import type { InboxItem } from '../../../shared/contract/dispositions.ts';
import { dayText, today } from '../../app/days.ts';
import { durationText } from '../../app/durations.ts';
import { explain } from '../../app/errors.ts';
import { useAsk } from '../../app/queries.ts';
import { useNow } from '../../app/useNow.ts';
import { useLanguage, useSay, type Say } from '../../app/words.ts';
import type { Language } from '../../../shared/contract/window.ts';
import { Key } from '../../ui/Button.tsx';
import { Empty, Message } from '../../ui/Message.tsx';

interface InboxProps {
  ref: RefObject<HTMLDivElement | null>;
  position: string;
  title: string;
  onOpen: (letter: string) => void;
  /** Back to the table. */
  onLeave: () => void;
}

/** What waits for one position: what is overdue, then what is urgent, first. */
export function Inbox({ ref, position, title, onOpen, onLeave }: InboxProps) {
  const say = useSay();
  const inbox = useAsk('dispositions.inbox', { position }, { refetchOnMount: 'always' });
  function walk(event: KeyboardEvent) {
    if (event.key === 'ArrowLeft') {
      event.preventDefault();
      onLeave();
      return;
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const items = [...(ref.current?.querySelectorAll('button') ?? [])];
    items[items.indexOf(document.activeElement as HTMLButtonElement) + step]?.focus();
  }
  return (
    <section className="inbox" aria-label={say('waiting:inboxOf', { title })}>
      <header className="side-head">
        <h1>{say('waiting:inboxOf', { title })}</h1>
        <span className="small inbox-keys">
          {say('waiting:keys')} <Key text="↑ ↓" /> <Key text="Enter" />
        </span>
      </header>
      {inbox.error && <Message look="alarm">{explain(say, inbox.error)}</Message>}
      {inbox.data?.length === 0 && (
        <Empty title={say('waiting:nothingTitle')} text={say('waiting:nothingText')} />
      )}
      <div className="inbox-items" ref={ref} onKeyDown={walk}>
        <ul>
          {inbox.data?.map((item) => (
            <li key={`${item.disposition} ${item.kind} ${item.since}`}>
              <Item item={item} onOpen={() => onOpen(item.letter.id)} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function Item({ item, onOpen }: { item: InboxItem; onOpen: () => void }) {
  const say = useSay();
  const language = useLanguage();
  const { letter, from, instructions, note, kind, seen, since } = item;
  const now = useNow();
  const due = dueText(item, say, language);
  const asked = [instructions.join('; '), note].filter((text) => text !== '').join(' · ');
  return (
    <button type="button" className={seen ? 'inbox-item' : 'inbox-item unread'} onClick={onOpen}>
      <span className="inbox-number">{`${letter.agenda}/${letter.year}`}</span>
      <span className="inbox-what">
        <span className="inbox-subject">{letter.subject}</span>
        <span className="soft small">{`${letter.sender}${letter.number ? ` · ${letter.number}` : ''}`}</span>
        <span className="small">
          {kind === 'task' ? '' : `${say(`waitingKinds:${kind}`)} · `}
          {say('waiting:from', { from })}
          {asked && `: ${asked}`}
        </span>
      </span>
      <span className="inbox-when">
        {letter.urgency !== 'biasa' && (
          <span className="inbox-urgency">{say(`urgency:${letter.urgency}`)}</span>
        )}
        <span className={item.overdue > 0 ? 'late' : ''}>{due}</span>
        <span className="soft small">
          {say(seen ? 'waiting:since' : 'waiting:sinceUnseen', {
            time: durationText(now - Date.parse(since), say),
          })}
        </span>
      </span>
    </button>
  );
}

function dueText({ due, overdue }: InboxItem, say: Say, language: Language): string {
  if (due === null) return '';
  if (overdue > 0) return say('waiting:overdueBy', { n: overdue });
  if (due === today()) return say('waiting:today');
  return say('routing:due', { due: dayText(due, language) });
}
