import { LontarError } from '../../../shared/contract/error.ts';
import { agendaText, type Letter } from '../../../shared/domain/letter/state.ts';

/** What is made of a letter is made of one whose number counts. Throws `letter.cancelled`. */
export function mustCount({ agenda, cancelled }: Letter): void {
  if (!cancelled) return;
  const { reason } = cancelled;
  throw new LontarError('letter.cancelled', { agenda: agendaText(agenda), reason });
}
