import type { InboxItem } from '../../../shared/contract/dispositions.ts';
import type { Language } from '../../../shared/contract/window.ts';
import { dayText, today } from '../../app/days.ts';
import { durationText } from '../../app/durations.ts';
import { useNow } from '../../app/useNow.ts';
import { useLanguage, useSay, type Say } from '../../app/words.ts';
import './inbox-line.css';

/** What a line shows; `first` is a letter that nobody has disposed of yet. */
export interface InboxLineItem extends Omit<InboxItem, 'kind'> {
  kind: InboxItem['kind'] | 'first';
}

interface InboxLineProps {
  item: InboxLineItem;
  onOpen: () => void;
  /** Said besides, where there is something to say. */
  aside?: string;
}

/** One thing that waits: which letter, what is asked, by whom, until when. */
export function InboxLine({ item, onOpen, aside }: InboxLineProps) {
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
          {kind === 'task' ? '' : say(`waitingKinds:${kind}`)}
          {kind !== 'task' && from !== '' && ' · '}
          {from !== '' && say('waiting:from', { from })}
          {asked && `: ${asked}`}
        </span>
      </span>
      <span className="inbox-when">
        {letter.urgency !== 'biasa' && (
          <span className="inbox-urgency">{say(`urgency:${letter.urgency}`)}</span>
        )}
        {aside && <span className="inbox-aside">{aside}</span>}
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

function dueText({ due, overdue }: InboxLineItem, say: Say, language: Language): string {
  if (due === null) return '';
  if (overdue > 0) return say('waiting:overdueBy', { n: overdue });
  if (due === today()) return say('waiting:today');
  return say('routing:due', { due: dayText(due, language) });
}
