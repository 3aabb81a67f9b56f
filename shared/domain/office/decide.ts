import type { z } from 'zod';
import { LontarError } from '../../contract/error.ts';
import type { officeOperations } from '../../contract/office.ts';
import type { StampTemplate } from '../../contract/stamp-template.ts';
import { canonicalText } from '../fact.ts';
import type { OfficeFact } from './facts.ts';
import { starterBooks, starterInstructions, starterPositions } from './starter.ts';
import { ownStamp, positionOf, type Office, type Position } from './state.ts';

type Operations = typeof officeOperations;
type Commands = Exclude<keyof Operations, 'office.get' | 'office.setLogo'>;

/** A command on the office, its input already parsed. */
export type OfficeCommand =
  | {
      [Name in Commands]: { name: Name; input: z.output<Operations[Name]['input']> };
    }[Commands]
  | {
      name: 'office.setLogo';
      input: Extract<OfficeFact, { type: 'office.logo-set' }>['body'];
    }
  | { name: 'office.recordPrint'; input: Extract<OfficeFact, { type: 'office.printed' }>['body'] }
  | {
      name: 'office.settle';
      input: Extract<OfficeFact, { type: 'office.dispute-settled' }>['body'];
    }
  | {
      name: 'office.handOverBook';
      /** `byServer`: by an administrator there, for a desk that is lost. */
      input: { book: string; to: string; byServer?: boolean };
    };

/** The facts that follow from a command, none where nothing changes. Refuses by `LontarError`. */
export function decideOffice(
  state: Office | null,
  command: OfficeCommand,
  device: string,
): OfficeFact[] {
  if (command.name === 'office.found') {
    if (state) throw new LontarError('office.exists', { name: state.name });
    const books = starterBooks.map((book) => ({ ...book, device }));
    const founding = { positions: starterPositions, instructions: starterInstructions, books };
    return [{ type: 'office.founded', version: 1, body: { ...command.input, ...founding } }];
  }
  if (!state) throw new LontarError('office.missing');
  switch (command.name) {
    case 'office.setLetterhead': {
      const { name, address, place } = state;
      if (same({ name, address, place }, command.input)) return [];
      return [{ type: 'office.letterhead-set', version: 1, body: command.input }];
    }
    case 'office.savePosition':
      return savePosition(state, command.input);
    case 'office.closePosition':
      return closePosition(state, command.input.key);
    case 'office.saveInstruction': {
      const instruction = command.input;
      if (
        same(
          state.instructions.find(({ key }) => key === instruction.key),
          instruction,
        )
      )
        return [];
      return [{ type: 'office.instruction-saved', version: 1, body: { instruction } }];
    }
    case 'office.closeInstruction': {
      const { key } = command.input;
      if (!state.instructions.some((instruction) => instruction.key === key)) {
        throw new LontarError('instruction.unknown', { key });
      }
      return [{ type: 'office.instruction-closed', version: 1, body: { key } }];
    }
    case 'office.openBook': {
      const book = { ...command.input, device };
      if (state.books.some(({ key }) => key === book.key)) {
        throw new LontarError('book.exists', { key: book.key });
      }
      return [{ type: 'office.book-opened', version: 1, body: { book } }];
    }
    case 'office.setNumberTemplate': {
      const { key, template } = command.input;
      const book = state.books.find((one) => one.key === key);
      if (!book) {
        throw new LontarError('book.unknown', { key, known: state.books.map((one) => one.key) });
      }
      if (book.direction !== 'outgoing') throw new LontarError('book.not-outgoing', { key });
      if ((book.template ?? null) === template) return [];
      return [{ type: 'office.number-template-set', version: 1, body: command.input }];
    }
    case 'office.handOverBook':
      return handOverBook(state, command.input, device);
    case 'office.settle':
      return [{ type: 'office.dispute-settled', version: 1, body: command.input }];
    case 'office.recordPrint':
      return [{ type: 'office.printed', version: 1, body: command.input }];
    case 'office.setPublicUrl': {
      const { url } = command.input;
      if ((state.publicUrl ?? null) === url) return [];
      return [{ type: 'office.public-url-set', version: 1, body: { url } }];
    }
    case 'office.setStampPlace': {
      const { stamp, place } = command.input;
      if (same(state.stampPlaces[stamp], place)) return [];
      return [{ type: 'office.stamp-place-set', version: 1, body: { stamp, place } }];
    }
    case 'office.saveStamp':
      return saveStamp(state, command.input.template);
    case 'office.removeStamp': {
      const { key } = command.input;
      if (!state.stamps?.some((one) => one.key === key)) {
        throw new LontarError('stamp.unknown', { key });
      }
      return [{ type: 'office.stamp-removed', version: 1, body: { key } }];
    }
    case 'office.setLogo': {
      const { logo } = command.input;
      if (same(state.logo ?? null, logo)) return [];
      return [{ type: 'office.logo-set', version: 1, body: { logo } }];
    }
  }
}

function savePosition(state: Office, position: Position): OfficeFact[] {
  if (same(positionOf(state, position.key), position)) return [];
  const seen = new Set([position.key]);
  for (let above = position.parent; above !== null;) {
    if (seen.has(above)) throw new LontarError('position.cycle', { key: position.key });
    seen.add(above);
    const parent = positionOf(state, above);
    if (!parent) throw new LontarError('position.unknown', { key: above });
    above = parent.parent;
  }
  return [{ type: 'office.position-saved', version: 1, body: { position } }];
}

/** A book of stamps has its end: each is shown in one list. */
const MOST_STAMPS = 60;

function saveStamp(state: Office, template: StampTemplate): OfficeFact[] {
  const { key } = template;
  const others = (state.stamps ?? []).filter((one) => one.key !== key);
  if (others.length >= MOST_STAMPS) throw new LontarError('stamp.too-many', { most: MOST_STAMPS });
  const isSame = same(ownStamp(state, key)?.template, template);
  if (isSame && !Object.hasOwn(state.stampPlaces, key)) return [];
  return [{ type: 'office.stamp-saved', version: 1, body: { template } }];
}

/** Only who numbers a book can give it away: after this it numbers no more. */
function handOverBook(
  state: Office,
  { book: key, to, byServer = false }: { book: string; to: string; byServer?: boolean },
  device: string,
): OfficeFact[] {
  const book = state.books.find((one) => one.key === key);
  if (!book) {
    throw new LontarError('book.unknown', { key, known: state.books.map((one) => one.key) });
  }
  if (book.device !== device && !byServer) throw new LontarError('book.of-another-desk', { key });
  if (book.device === to) return [];
  return [{ type: 'office.book-handed-over', version: 1, body: { book: key, to } }];
}

function closePosition(state: Office, key: string): OfficeFact[] {
  if (!positionOf(state, key)) throw new LontarError('position.unknown', { key });
  const below = state.positions.find(({ parent }) => parent === key);
  if (below) throw new LontarError('position.has-others-below', { key, below: below.title });
  return [{ type: 'office.position-closed', version: 1, body: { key } }];
}

/** Plain values: equal when their canonical JSON is. A stored state has its keys in another order. */
function same(stored: unknown, wanted: object | null): boolean {
  return stored !== undefined && canonicalText(stored) === canonicalText(wanted);
}
