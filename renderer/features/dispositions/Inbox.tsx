import { useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { explain } from '../../app/errors.ts';
import { actions, keyText } from '../../app/keys.ts';
import { useAsk } from '../../app/queries.ts';
import { allOf, extendedTo, noSelection, onlyIn, toggledIn } from '../../app/selection.ts';
import { useAction } from '../../app/shortcuts.tsx';
import { useSay } from '../../app/words.ts';
import { Key } from '../../ui/Button.tsx';
import { Empty, Message } from '../../ui/Message.tsx';
import { InboxLine } from './InboxLine.tsx';

interface InboxProps {
  ref: RefObject<HTMLDivElement | null>;
  position: string;
  title: string;
  onOpen: (letter: string) => void;
  /** Back to the table. */
  onLeave: () => void;
  /** What can be done with the letters chosen, by their rows. */
  chosenBar?: (rows: number[], clear: () => void) => ReactNode;
}

/** What waits for one position: what is overdue, then what is urgent, first. */
export function Inbox({ ref, position, title, onOpen, onLeave, chosenBar }: InboxProps) {
  const say = useSay();
  const inbox = useAsk('dispositions.inbox', { position }, { refetchOnMount: 'always' });
  const [selection, setSelection] = useState(noSelection);
  const order = (inbox.data ?? []).map(({ letter }) => letter.row);
  const { chosen } = onlyIn(selection, order);
  const clear = () => setSelection(noSelection);
  useAction('chooseAll', chosenBar && order.length > 0 ? () => setSelection(allOf(order)) : null);
  function choose(index: number, range: boolean, from = index) {
    const [row, start] = [order[index]!, order[from]!];
    setSelection(range ? extendedTo(selection, order, start, row) : toggledIn(selection, row));
  }
  function walk(event: KeyboardEvent) {
    if (event.key === 'ArrowLeft') {
      event.preventDefault();
      onLeave();
      return;
    }
    const items = [...(ref.current?.querySelectorAll('button') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLButtonElement);
    if (chosenBar && event.key === ' ' && at >= 0) {
      event.preventDefault();
      choose(at, false);
      return;
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = items[at + step];
    if (!next) return;
    next.focus();
    if (chosenBar && event.shiftKey) choose(at + step, true, at);
  }
  return (
    <section className="inbox" aria-label={say('waiting:inboxOf', { title })}>
      <header className="side-head">
        <h1>{say('waiting:inboxOf', { title })}</h1>
        <span className="small inbox-keys">
          {say('waiting:keys')} <Key text="↑ ↓" /> <Key text="Enter" />
          {chosenBar && <Key text={keyText(actions.choose.keys[0])} />}
        </span>
      </header>
      {inbox.error && <Message look="alarm">{explain(say, inbox.error)}</Message>}
      {inbox.data?.length === 0 && (
        <Empty title={say('waiting:nothingTitle')} text={say('waiting:nothingText')} />
      )}
      <div className="inbox-items" ref={ref} onKeyDown={walk}>
        <ul>
          {inbox.data?.map((item, index) => (
            <li
              key={`${item.disposition} ${item.kind} ${item.since}`}
              className={chosen.has(item.letter.row) ? 'inbox-line chosen' : 'inbox-line'}
            >
              {chosenBar && (
                <input
                  type="checkbox"
                  className="tick"
                  tabIndex={-1}
                  aria-label={say('bulk:choose', {
                    number: `${item.letter.agenda}/${item.letter.year}`,
                  })}
                  checked={chosen.has(item.letter.row)}
                  onChange={(event) => choose(index, (event.nativeEvent as MouseEvent).shiftKey)}
                />
              )}
              <InboxLine item={item} onOpen={() => onOpen(item.letter.id)} />
            </li>
          ))}
        </ul>
      </div>
      {chosenBar && chosen.size > 0 && (
        <footer className="inbox-foot">{chosenBar([...chosen], clear)}</footer>
      )}
    </section>
  );
}
