import type { z } from 'zod';
import { LontarError } from '../../contract/error.ts';
import type {
  LetterCorrection,
  LetterFields,
  PreparedDocument,
  RegisterLetter,
} from '../../contract/letters.ts';
import { positionThen } from '../office/holding.ts';
import { numberFrom } from '../office/number-from.ts';
import { type Book, type Office, ownStamp } from '../office/state.ts';
import { decideRouting, type RoutingCommand } from './decide-routing.ts';
import { decideStamp, type StampCommand } from './decide-stamp.ts';
import type { Change, LetterFact } from './facts.ts';
import { agendaText, type Imported, type Letter } from './state.ts';

/** A command on one letter, its input already parsed. */
export type LetterCommand =
  | {
      name: 'letters.register';
      input: z.output<typeof RegisterLetter> & { received: string };
      /** The number that the book gives next in that year. */
      number: number;
      device: string;
      imported?: Imported;
    }
  | {
      name: 'books.reinstate';
      input: Extract<LetterFact, { type: 'letter.reinstated' }>['body'];
    }
  | { name: 'letters.correct'; input: { fields: LetterCorrection; received?: string | undefined } }
  | { name: 'letters.cancel'; input: { reason: string; withdrawn?: true } }
  | { name: 'letters.attach'; input: { document: PreparedDocument } }
  | { name: 'letters.answered'; input: { by: string; number: string } }
  | { name: 'letters.answerWithdrawn'; input: { by: string } }
  | {
      name: 'letters.handOver';
      input: { to: string; receiver: string; signature: PreparedDocument | null };
    }
  | { name: 'letters.lend'; input: { borrower: string; until: string | null } }
  | { name: 'letters.bringBack'; input: Record<never, never> }
  | { name: 'letters.issueReceipt'; input: { code: string } }
  | {
      name: 'letters.recordPrint';
      input: Extract<LetterFact, { type: 'letter.printed' }>['body'];
    }
  | {
      name: 'letters.settle';
      input: Extract<LetterFact, { type: 'letter.dispute-settled' }>['body'];
    }
  | StampCommand
  | RoutingCommand;

/**
 * The facts that follow from a command, none where nothing changes. Refuses by `LontarError`.
 * @param today at the desk: by it acting holders come and go
 */
export function decideLetter(
  state: Letter | null,
  command: LetterCommand,
  office: Office,
  today: string,
): LetterFact[] {
  if (command.name === 'letters.register') return register(state, command, office);
  if (!state) throw new LontarError('letter.unknown');
  if (command.name === 'books.reinstate') {
    if (!state.cancelled?.withdrawn) {
      throw new LontarError('letter.exists', { agenda: agendaText(state.agenda) });
    }
    return [{ type: 'letter.reinstated', version: 1, body: command.input }];
  }
  if (command.name === 'letters.settle') {
    return [{ type: 'letter.dispute-settled', version: 1, body: command.input }];
  }
  if (state.cancelled) {
    throw new LontarError('letter.cancelled', {
      agenda: agendaText(state.agenda),
      reason: state.cancelled.reason,
    });
  }
  switch (command.name) {
    case 'letters.correct':
      return correct(state, command.input);
    case 'letters.cancel':
      return [{ type: 'letter.cancelled', version: 1, body: command.input }];
    case 'letters.attach':
      if (state.document) {
        throw new LontarError('letter.has-document', { agenda: agendaText(state.agenda) });
      }
      return [{ type: 'letter.document-attached', version: 1, body: command.input }];
    case 'letters.placeStamp':
    case 'letters.stamp':
    case 'letters.unstamp':
      return decideStamp(state, command);
    case 'letters.answered':
      if (state.answeredBy.some(({ letter }) => letter === command.input.by)) return [];
      if (directionOf(state, office) !== 'incoming') {
        throw new LontarError('letter.not-incoming', { agenda: agendaText(state.agenda) });
      }
      return [{ type: 'letter.answered', version: 1, body: command.input }];
    case 'letters.answerWithdrawn':
      if (!state.answeredBy.some(({ letter }) => letter === command.input.by)) return [];
      return [{ type: 'letter.answer-withdrawn', version: 1, body: command.input }];
    case 'letters.handOver': {
      const { to, ...taken } = command.input;
      const body = { ...taken, to: positionThen(office, to, today) };
      return [{ type: 'letter.handed-over', version: 1, body }];
    }
    case 'letters.lend':
      if (state.loan) {
        const { borrower } = state.loan;
        throw new LontarError('letter.is-lent', { agenda: agendaText(state.agenda), borrower });
      }
      return [{ type: 'letter.lent', version: 1, body: command.input }];
    case 'letters.bringBack':
      if (!state.loan) {
        throw new LontarError('letter.not-lent', { agenda: agendaText(state.agenda) });
      }
      return [{ type: 'letter.brought-back', version: 1, body: {} }];
    case 'letters.issueReceipt':
      if (state.receipt) return [];
      return [{ type: 'letter.receipt-issued', version: 1, body: command.input }];
    case 'letters.recordPrint':
      return [{ type: 'letter.printed', version: 1, body: command.input }];
    default:
      return decideRouting(state, command, office, today);
  }
}

function register(
  state: Letter | null,
  { input, number, device, imported }: Extract<LetterCommand, { name: 'letters.register' }>,
  office: Office,
): LetterFact[] {
  if (state) throw new LontarError('letter.exists', { agenda: agendaText(state.agenda) });
  const book = office.books.find(({ key }) => key === input.book);
  if (!book) {
    throw new LontarError('book.unknown', {
      key: input.book,
      known: office.books.map(({ key }) => key),
    });
  }
  if (book.device !== device) throw new LontarError('book.of-another-desk', { key: book.key });
  if (input.answers && book.direction !== 'outgoing') {
    throw new LontarError('book.not-outgoing', { key: book.key });
  }
  const stamp = ownStamp(office, 'received');
  const body = {
    agenda: { book: book.key, year: Number(input.received.slice(0, 4)), number },
    bookTitle: book.title,
    officeName: office.name,
    received: input.received,
    fields: numbered(input, number, book),
    document: input.document,
    stampPlaces: office.stampPlaces.received ? { received: office.stampPlaces.received } : {},
    ...(imported && { imported }),
    ...(input.answers && { answers: input.answers }),
    ...(stamp && { stamp }),
  };
  return [{ type: 'letter.registered', version: 1, body }];
}

/** An outgoing letter without a number gets the one that its book's template gives. */
function numbered(
  { fields, received }: { fields: LetterFields; received: string },
  agenda: number,
  { direction, template }: Book,
): LetterFields {
  if (direction !== 'outgoing' || fields.number !== null || !template) return fields;
  const { classification } = fields;
  if (template.includes('{kode}') && classification === null) {
    throw new LontarError('letter.needs-classification', { template });
  }
  return { ...fields, number: numberFrom(template, { agenda, received, classification }) };
}

function directionOf({ agenda }: Letter, office: Office) {
  return office.books.find(({ key }) => key === agenda.book)?.direction ?? 'incoming';
}

function correct(
  state: Letter,
  input: { fields: LetterCorrection; received?: string | undefined },
): LetterFact[] {
  const changes: [string, Change][] = [];
  for (const [name, to] of Object.entries(input.fields)) {
    const from = state.fields[name as keyof LetterCorrection];
    if (to !== undefined && to !== from) changes.push([name, { from, to }]);
  }
  const received =
    input.received !== undefined && input.received !== state.received
      ? { from: state.received, to: input.received }
      : undefined;
  // A number belongs to its year: a letter can't move to another year's sequence.
  if (received && received.to.slice(0, 4) !== String(state.agenda.year)) {
    throw new LontarError('letter.other-year', { year: state.agenda.year });
  }
  if (changes.length === 0 && !received) return [];
  const body = { fields: Object.fromEntries(changes), ...(received && { received }) };
  return [{ type: 'letter.corrected', version: 1, body }];
}
