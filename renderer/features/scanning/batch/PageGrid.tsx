import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { BatchView } from '../../../../shared/contract/batches.ts';
import { useAction } from '../../../app/shortcuts.tsx';
import { useSay } from '../../../app/words.ts';
import { cellsOf, walked } from './cells.ts';
import { PageCell, type CellHands } from './PageCell.tsx';
import type { Chosen } from './useChosen.ts';

const CELL = { width: 130, height: 214 };

interface PageGridProps {
  view: BatchView;
  chosen: Chosen;
  onMove: (pages: number[], before: number | null) => void;
}

/** The pages of a batch in their order, of which only those on the screen exist. */
export function PageGrid({ view, chosen, onMove }: PageGridProps) {
  const say = useSay();
  const frame = useRef<HTMLDivElement>(null);
  const [columns, setColumns] = useState(6);
  const [drop, setDrop] = useState<number | null | undefined>(undefined);
  useLayoutEffect(() => {
    const element = frame.current!;
    const measure = () =>
      setColumns(Math.max(1, Math.floor((element.clientWidth - 8) / CELL.width)));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  const { sheets } = view;
  const cells = useMemo(() => cellsOf(sheets), [sheets]);
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises this project
  const virtual = useVirtualizer({
    count: Math.ceil(cells.length / columns),
    getScrollElement: () => frame.current,
    estimateSize: () => CELL.height,
    overscan: 2,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
  });
  const at = sheets.findIndex(({ page }) => page === chosen.cursor?.page);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(Math.floor(at / columns), { align: 'auto' });
  }, [at, columns, virtual]);
  useEffect(() => {
    if (document.activeElement?.matches('body, main'))
      frame.current?.focus({ preventScroll: true });
  }, []);

  useAction('walk', (event) => {
    const rows = Math.max(1, Math.floor(frame.current!.clientHeight / CELL.height));
    const to = walked(event.key, Math.max(0, at), { count: cells.length, columns, rows });
    const page = sheets[to]?.page;
    if (page !== undefined) chosen.put(page, { extend: event.shiftKey });
  });
  useAction('selectAll', chosen.all);

  const marked = new Set(chosen.pages);
  const now = useRef({ chosen, onMove });
  useLayoutEffect(() => {
    now.current = { chosen, onMove };
  });
  const hands = useMemo(
    (): CellHands => ({
      point(event, page) {
        now.current.chosen.put(page, { extend: event.shiftKey });
        frame.current?.focus({ preventScroll: true });
      },
      dragStart(page) {
        if (!now.current.chosen.pages.includes(page)) now.current.chosen.put(page);
      },
      dragOver: setDrop,
      dragEnd: () => setDrop(undefined),
      drop(page) {
        setDrop(undefined);
        now.current.onMove(now.current.chosen.pages, page);
      },
    }),
    [],
  );
  return (
    <div
      ref={frame}
      className="page-grid"
      role="listbox"
      aria-label={say('batch:pages')}
      aria-multiselectable="true"
      aria-activedescendant={chosen.cursor ? `sheet-${chosen.cursor.page}` : undefined}
      tabIndex={0}
      onDragLeave={(event) => event.target === event.currentTarget && setDrop(undefined)}
    >
      <div className="page-grid-room" style={{ height: virtual.getTotalSize() }} role="none">
        {virtual.getVirtualItems().map(({ index, start }) => (
          <div
            key={index}
            className="page-grid-row"
            style={{ transform: `translateY(${start}px)` }}
            role="none"
          >
            {cells.slice(index * columns, (index + 1) * columns).map((cell, column) => (
              <PageCell
                key={cell.sheet.page}
                batch={view.batch}
                {...cell}
                part={cell.document === null ? null : (view.parts[cell.document] ?? null)}
                at={index * columns + column}
                count={cells.length}
                chosen={marked.has(cell.sheet.page)}
                cursor={cell.sheet.page === chosen.cursor?.page}
                dropped={drop === cell.sheet.page}
                hands={hands}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
