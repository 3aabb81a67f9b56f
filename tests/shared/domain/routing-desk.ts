import { expect } from 'vitest';
import { routingInputs } from '../../../shared/contract/dispositions.ts';
import { LetterFields } from '../../../shared/contract/letters.ts';
import { canonicalText } from '../../../shared/domain/fact.ts';
import { decideLetter } from '../../../shared/domain/letter/decide.ts';
import type { RoutingCommand } from '../../../shared/domain/letter/decide-routing.ts';
import { type LetterFactAt, reduceLetter } from '../../../shared/domain/letter/reduce.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import { decideOffice } from '../../../shared/domain/office/decide.ts';
import { reduceOffice } from '../../../shared/domain/office/reduce.ts';
import type { Office, Position } from '../../../shared/domain/office/state.ts';

const device = '01a20caa-36b1-7000-a6d8-f3aa38469ddc';
const idOf = (number: number) =>
  `01a20caa-36b1-7000-a6d8-${String(number).padStart(12, '0')}` as const;
export const letterId = idOf(0);
export const today = '2026-01-05';

function founded(): Office {
  const head = { name: 'Sekretariat Daerah', address: [], place: '' };
  const [fact] = decideOffice(null, { name: 'office.found', input: head }, device);
  return reduceOffice(null, device, fact!);
}
export const office = founded();

export function officeWith(change: Partial<Position> & { key: string }): Office {
  const position = { ...office.positions.find(({ key }) => key === change.key)!, ...change };
  const [fact] = decideOffice(office, { name: 'office.savePosition', input: position }, device);
  return reduceOffice(office, device, fact!);
}

/** A letter and everything that was done to it; facts are numbered, so that their ids can be told. */
export function desk(secrecy: 'B' | 'R' = 'B') {
  let facts = 0;
  const journal: string[] = [];
  let letter: Letter | null = null;
  const apply = (decided: ReturnType<typeof decideLetter>) => {
    for (const one of decided) {
      facts += 1;
      const at = `2026-01-05T00:00:00.${String(facts).padStart(3, '0')}Z`;
      const fact = { ...one, id: idOf(facts), at };
      journal.push(canonicalText(fact));
      letter = reduceLetter(letter, letterId, fact as LetterFactAt);
    }
  };
  const fields = LetterFields.parse({ sender: 'Dinas', subject: 'Undangan', secrecy });
  const input = { book: 'masuk', received: today, fields, document: null, answers: null };
  apply(decideLetter(null, { name: 'letters.register', input, number: 1, device }, office, today));
  const self = {
    get letter() {
      return letter!;
    },
    journal,
    /** Parsed as it comes through the door. */
    act(name: RoutingCommand['name'], given: object, inOffice = office, day = today) {
      const { letter: _, ...parsed } = routingInputs[name].parse({ letter: letterId, ...given });
      const command = { name, input: parsed } as unknown as RoutingCommand;
      apply(decideLetter(letter, command, inOffice, day));
      return self;
    },
    give: (from: string, to: string[], more: object = {}) =>
      self.act('dispositions.give', { from, to, ...more }),
    last: () => letter!.dispositions.at(-1)!,
    code(work: () => unknown): string {
      const before = letter;
      try {
        work();
        return 'accepted';
      } catch (error) {
        expect(letter).toBe(before);
        return (error as { code?: string }).code ?? String(error);
      }
    },
  };
  return self;
}
