import { remember } from '../../app/remembered.ts';
import { storeOf } from '../../app/store.ts';
import { type AgendaView, firstAgenda, type Sort } from './asked-agenda.ts';

export const agendaView = storeOf<AgendaView>(firstAgenda(), ({ sort, direction }) =>
  remember('sort', { sort, direction }),
);

/** A second click on a head turns the order around; a first one begins where one looks first. */
export function sortedBy(view: Pick<AgendaView, 'sort' | 'direction'>, sort: Sort) {
  if (view.sort === sort) {
    return { sort, direction: view.direction === 'asc' ? ('desc' as const) : ('asc' as const) };
  }
  const newest = sort === 'agenda' || sort === 'received' || sort === 'date';
  return { sort, direction: newest ? ('desc' as const) : ('asc' as const) };
}
