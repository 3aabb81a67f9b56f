import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { LetterRow } from '../../../shared/contract/letters.ts';
import { ask } from '../../app/api.ts';
import { keyOf } from '../../app/queries.ts';
import { askedAgenda, type AgendaView } from './asked-agenda.ts';
import { rowsIn, windowsOf } from './rows.ts';

/** The list in the order asked for, as a query that can also be made ahead. */
export function agendaList(view: AgendaView) {
  const input = askedAgenda(view);
  return queryOptions({
    queryKey: keyOf('letters.list', input),
    queryFn: ({ signal }) => ask('letters.list', input, { signal }),
    structuralSharing: false,
    // An order of 100,000 letters is 400 KB: no need to keep each one that was typed past.
    gcTime: 5_000,
  });
}

/** While another list is on its way the one before stays. */
export function useAgendaList(view: AgendaView) {
  return useQuery({ ...agendaList(view), placeholderData: keepPreviousData });
}

/**
 * The lines that are on the screen, by their row. Lines once seen stay until newer ones come, so
 * that nothing flickers when the order changes under them.
 */
export function useRows(list: { order: Uint32Array; rows: LetterRow[] }, from: number, to: number) {
  const seen = useRef(new Map<number, LetterRow>());
  const windows = windowsOf(from, to, list.order.length).filter((window) => window > 0);
  const answers = useQueries({
    queries: windows.map((window) => {
      const rows = rowsIn(list.order, window);
      return {
        queryKey: keyOf('letters.rows', rows),
        queryFn: ({ signal }: { signal: AbortSignal }) => ask('letters.rows', { rows }, { signal }),
        gcTime: 10_000,
      };
    }),
  });
  const shown = new Map<number, LetterRow>();
  for (const line of list.rows) shown.set(line.row, line);
  for (const { data } of answers) for (const line of data ?? []) shown.set(line.row, line);
  useEffect(() => {
    if (seen.current.size > 3_000) seen.current.clear();
    for (const [row, line] of shown) seen.current.set(row, line);
  });
  return (row: number) => shown.get(row) ?? seen.current.get(row);
}
