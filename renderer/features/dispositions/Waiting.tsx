import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { WaitingFor } from '../../../shared/contract/dispositions.ts';
import { countText } from '../../app/days.ts';
import { durationText } from '../../app/durations.ts';
import { explain } from '../../app/errors.ts';
import { useAsk } from '../../app/queries.ts';
import { useNow } from '../../app/useNow.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty, Message } from '../../ui/Message.tsx';
import { Inbox } from './Inbox.tsx';
import './waiting.css';

interface WaitingProps {
  /** Whose inbox is shown; null: the longest. */
  position: string | null;
  onPosition: (key: string) => void;
  onOpen: (letter: string, position: string) => void;
  onUndisposed: () => void;
  chosenBar: (rows: number[], position: string, clear: () => void) => ReactNode;
}

/** The daily view: what waits for whom. */
export function Waiting(props: WaitingProps) {
  const { position, onPosition, onOpen, onUndisposed, chosenBar } = props;
  const say = useSay();
  const language = useLanguage();
  const waiting = useAsk('dispositions.waiting', {}, { refetchOnMount: 'always' });
  const table = useRef<HTMLTableElement>(null);
  const inbox = useRef<HTMLDivElement>(null);
  if (waiting.error) return <Message look="alarm">{explain(say, waiting.error)}</Message>;
  if (!waiting.data) return null;
  const { positions, undisposed } = waiting.data;
  const chosen = positions.find(({ position: key }) => key === position) ?? positions[0];
  const most = Math.max(1, ...positions.map((one) => one.waiting));

  function walk(event: KeyboardEvent) {
    if (event.key === 'ArrowRight') {
      event.preventDefault();
      inbox.current?.querySelector('button')?.focus();
      return;
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = step === 0 || !chosen ? undefined : positions[positions.indexOf(chosen) + step];
    if (!next) return;
    event.preventDefault();
    onPosition(next.position);
    table.current?.querySelector<HTMLElement>(`[data-position="${next.position}"]`)?.focus();
  }

  return (
    <div className="waiting-screen">
      <section className="waiting-for" aria-label={say('waiting:title')}>
        <header className="side-head">
          <h1>{say('waiting:title')}</h1>
          {undisposed > 0 && (
            <Button look="quiet" onClick={onUndisposed}>
              {say('waiting:undisposed', { n: countText(undisposed, language) })}
            </Button>
          )}
        </header>
        {chosen === undefined ? (
          <Empty title={say('waiting:emptyTitle')} text={say('waiting:emptyText')} />
        ) : (
          <div className="waiting-table">
            <table ref={table} onKeyDown={walk}>
              <thead>
                <tr>
                  <th scope="col">{say('office:position')}</th>
                  <th scope="col" colSpan={2}>
                    {say('waiting:waiting')}
                  </th>
                  <th scope="col">{say('waiting:unseen')}</th>
                  <th scope="col">{say('waiting:overdue')}</th>
                  <th scope="col">{say('waiting:dueToday')}</th>
                  <th scope="col">{say('waiting:oldest')}</th>
                </tr>
              </thead>
              <tbody>
                {positions.map((one) => (
                  <Line
                    key={one.position}
                    one={one}
                    most={most}
                    chosen={one === chosen}
                    onChoose={() => onPosition(one.position)}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      {chosen && (
        <Inbox
          key={chosen.position}
          ref={inbox}
          chosenBar={(rows, clear) => chosenBar(rows, chosen.position, clear)}
          position={chosen.position}
          title={chosen.title}
          onOpen={(letter) => onOpen(letter, chosen.position)}
          onLeave={() =>
            table.current
              ?.querySelector<HTMLElement>(`[data-position="${chosen.position}"]`)
              ?.focus()
          }
        />
      )}
    </div>
  );
}

interface LineProps {
  one: WaitingFor;
  most: number;
  chosen: boolean;
  onChoose: () => void;
}

function Line({ one, most, chosen, onChoose }: LineProps) {
  const say = useSay();
  const language = useLanguage();
  const now = useNow();
  const n = (count: number) => (count === 0 ? '–' : countText(count, language));
  const share = (count: number) => `${(count / most) * 100}%`;
  return (
    <tr className={chosen ? 'chosen' : ''} onClick={onChoose}>
      <th scope="row">
        <button
          type="button"
          className="waiting-position"
          data-position={one.position}
          aria-current={chosen}
          onClick={onChoose}
        >
          <span>{one.title}</span>
          {one.holder !== '' && <span className="soft small">{one.holder}</span>}
        </button>
      </th>
      <td className="count strong">{n(one.waiting)}</td>
      <td className="waiting-bar" aria-hidden="true">
        <span className="bar" style={{ width: share(one.waiting) }}>
          <span
            className="bar-late"
            style={{ width: `${(one.overdue / Math.max(1, one.waiting)) * 100}%` }}
          />
        </span>
      </td>
      <td className="count">{n(one.unseen)}</td>
      <td className={one.overdue > 0 ? 'count late' : 'count'}>{n(one.overdue)}</td>
      <td className="count">{n(one.dueToday)}</td>
      <td className="soft waiting-oldest">{durationText(now - Date.parse(one.oldest), say)}</td>
    </tr>
  );
}
