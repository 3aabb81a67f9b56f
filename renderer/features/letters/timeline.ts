import type { LetterEvent } from '../../../shared/contract/letters.ts';
import type { LetterFact } from '../../../shared/domain/letter/facts.ts';
import type { Language } from '../../../shared/contract/window.ts';
import { dayText } from '../../app/days.ts';
import { has, type Say, type WordKey } from '../../app/words.ts';

interface Change {
  name: string;
  from: string;
  to: string;
}

export interface Told {
  what: string;
  changes: Change[];
}

/** What one fact says, in words. */
export function tell(event: LetterEvent, say: Say, language: Language): Told {
  const fact = event as unknown as LetterFact;
  switch (fact.type) {
    case 'letter.registered': {
      const { agenda, bookTitle } = fact.body;
      const data = { number: `${agenda.number}/${agenda.year}`, book: bookTitle };
      return { what: say('history:registered', data), changes: [] };
    }
    case 'letter.corrected':
      return { what: say('history:corrected'), changes: changesIn(fact.body, say, language) };
    case 'letter.cancelled':
      return { what: say('history:cancelled', { reason: fact.body.reason }), changes: [] };
    case 'letter.document-attached':
      return { what: say('history:attached', { ...fact.body.document }), changes: [] };
    case 'letter.stamp-placed':
      return { what: say(`history:placed-${fact.body.stamp}`), changes: [] };
    case 'letter.disposed': {
      const { from, to } = fact.body.disposition;
      const data = { from: from.title, to: to.map(({ title }) => title).join(', ') };
      return { what: say('history:disposed', data), changes: [] };
    }
    default:
      return { what: say('history:unknown', { type: event.type }), changes: [] };
  }
}

function changesIn(
  { fields, received }: Extract<LetterFact, { type: 'letter.corrected' }>['body'],
  say: Say,
  language: Language,
): Change[] {
  const all = { ...fields, ...(received && { received }) };
  return Object.entries(all).map(([name, { from, to }]) => ({
    name: say(`letters:${name}` as WordKey),
    from: valueText(name, from, say, language),
    to: valueText(name, to, say, language),
  }));
}

/** The position in which somebody acted at this desk; the desk's own has a word, not a key. */
export function positionText(position: string, say: Say): string {
  const key = `history:by-${position}`;
  return has(key) ? say(key as WordKey) : position;
}

/** A field's value as people read it. */
export function valueText(name: string, value: unknown, say: Say, language: Language): string {
  if (value === null || value === undefined || value === '') return '–';
  if (name === 'date' || name === 'received') return dayText(String(value), language);
  if (name === 'urgency') return say(`urgency:${value as 'biasa'}`);
  if (name === 'secrecy') return say(`secrecy:${value as 'B'}`);
  return String(value);
}
