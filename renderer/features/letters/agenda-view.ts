import type { LetterStatus, letterSorts } from '../../../shared/contract/first-screen.ts';
import { remember, remembered, storeOf } from '../../app/store.ts';

export type Sort = (typeof letterSorts)[number];

/** How the agenda list was left: it comes back the same. */
export interface AgendaView {
  filter: string;
  book: string | null;
  year: number | null;
  status: LetterStatus | null;
  sort: Sort;
  direction: 'asc' | 'desc';
  /** The row under the cursor, by its place in the archive. */
  row: number | null;
  /** A letter to put the cursor on as soon as the list shows it. */
  seek: string | null;
}

const sorting = remembered<Pick<AgendaView, 'sort' | 'direction'>>('sort', {
  sort: 'agenda',
  direction: 'desc',
});

export const agendaView = storeOf<AgendaView>(
  { filter: '', book: null, year: null, status: null, row: null, seek: null, ...sorting },
  ({ sort, direction }) => remember('sort', { sort, direction }),
);

/** A second click on a head turns the order around; a first one begins where one looks first. */
export function sortedBy(view: Pick<AgendaView, 'sort' | 'direction'>, sort: Sort) {
  if (view.sort === sort) {
    return { sort, direction: view.direction === 'asc' ? ('desc' as const) : ('asc' as const) };
  }
  const newest = sort === 'agenda' || sort === 'received' || sort === 'date';
  return { sort, direction: newest ? ('desc' as const) : ('asc' as const) };
}
