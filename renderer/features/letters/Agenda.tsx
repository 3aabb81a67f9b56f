import { useCallback, useRef, useState, type ReactNode } from 'react';
import type { LetterRow } from '../../../shared/contract/letters.ts';
import type { Book } from '../../../shared/domain/office/state.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { countText, today } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { useAsk } from '../../app/queries.ts';
import { agendaSelection } from '../../app/selection.ts';
import { useAction } from '../../app/shortcuts.tsx';
import { useLater } from '../../app/useLater.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Button, Key } from '../../ui/Button.tsx';
import { Leaves } from '../../ui/Leaves.tsx';
import { Empty, Message } from '../../ui/Message.tsx';
import '../../ui/field.css';
import { AgendaGrid } from './AgendaGrid.tsx';
import { agendaView } from './agenda-view.ts';
import type { AgendaView } from './asked-agenda.ts';
import { useAgendaList } from './useAgenda.ts';

interface AgendaProps {
  /** Null while the office is not known yet. */
  books: Book[] | null;
  onOpen: (letter: string) => void;
  onDispose: (letter: string) => void;
  onSheet: (letter: string) => void;
  /** Between the bar and the list. */
  strip?: ReactNode;
}

const clear = () => agendaView.set({ filter: '', book: null, year: null, status: null });

/** The agenda book: the desk's first screen. */
export function Agenda({ books, onOpen, onDispose, onSheet, strip }: AgendaProps) {
  const say = useSay();
  const view = agendaView.use();
  // Typing stays at the speed of the keys; the list follows a moment later.
  const list = useAgendaList({ ...view, filter: useLater(view.filter, 40) });
  const [line, setLine] = useState<LetterRow | null>(null);
  useAction('open', line ? () => onOpen(line.id) : null);
  const choosing = agendaSelection.use().chosen.size > 0;
  const filtered = [view.filter.trim(), view.book, view.year, view.status].some(Boolean);
  return (
    <div className="agenda-screen">
      <h1 className="only-read">{say('letters:agendaBook')}</h1>
      <div className="agenda-bar" role="search">
        <Filter />
        <Choices view={view} books={books ?? []} ready={list.isSuccess} />
        <Count length={list.data?.order.length} />
        <ActionButton
          action="dispose"
          look="quiet"
          disabled={choosing || line?.status !== 'registered'}
          onRun={() => line && onDispose(line.id)}
        />
        <ActionButton
          action="sheet"
          look="quiet"
          disabled={choosing || !line || line.status === 'cancelled'}
          onRun={() => line && onSheet(line.id)}
        />
      </div>
      {strip}
      <div className="agenda-list">
        {books && list.error && <Message look="alarm">{explain(say, list.error)}</Message>}
        {list.data && list.data.order.length > 0 && (
          <AgendaGrid list={list.data} view={view} onCursor={setLine} onOpen={onOpen} />
        )}
        {books && list.data?.order.length === 0 && (
          <Empty
            title={say(filtered ? 'letters:nothingFound' : 'letters:emptyTitle')}
            drawing={filtered ? null : <Leaves />}
            text={say(filtered ? 'letters:nothingFoundText' : 'letters:emptyText')}
          >
            {filtered && <Button onClick={clear}>{say('letters:showAll')}</Button>}
          </Empty>
        )}
      </div>
    </div>
  );
}

function Filter() {
  const say = useSay();
  const field = useRef<HTMLInputElement>(null);
  const { filter } = agendaView.use();
  const focus = useCallback(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  useAction('filter', focus);
  return (
    <div className="agenda-filter">
      <input
        ref={field}
        className="input"
        type="text"
        aria-label={say('letters:filter')}
        aria-keyshortcuts="Control+F /"
        placeholder={say('letters:filterHint')}
        value={filter}
        onChange={(event) => agendaView.set({ filter: event.target.value })}
        onKeyDown={(event) => {
          const into = event.key === 'ArrowDown' || (event.key === 'Enter' && !event.ctrlKey);
          if (!into && event.key !== 'Escape') return;
          event.preventDefault();
          if (event.key === 'Escape') agendaView.set({ filter: '' });
          else document.querySelector<HTMLElement>('[role=grid]')?.focus();
        }}
      />
      {filter === '' && <Key text="/" />}
    </div>
  );
}

const statuses = ['registered', 'disposed', 'finished', 'cancelled'] as const;

function Choices({ view, books, ready }: { view: AgendaView; books: Book[]; ready: boolean }) {
  const say = useSay();
  const years = useYears(ready);
  return (
    <>
      <select
        className="input"
        aria-label={say('letters:book')}
        value={view.book ?? ''}
        onChange={(event) => agendaView.set({ book: event.target.value || null })}
      >
        <option value="">{say('letters:allBooks')}</option>
        {books.map(({ key, title }) => (
          <option key={key} value={key}>
            {title}
          </option>
        ))}
      </select>
      <select
        className="input"
        aria-label={say('letters:year')}
        value={view.year ?? ''}
        onChange={(event) => agendaView.set({ year: Number(event.target.value) || null })}
      >
        <option value="">{say('letters:allYears')}</option>
        {years.map((year) => (
          <option key={year}>{year}</option>
        ))}
      </select>
      <select
        className="input"
        aria-label={say('letters:status')}
        value={view.status ?? ''}
        onChange={(event) =>
          agendaView.set({ status: statuses.find((one) => one === event.target.value) ?? null })
        }
      >
        <option value="">{say('letters:allStatuses')}</option>
        {statuses.map((status) => (
          <option key={status} value={status}>
            {say(`status:${status}`)}
          </option>
        ))}
      </select>
    </>
  );
}

/** From the first letter in the books to this year; asked for after the list itself is there. */
function useYears(ready: boolean): number[] {
  const first = useAsk('letters.firstYear', {}, { enabled: ready });
  const now = Number(today().slice(0, 4));
  const oldest = Math.min(first.data ?? now, now);
  return Array.from({ length: now - oldest + 1 }, (_, index) => now - index);
}

function Count({ length }: { length: number | undefined }) {
  const say = useSay();
  const language = useLanguage();
  return (
    <span className="agenda-count" role="status">
      {length === undefined ? '' : say('letters:howMany', { n: countText(length, language) })}
    </span>
  );
}
