import { LontarError } from '../../contract/error.ts';
import type { Fact } from '../fact.ts';
import type { RoutingCommand } from '../letter/decide-routing.ts';
import { decideLetter, type LetterCommand } from '../letter/decide.ts';
import type { LetterFactAt } from '../letter/reduce.ts';
import { firstDisposition } from '../letter/routing.ts';
import { agendaText, type Letter, type PositionThen } from '../letter/state.ts';
import type { Office, Position } from '../office/state.ts';
import type { Met } from './judge.ts';

type FactOf<Type extends LetterFactAt['type']> = Extract<LetterFactAt, { type: Type }>;

/** Throws with the code of what the fact disagrees with; see `judge`. */
export function checkLetterFact(fact: LetterFactAt & Fact, met: Met): void {
  const { office, letter } = met;
  if (!office) throw new LontarError('office.missing');
  if (fact.type === 'letter.registered') {
    checkRegistered(fact, fact.device, met);
    return;
  }
  if (!letter) throw new LontarError('letter.unknown');
  if (isEvidence(fact)) return;
  const asked = commandOf(fact, letter);
  if (asked === null) return;
  if (fact.type === 'letter.corrected') checkFields(fact, letter);
  const { command, positions = [], instructions = [] } = asked;
  decideLetter(letter, command, officeThen(office, positions, instructions), ANY_DAY);
}

/** Positions are taken as the fact has them: who held which on what day was the desk's to say. */
const ANY_DAY = '2000-01-01';

/** What happened in the world whatever had been decided meanwhile, and changes nothing else. */
function isEvidence(fact: LetterFactAt): boolean {
  return ['letter.printed', 'letter.disposition-seen', 'letter.dispute-settled'].includes(
    fact.type,
  );
}

function checkRegistered(fact: FactOf<'letter.registered'>, device: string, met: Met): void {
  const { agenda, received, fields, document, imported, answers = null } = fact.body;
  const { book, year, number } = agenda;
  const input = { book, received, fields, document, answers };
  const command = { name: 'letters.register' as const, input, number, device };
  decideLetter(met.letter, command, withoutTemplates(met.office!), ANY_DAY);
  const data = { agenda: agendaText(agenda) };
  if (year !== Number(received.slice(0, 4))) throw new LontarError('letter.other-year', { year });
  if (met.isTaken(book, year, number)) throw new LontarError('number.taken', data);
  if (!imported && met.nextNumber(book, year) !== number) {
    throw new LontarError('number.not-next', data);
  }
}

const bare = new WeakMap<Office, Office>();

/** The letter's own number was made by the template of its day. */
function withoutTemplates(office: Office): Office {
  let without = bare.get(office);
  if (!without) {
    without = { ...office, books: office.books.map((book) => ({ ...book, template: null })) };
    bare.set(office, without);
  }
  return without;
}

/** A field may be corrected where it still is what the clerk saw, or is already what it is to be. */
function checkFields({ body }: FactOf<'letter.corrected'>, letter: Letter): void {
  for (const [name, change] of Object.entries(body.fields)) {
    const now = letter.fields[name as keyof Letter['fields']];
    if (change && now !== change.from && now !== change.to) {
      throw new LontarError('letter.field-differs', { field: name });
    }
  }
  const { received } = body;
  if (received && letter.received !== received.from && letter.received !== received.to) {
    throw new LontarError('letter.field-differs', { field: 'received' });
  }
}

interface Asked {
  command: LetterCommand;
  positions?: PositionThen[];
  instructions?: { key: string; text: string }[];
}

/** The command that a fact came from; null where it holds whatever the letter's state. */
function commandOf(
  fact: Exclude<LetterFactAt, { type: 'letter.registered' }>,
  letter: Letter,
): Asked | null {
  switch (fact.type) {
    case 'letter.corrected': {
      const to = Object.entries(fact.body.fields).map(([name, change]) => [name, change?.to]);
      const input = { fields: Object.fromEntries(to), received: fact.body.received?.to };
      return { command: { name: 'letters.correct', input } };
    }
    case 'letter.cancelled':
      return { command: { name: 'letters.cancel', input: fact.body } };
    case 'letter.reinstated':
      return { command: { name: 'books.reinstate', input: fact.body } };
    case 'letter.document-attached': {
      const same = letter.document?.sha256 === fact.body.document.sha256;
      return same ? null : { command: { name: 'letters.attach', input: fact.body } };
    }
    case 'letter.stamp-placed':
      return { command: { name: 'letters.placeStamp', input: fact.body } };
    case 'letter.stamped':
      return { command: { name: 'letters.stamp', input: fact.body } };
    case 'letter.stamp-moved':
      return { command: { name: 'letters.placeStamp', input: fact.body } };
    case 'letter.stamp-removed': {
      const there = letter.stamps?.some(({ id }) => id === fact.body.stamp);
      return there ? { command: { name: 'letters.unstamp', input: fact.body } } : null;
    }
    case 'letter.answered':
      if (letter.answeredBy.some((one) => one.letter === fact.body.by)) {
        throw new LontarError('fact.repeated', { agenda: agendaText(letter.agenda) });
      }
      return { command: { name: 'letters.answered', input: fact.body } };
    case 'letter.answer-withdrawn':
      return { command: { name: 'letters.answerWithdrawn', input: fact.body } };
    case 'letter.handed-over': {
      const { to, ...taken } = fact.body;
      const command = { name: 'letters.handOver' as const, input: { ...taken, to: to.key } };
      return { command, positions: [to] };
    }
    case 'letter.lent':
      return { command: { name: 'letters.lend', input: fact.body } };
    case 'letter.brought-back':
      return letter.loan ? { command: { name: 'letters.bringBack', input: {} } } : null;
    case 'letter.receipt-issued':
      if (letter.receipt && letter.receipt.code !== fact.body.code) {
        throw new LontarError('receipt.issued', { agenda: agendaText(letter.agenda) });
      }
      return { command: { name: 'letters.issueReceipt', input: fact.body } };
    case 'letter.disposed':
      return disposing(fact, letter);
    case 'letter.printed':
    case 'letter.disposition-seen':
    case 'letter.dispute-settled':
      return null;
    default:
      return routing(fact);
  }
}

function disposing({ id, body }: FactOf<'letter.disposed'>, letter: Letter): Asked {
  const {
    kind,
    parent = null,
    from,
    to,
    copies = [],
    instructions,
    note,
    due,
    paper,
  } = body.disposition;
  // Nor is one that was recalled given again under its name.
  if (letter.dispositions.some((one) => one.id === id)) {
    throw new LontarError('fact.repeated', { agenda: agendaText(letter.agenda) });
  }
  const positions = [from, ...to, ...copies];
  const keys = (all: PositionThen[]) => all.map(({ key }) => key);
  if (kind === 'forward') {
    const input = { position: from.key, disposition: parent ?? undefined, to: keys(to), note };
    return { command: { name: 'dispositions.forward', input }, positions };
  }
  const first = firstDisposition(letter);
  if (parent === null && first) {
    const data = { agenda: agendaText(letter.agenda), by: first.from.title };
    throw new LontarError('disposition.already-given', data);
  }
  const input = {
    from: from.key,
    to: keys(to),
    copies: keys(copies),
    instructions: instructions.map(({ key }) => key),
    note,
    due,
    under: parent ?? undefined,
    place: body.place ?? undefined,
    paper,
  };
  return { command: { name: 'dispositions.give', input }, positions, instructions };
}

type Step = FactOf<
  | 'letter.disposition-recalled'
  | 'letter.disposition-returned'
  | 'letter.followed-up'
  | 'letter.task-completed'
  | 'letter.task-reopened'
  | 'letter.disposition-closed'
  | 'letter.disposition-reopened'
>;

function routing(fact: Step): Asked {
  const { disposition, by } = fact.body;
  const act = { position: by.key, disposition };
  return { command: stepOf(fact, act), positions: [by] };
}

function stepOf(fact: Step, act: { position: string; disposition: string }): RoutingCommand {
  switch (fact.type) {
    case 'letter.disposition-recalled':
      return { name: 'dispositions.recall', input: { ...act, reason: fact.body.reason } };
    case 'letter.disposition-returned':
      return { name: 'dispositions.return', input: { ...act, reason: fact.body.reason } };
    case 'letter.followed-up': {
      const { text, attachments } = fact.body;
      return { name: 'dispositions.followUp', input: { ...act, text, attachments } };
    }
    case 'letter.task-completed': {
      const input = { ...act, as: 'receiver' as const, note: fact.body.note };
      return { name: 'dispositions.complete', input };
    }
    case 'letter.disposition-closed': {
      const input = { ...act, as: 'giver' as const, note: fact.body.note };
      return { name: 'dispositions.complete', input };
    }
    case 'letter.task-reopened': {
      const { task, reason } = fact.body;
      return { name: 'dispositions.reopen', input: { ...act, task, reason } };
    }
    case 'letter.disposition-reopened':
      return { name: 'dispositions.reopen', input: { ...act, reason: fact.body.reason } };
  }
}

/** The office with these positions and instructions as whoever decided saw them. */
function officeThen(
  office: Office,
  positions: PositionThen[],
  instructions: { key: string; text: string }[],
): Office {
  if (positions.length === 0) return office;
  const then = new Map(positions.map((one) => [one.key, one]));
  const [giver] = positions;
  const known = office.positions.map((position): Position => {
    const held = then.get(position.key);
    then.delete(position.key);
    return held ? { ...position, holder: holderOf(held) } : position;
  });
  // One that was closed meanwhile stood below whoever gave to it.
  const closed = [...then.values()].map((held): Position => {
    const { key, title } = held;
    return {
      key,
      title,
      parent: key === giver!.key ? null : giver!.key,
      holder: holderOf(held),
      order: 0,
    };
  });
  const named = new Set(instructions.map(({ key }) => key));
  return {
    ...office,
    positions: [...known, ...closed],
    instructions: [
      ...office.instructions.filter(({ key }) => !named.has(key)),
      ...instructions.map((one) => ({ ...one, order: 0 })),
    ],
  };
}

const holderOf = ({ holder, acting }: PositionThen) => ({
  name: holder,
  acting,
  from: null,
  until: null,
});
