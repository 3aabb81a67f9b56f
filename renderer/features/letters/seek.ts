import type { Letter } from '../../../shared/domain/letter/state.ts';
import { ask } from '../../app/api.ts';
import { agendaView } from './agenda-view.ts';

/** Puts the cursor of the agenda list on a letter that has just got its number. */
export async function seekLetter({ id, agenda: { book, year } }: Letter): Promise<void> {
  agendaView.set({ seek: id });
  const { sort, direction } = agendaView.get();
  // In the usual order it is on top, and found without asking.
  if (sort === 'agenda' && direction === 'desc') return;
  const newest = { book, year, sort: 'agenda', direction: 'desc', first: 20 } as const;
  const line = (await ask('letters.list', newest)).rows.find((row) => row.id === id);
  if (line) agendaView.set({ row: line.row, seek: null });
}
