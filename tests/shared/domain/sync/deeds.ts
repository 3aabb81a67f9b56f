import fc from 'fast-check';
import received from '../../../../resources/stamps/received.json' with { type: 'json' };
import { operations } from '../../../../shared/contract/api.ts';
import { routingInputs } from '../../../../shared/contract/dispositions.ts';
import { LetterFields } from '../../../../shared/contract/letters.ts';
import { StampTemplate } from '../../../../shared/contract/stamp-template.ts';
import type { LetterCommand } from '../../../../shared/domain/letter/decide.ts';
import type { OfficeCommand } from '../../../../shared/domain/office/decide.ts';
import { starterPositions } from '../../../../shared/domain/office/starter.ts';
import { type Desk, idOf, today } from './several-desks.ts';

/** What somebody does at a desk; throws what is refused there. */
export type Deed = (desk: Desk, desks: readonly Desk[]) => void;

const few = <One>(...all: One[]) => fc.constantFrom(...all);
const receivers = few('asisten-1', 'asisten-2', 'bagian-umum');
const position = few('sekda', 'asisten-1', 'asisten-2');
const text = few('Undangan', 'Rapat', 'Pelantikan');
const which = fc.nat(2);
const document = { sha256: 'a'.repeat(64), pages: 2, bytes: 7, name: 'surat.pdf' };
const template = StampTemplate.parse({ ...received, key: 'cap' });

const asked = <Name extends keyof typeof operations>(name: Name, input: object) =>
  ({ name, input: operations[name].input.parse(input) }) as unknown as OfficeCommand;

const officeCommands: fc.Arbitrary<OfficeCommand> = fc.oneof(
  fc.record({ name: text, place: text }).map((input) => asked('office.setLetterhead', input)),
  fc.record({ at: fc.nat(3), name: text }).map(({ at, name }) => {
    const known = starterPositions[at]!;
    return asked('office.savePosition', { ...known, holder: { name } });
  }),
  few('asisten-1', 'bagian-umum', 'bagian-hukum').map((key) =>
    asked('office.closePosition', { key }),
  ),
  fc
    .record({ key: few('jawab', 'pantau', 'baru'), text, order: fc.nat(90) })
    .map((input) => asked('office.saveInstruction', input)),
  few('jawab', 'pantau').map((key) => asked('office.closeInstruction', { key })),
  fc
    .record({ key: few('sk', 'nota', 'lain'), title: text, direction: few('incoming', 'outgoing') })
    .map((input) => asked('office.openBook', input)),
  few('https://surat.kota.go.id', null).map((url) => asked('office.setPublicUrl', { url })),
  few('{nomor}', '{nomor:3}', null).map((form) =>
    asked('office.setNumberTemplate', { key: 'keluar', template: form }),
  ),
  few(30, 40).map((width) =>
    asked('office.saveStamp', { template: { ...template, key: 'received', width } }),
  ),
  few('received', 'cap').map((key) => asked('office.removeStamp', { key })),
);

const corrections = fc
  .record({ subject: text, sender: text, remarks: text }, { requiredKeys: [] })
  .map((fields) => ({ name: 'letters.correct', input: { fields, received: undefined } }));

const letterCommands = fc.oneof(
  { weight: 3, arbitrary: corrections },
  fc.constant({ name: 'letters.cancel', input: { reason: 'Salah' } }),
  fc.constant({ name: 'letters.attach', input: { document } }),
  few('Bu Rina', 'Pak Budi').map((borrower) => ({
    name: 'letters.lend',
    input: { borrower, until: null },
  })),
  fc.constant({ name: 'letters.bringBack', input: {} }),
  few('asisten-1', 'asisten-2').map((to) => ({
    name: 'letters.handOver',
    input: { to, receiver: 'Bu Rina', signature: null },
  })),
  few('a'.repeat(22), 'b'.repeat(22)).map((code) => ({
    name: 'letters.issueReceipt',
    input: { code },
  })),
  fc.constant({ name: 'letters.answered', input: { by: idOf(77), number: '1/2026' } }),
  fc.constant({ name: 'letters.answerWithdrawn', input: { by: idOf(77) } }),
  fc.constant({
    name: 'letters.stamp',
    input: { stamp: { template, logo: null }, copy: null, day: today, place: null },
  }),
  fc.nat(50).map((x) => ({
    name: 'letters.placeStamp',
    input: { stamp: 'received', place: { page: 1, x, y: x } },
  })),
);

const act = { position, disposition: which };
const routing = fc.oneof(
  fc.record({
    name: fc.constant('dispositions.give'),
    from: few('sekda', 'asisten-1'),
    to: fc.uniqueArray(receivers, { minLength: 1, maxLength: 2 }),
    instructions: few([], ['jawab']),
  }),
  fc.record({ name: fc.constant('dispositions.forward'), ...act, to: receivers.map((to) => [to]) }),
  fc.record({ name: fc.constant('dispositions.see'), position }),
  fc.record({
    name: few('dispositions.recall', 'dispositions.return', 'dispositions.reopen'),
    ...act,
    reason: text,
  }),
  fc.record({ name: fc.constant('dispositions.followUp'), ...act, text }),
  fc.record({
    name: fc.constant('dispositions.complete'),
    ...act,
    as: few('receiver', 'giver', undefined),
  }),
);

type Routing = keyof typeof routingInputs;

const onLetter = (letter: number, command: (desk: Desk, id: string) => LetterCommand): Deed => {
  return (desk) => {
    const ids = [...desk.view().letters.keys()];
    const id = ids[letter % ids.length];
    if (id !== undefined) desk.letter(id, command(desk, id));
  };
};

export const ofOffice: fc.Arbitrary<Deed> = officeCommands.map(
  (command) => (desk) => desk.office(command),
);

export const handingOver: fc.Arbitrary<Deed> = fc
  .record({ book: few('masuk', 'keluar', 'sk', 'nota'), to: fc.nat(2) })
  .map(({ book, to }) => (desk, desks) => {
    const input = { book, to: desks[to]!.device };
    desk.office({ name: 'office.handOverBook', input });
  });

/** In one of the books that the desk numbers. */
export const registering: fc.Arbitrary<Deed> = fc
  .record({ at: which, subject: text })
  .map(({ at, subject }) => (desk) => {
    const books = desk.view().office!.books.filter(({ device }) => device === desk.device);
    const book = books[at % books.length];
    if (book) desk.register(book.key, LetterFields.parse({ sender: 'Dinas', subject }));
  });

export const onLetters: fc.Arbitrary<Deed> = fc.oneof(
  fc
    .record({ letter: which, command: letterCommands })
    .map(({ letter, command }) => onLetter(letter, () => command as LetterCommand)),
  fc.record({ letter: which, step: routing }).map(({ letter, step }) =>
    onLetter(letter, (desk, id) => {
      const { name, disposition: at, ...given } = step as { name: string; disposition?: number };
      const disposition =
        at === undefined ? undefined : desk.view().letters.get(id)!.dispositions[at]?.id;
      const parsed = routingInputs[name as Routing].parse({ letter: id, disposition, ...given });
      const { letter: _, ...input } = parsed;
      return { name, input } as unknown as LetterCommand;
    }),
  ),
);

/** A deed that sets one thing alone. */
export interface Part {
  about: string;
  deed: Deed;
}

export const part: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ field: few('subject', 'sender', 'remarks'), text, letter: which }).map((one) => ({
    about: one.field,
    deed: onLetter(one.letter, () => {
      const input = { fields: { [one.field]: one.text }, received: undefined };
      return { name: 'letters.correct', input };
    }),
  })),
  fc
    .record({
      letter: which,
      command: few(
        { name: 'letters.lend', input: { borrower: 'Bu Rina', until: null } },
        { name: 'letters.issueReceipt', input: { code: 'a'.repeat(22) } },
        { name: 'letters.attach', input: { document } },
        { name: 'letters.answered', input: { by: idOf(77), number: '1/2026' } },
      ),
    })
    .map(({ letter, command }) => ({
      about: command.name,
      deed: onLetter(letter, () => command as LetterCommand),
    })),
  fc.record({ at: fc.nat(3), name: text }).map(({ at, name }) => {
    const held = { ...starterPositions[at]!, holder: { name } };
    const command = asked('office.savePosition', held);
    return { about: held.key, deed: (desk: Desk) => desk.office(command) };
  }),
  fc.record({ key: few('jawab', 'baru'), text, order: fc.nat(90) }).map((input) => {
    const command = asked('office.saveInstruction', input);
    return { about: input.key, deed: (desk: Desk) => desk.office(command) };
  }),
  few(
    asked('office.setLetterhead', { name: 'Setda' }),
    asked('office.setPublicUrl', { url: 'https://surat.kota.go.id' }),
    asked('office.setNumberTemplate', { key: 'keluar', template: '{nomor}' }),
    asked('office.openBook', { key: 'lain', title: 'Lain', direction: 'incoming' }),
  ).map((command) => ({ about: command.name, deed: (desk: Desk) => desk.office(command) })),
  registering.map((deed) => ({ about: 'number', deed })),
);
