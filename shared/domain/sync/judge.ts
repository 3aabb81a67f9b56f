import { LontarError } from '../../contract/error.ts';
import type { Fact } from '../fact.ts';
import { letterBodies } from '../letter/fact-bodies.ts';
import { type LetterFactAt, reduceLetter } from '../letter/reduce.ts';
import type { Letter } from '../letter/state.ts';
import { officeBodies } from '../office/fact-bodies.ts';
import type { OfficeFact } from '../office/facts.ts';
import { reduceOffice } from '../office/reduce.ts';
import type { Office } from '../office/state.ts';
import { checkLetterFact } from './judge-letter.ts';
import { holds } from './holds.ts';
import { checkOfficeFact } from './judge-office.ts';
import { isKnown } from './known.ts';

/** What a fact meets in the office's one order. */
export interface Met {
  office: Office | null;
  letter: Letter | null;
  /** The number that a book gives next in a year, and whether it has given this one. */
  nextNumber(book: string, year: number): number;
  isTaken(book: string, year: number, number: number): boolean;
  /** Facts on the office by others that were applied and that whoever wrote this one had not seen. */
  unseen(): readonly Fact[];
  /** Whether the server itself wrote it, for somebody who may do what no desk may. */
  ofServer: boolean;
}

export type Judged =
  | { verdict: 'applied'; letter: Letter }
  | { verdict: 'applied'; office: Office }
  /** It disagrees with what was applied before: kept, of no effect, for a person to settle. */
  | { verdict: 'disputed'; code: string }
  /** Of a form that is not known here. */
  | { verdict: 'newer' };

const bodies = new Map(
  Object.entries({ ...letterBodies, ...officeBodies }).map(([type, schema]) => [
    type,
    holds(schema),
  ]),
);

/**
 * Whether a fact of a form that is known here holds what that form asks for.
 * Throws `fact.malformed` where it doesn't.
 */
export function checkBody(fact: Fact): void {
  const { type, body, aggregate, seq } = fact;
  if (!isKnown(fact)) return;
  if (!bodies.get(type)!(body) || type.split('.')[0] !== aggregate.split(':')[0]) {
    throw new LontarError('fact.malformed', { type, seq });
  }
}

/**
 * Decides a fact again, on what it meets: pure, so that every server says the same. Its body has been
 * checked by `checkBody`.
 */
export function judge(fact: Fact, met: Met): Judged {
  if (!isKnown(fact)) return { verdict: 'newer' };
  const id = fact.aggregate.slice(fact.aggregate.indexOf(':') + 1);
  try {
    if (fact.aggregate.startsWith('office:')) {
      checkOfficeFact(fact as unknown as OfficeFact & Fact, met);
      return {
        verdict: 'applied',
        office: reduceOffice(met.office, id, fact as unknown as OfficeFact),
      };
    }
    const known = fact as unknown as LetterFactAt & Fact;
    checkLetterFact(known, met);
    return { verdict: 'applied', letter: reduceLetter(met.letter, id, known) };
  } catch (error) {
    if (!(error instanceof LontarError)) throw error;
    return { verdict: 'disputed', code: error.code };
  }
}
