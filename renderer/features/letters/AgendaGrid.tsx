import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, type KeyboardEvent } from 'react';
import type { LetterList, LetterRow } from '../../../shared/contract/letters.ts';
import { agendaSelection, allOf, extendedTo, onlyIn, toggledIn } from '../../app/selection.ts';
import { useAction } from '../../app/shortcuts.tsx';
import { useLanguage, useSay, type WordKey } from '../../app/words.ts';
import { AgendaRow } from './AgendaRow.tsx';
import { agendaView, sortedBy } from './agenda-view.ts';
import type { AgendaView, Sort } from './asked-agenda.ts';
import { moved } from './rows.ts';
import { useRows } from './useAgenda.ts';
import './agenda.css';

const ROW = 29;
const HEAD = 28;

const columns: [word: WordKey, sort: Sort | null][] = [
  ['letters:agendaNumber', 'agenda'],
  ['letters:received', 'received'],
  ['letters:number', 'number'],
  ['letters:date', 'date'],
  ['letters:sender', 'sender'],
  ['letters:subject', 'subject'],
  ['letters:urgency', null],
  ['letters:secrecyShort', null],
  ['letters:forwardedTo', null],
  ['letters:status', 'status'],
];

interface AgendaGridProps {
  list: LetterList;
  view: AgendaView;
  /** The line under the cursor, and null while it is on its way. */
  onCursor: (line: LetterRow | null) => void;
  onOpen: (letter: string) => void;
}

/** Every letter of the list, of which only those on the screen exist. */
export function AgendaGrid({ list, view, onCursor, onOpen }: AgendaGridProps) {
  const say = useSay();
  const language = useLanguage();
  const frame = useRef<HTMLDivElement>(null);
  const { order } = list;
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises this project
  const virtual = useVirtualizer({
    count: order.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW,
    overscan: 8,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
    // Until it is measured: enough lines for any window of this height, in the first drawing.
    initialRect: { width: window.innerWidth, height: window.innerHeight },
  });
  const items = virtual.getVirtualItems();
  const lineOf = useRows(list, items[0]?.index ?? 0, items.at(-1)?.index ?? 0);
  const at = view.row === null ? -1 : order.indexOf(view.row);
  const cursor = order.length === 0 ? -1 : Math.max(0, at);
  const line = cursor < 0 ? undefined : lineOf(order[cursor]!);

  useEffect(() => onCursor(line ?? null), [line, onCursor]);

  const sought = view.seek === null ? undefined : list.rows.find(({ id }) => id === view.seek);
  useEffect(() => {
    if (sought) agendaView.set({ row: sought.row, seek: null });
  }, [sought]);

  // Back from a letter, or after another order: the cursor is in sight.
  useEffect(() => {
    if (cursor >= 0) virtual.scrollToIndex(cursor, { align: 'auto' });
  }, [cursor, order, virtual]);

  // Ready for the keys at once, unless somebody already types.
  useEffect(() => {
    if (document.activeElement?.matches('body, main'))
      frame.current?.focus({ preventScroll: true });
  }, []);

  const selection = agendaSelection.use();
  // What a filter takes away is no longer chosen.
  useEffect(() => {
    const kept = onlyIn(agendaSelection.get(), order);
    if (kept !== agendaSelection.get()) agendaSelection.set(kept);
  }, [order]);
  useAction('chooseAll', () => agendaSelection.set(allOf(order)));

  const choose = useCallback(
    (row: number, how: 'toggle' | 'range') => {
      const now = agendaSelection.get();
      const from = agendaView.get().row ?? order[0] ?? row;
      agendaSelection.set(
        how === 'toggle' ? toggledIn(now, row) : extendedTo(now, order, from, row),
      );
      agendaView.set({ row });
    },
    [order],
  );

  function press(event: KeyboardEvent<HTMLDivElement>) {
    if (event.ctrlKey || event.altKey || event.target !== event.currentTarget) return;
    if (event.key === ' ' && cursor >= 0) {
      event.preventDefault();
      choose(order[cursor]!, 'toggle');
      return;
    }
    const page = Math.max(1, Math.floor((event.currentTarget.clientHeight - HEAD) / ROW) - 1);
    const target = moved(event.key, cursor, order.length, page);
    if (target !== null) {
      event.preventDefault();
      if (event.shiftKey) choose(order[target]!, 'range');
      else agendaView.set({ row: order[target]! });
    }
  }

  return (
    <div
      ref={frame}
      className="agenda"
      role="grid"
      aria-label={say('letters:agendaBook')}
      aria-multiselectable="true"
      aria-rowcount={order.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={cursor < 0 ? undefined : `agenda-${order[cursor]}`}
      tabIndex={0}
      onKeyDown={press}
    >
      <div className="agenda-head" role="row" aria-rowindex={1}>
        {columns.map(([word, sort]) => (
          <Head key={word} word={say(word)} sort={sort} view={view} />
        ))}
      </div>
      <div className="agenda-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = order[index]!;
          return (
            <AgendaRow
              key={row}
              row={row}
              index={index}
              top={start - HEAD}
              line={lineOf(row)}
              at={index === cursor}
              chosen={selection.chosen.has(row)}
              choosing={selection.chosen.size > 0}
              onChoose={choose}
              language={language}
              say={say}
              onOpen={onOpen}
            />
          );
        })}
      </div>
    </div>
  );
}

function Head({ word, sort, view }: { word: string; sort: Sort | null; view: AgendaView }) {
  if (sort === null) {
    return (
      <div className="agenda-column" role="columnheader">
        {word}
      </div>
    );
  }
  const sorted = view.sort === sort ? view.direction : null;
  return (
    <div
      className="agenda-column"
      role="columnheader"
      aria-sort={sorted === null ? 'none' : sorted === 'asc' ? 'ascending' : 'descending'}
    >
      <button type="button" onClick={() => agendaView.set(sortedBy(view, sort))}>
        {word}
        <span className="agenda-arrow" aria-hidden="true">
          {sorted === null ? '' : sorted === 'asc' ? '↑' : '↓'}
        </span>
      </button>
    </div>
  );
}
