import type {
  LetterStatus,
  letterSorts,
  ListLetters,
} from '../../../shared/contract/first-screen.ts';
import { remembered } from '../../app/remembered.ts';
import { WINDOW } from './rows.ts';

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

/** As the list is when the desk opens. */
export function firstAgenda(): AgendaView {
  const sorting = remembered<Pick<AgendaView, 'sort' | 'direction'>>('sort', {
    sort: 'agenda',
    direction: 'desc',
  });
  return { filter: '', book: null, year: null, status: null, row: null, seek: null, ...sorting };
}

/** What the core is asked for a list like this. */
export function askedAgenda(view: AgendaView): ListLetters {
  const { filter, book, year, status, sort, direction } = view;
  return {
    filter: filter.trim(),
    ...(book !== null && { book }),
    ...(year !== null && { year }),
    ...(status !== null && { status }),
    sort,
    direction,
    first: WINDOW,
  };
}
