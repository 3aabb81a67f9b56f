import { routingInputs } from '../../shared/contract/dispositions.ts';
import { LetterFields } from '../../shared/contract/letters.ts';
import { decideLetter } from '../../shared/domain/letter/decide.ts';
import type { RoutingCommand } from '../../shared/domain/letter/decide-routing.ts';
import { type LetterFactAt, reduceLetter } from '../../shared/domain/letter/reduce.ts';
import type { Letter } from '../../shared/domain/letter/state.ts';
import { decideOffice } from '../../shared/domain/office/decide.ts';
import { reduceOffice } from '../../shared/domain/office/reduce.ts';

const device = '01a20caa-36b1-7000-a6d8-f3aa38469ddc';
export const today = '2026-01-05';
const idOf = (number: number) =>
  `01a20caa-36b1-7000-a6d8-${String(number).padStart(12, '0')}` as const;

const head = { name: 'Sekretariat Daerah', address: [], place: '' };
const [founded] = decideOffice(null, { name: 'office.found', input: head }, device);
/** With the starter's positions: walikota, sekda, asisten-1 … */
export const office = reduceOffice(null, device, founded!);

/** A letter on its way, through the real aggregate. */
export interface OnItsWay {
  readonly letter: Letter;
  /** Does a step at a moment; throws what the aggregate refuses. */
  act(name: RoutingCommand['name'], input: object, at?: string): Letter;
}

export function onItsWay(): OnItsWay {
  let facts = 0;
  let letter: Letter | null = null;
  function apply(decided: ReturnType<typeof decideLetter>, at: string): Letter {
    for (const one of decided) {
      facts += 1;
      letter = reduceLetter(letter, idOf(0), { ...one, id: idOf(facts), at } as LetterFactAt);
    }
    return letter!;
  }
  const fields = LetterFields.parse({ sender: 'Dinas', subject: 'Undangan' });
  const input = { book: 'masuk', received: today, fields, document: null, answers: null };
  const register = { name: 'letters.register' as const, input, number: 1, device };
  apply(decideLetter(null, register, office, today), '2026-01-05T01:00:00.000Z');
  return {
    get letter() {
      return letter!;
    },
    act(name, asked, at = `2026-01-05T02:00:00.${String(facts).padStart(3, '0')}Z`) {
      const { letter: _, ...parsed } = routingInputs[name].parse({ letter: idOf(0), ...asked });
      return apply(
        decideLetter(letter, { name, input: parsed } as RoutingCommand, office, today),
        at,
      );
    },
  };
}
