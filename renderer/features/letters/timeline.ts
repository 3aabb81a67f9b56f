import type { LetterEvent } from '../../../shared/contract/letters.ts';
import type { GivenDisposition, LetterFact } from '../../../shared/domain/letter/facts.ts';
import type { PositionThen } from '../../../shared/domain/letter/state.ts';
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
    case 'letter.stamped': {
      const { template } = fact.body.stamp;
      return { what: say('history:stamped', { name: template.name }), changes: [] };
    }
    case 'letter.stamp-moved':
      return { what: say('history:stamp-moved'), changes: [] };
    case 'letter.stamp-removed':
      return { what: say('history:stamp-removed'), changes: [] };
    case 'letter.disposed':
      return { what: disposedText(fact.body.disposition, say), changes: [] };
    case 'letter.reinstated':
      return { what: say('history:reinstated'), changes: [] };
    case 'letter.answered':
      return { what: say('history:answered', { ...fact.body }), changes: [] };
    case 'letter.answer-withdrawn':
      return { what: say('history:answer-withdrawn'), changes: [] };
    case 'letter.handed-over': {
      const data = { to: fact.body.to.title, receiver: fact.body.receiver };
      return { what: say('history:handed-over', data), changes: [] };
    }
    case 'letter.lent':
      return { what: say('history:lent', { ...fact.body }), changes: [] };
    case 'letter.brought-back':
      return { what: say('history:brought-back'), changes: [] };
    case 'letter.receipt-issued':
      return { what: say('history:receipt'), changes: [] };
    case 'letter.dispute-settled':
      return { what: say('history:settled'), changes: [] };
    case 'letter.printed': {
      const data = { ...fact.body, kind: say(`prints:${fact.body.kind}`) };
      return { what: say('history:printed', data), changes: [] };
    }
    case 'letter.disposition-recalled':
      return { what: say('history:recalled', actOf(fact.body)), changes: [] };
    case 'letter.disposition-seen':
      return { what: say('history:seen', actOf(fact.body)), changes: [] };
    case 'letter.disposition-returned':
      return { what: say('history:returned', actOf(fact.body)), changes: [] };
    case 'letter.followed-up':
      return { what: say('history:followed-up', actOf(fact.body)), changes: [] };
    case 'letter.task-completed':
      return {
        what: noted(say('history:task-completed', actOf(fact.body)), fact.body.note),
        changes: [],
      };
    case 'letter.task-reopened':
      return { what: say('history:task-reopened', actOf(fact.body)), changes: [] };
    case 'letter.disposition-closed':
      return {
        what: noted(say('history:disposition-closed', actOf(fact.body)), fact.body.note),
        changes: [],
      };
    case 'letter.disposition-reopened':
      return { what: say('history:disposition-reopened', actOf(fact.body)), changes: [] };
    default:
      return { what: say('history:unknown', { type: event.type }), changes: [] };
  }
}

const titlesOf = (positions: PositionThen[]) => positions.map(({ title }) => title).join(', ');

function disposedText({ kind, from, to, copies = [] }: GivenDisposition, say: Say): string {
  const data = { from: from.title, to: titlesOf(to) };
  const text = say(kind === 'forward' ? 'history:forwarded' : 'history:disposed', data);
  if (copies.length === 0) return text;
  return `${text}. ${say('history:disposed-copies', { copies: titlesOf(copies) })}`;
}

const actOf = (body: { by: PositionThen }): Record<string, unknown> => ({
  ...body,
  by: body.by.title,
});

const noted = (text: string, note: string) => (note === '' ? text : `${text}: ${note}`);

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
