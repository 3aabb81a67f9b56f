import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LetterFields } from '../../../shared/contract/letters.ts';
import { canonicalText } from '../../../shared/domain/fact.ts';
import { decideLetter, type LetterCommand } from '../../../shared/domain/letter/decide.ts';
import { type LetterFactAt, reduceLetter } from '../../../shared/domain/letter/reduce.ts';
import { statusOf } from '../../../shared/domain/letter/routing.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import { decideOffice } from '../../../shared/domain/office/decide.ts';
import { reduceOffice } from '../../../shared/domain/office/reduce.ts';
import type { Office } from '../../../shared/domain/office/state.ts';

const device = '01a20caa-36b1-7000-a6d8-f3aa38469ddc';
const id = '01a20caa-36b1-7000-a6d8-f3aa38469ddd';
const head = { name: 'Sekretariat Daerah', address: [], place: '' };
const office = founded();
const fields = LetterFields.parse({ sender: 'Dinas', subject: 'Undangan' });

function founded(): Office {
  const [fact] = decideOffice(null, { name: 'office.found', input: head }, device);
  return reduceOffice(null, device, fact!);
}

const register = (number = 1): LetterCommand => ({
  name: 'letters.register',
  input: { book: 'masuk', received: '2026-01-05', fields, document: null, answers: null },
  number,
  device,
});
const give = (more: object = {}): LetterCommand => ({
  name: 'dispositions.give' as const,
  input: {
    from: 'sekda',
    to: ['asisten-1'],
    copies: [],
    instructions: ['telaah'],
    note: '',
    due: null,
    ...more,
  },
});

let clock = 0;
/** Every fact since the last look, as a journal would hold it. */
let journal: string[] = [];
function after(state: Letter | null, command: LetterCommand, inOffice = office): Letter {
  return decideLetter(state, command, inOffice, '2026-01-05').reduce<Letter | null>(
    (letter, decided) => {
      const fact = { ...decided, id: `${device.slice(0, -1)}e`, at: `${(clock += 1)}` };
      journal.push(canonicalText(fact));
      return reduceLetter(letter, id, fact);
    },
    state,
  )!;
}
const codeOf = (work: () => unknown) => {
  try {
    work();
    return 'accepted';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};

describe('registering', () => {
  test('the letter keeps the names of its book and office as they are now', () => {
    const letter = after(null, register());
    expect(letter).toMatchObject({
      agenda: { book: 'masuk', year: 2026, number: 1 },
      bookTitle: 'Surat Masuk',
      officeName: 'Sekretariat Daerah',
      dispositions: [],
    });
  });
  test('a book of another desk gives no number here', () => {
    expect(codeOf(() => after(null, { ...register(), device: id } as LetterCommand))).toBe(
      'book.of-another-desk',
    );
  });
  test('an unknown book is refused', () => {
    const command = register() as Extract<LetterCommand, { name: 'letters.register' }>;
    const other = { ...command, input: { ...command.input, book: 'lain' } };
    expect(codeOf(() => after(null, other))).toBe('book.unknown');
  });
});

describe('a letter’s facts', () => {
  const fact = (type: string) =>
    ({ id, at: '', type, version: 1, body: { reason: 'x' } }) as unknown as LetterFactAt;
  test('follow its registration, once; a fact of a newer Lontar is not guessed at', () => {
    const letter = after(null, register());
    expect(() => reduceLetter(letter, id, fact('letter.registered'))).toThrow('fact.out-of-order');
    expect(() => reduceLetter(null, id, fact('letter.cancelled'))).toThrow('fact.out-of-order');
    expect(() => reduceLetter(letter, id, fact('letter.burnt'))).toThrow('fact.unknown');
  });
  test('are decided on a known letter only', () => {
    const cancel: LetterCommand = { name: 'letters.cancel', input: { reason: 'x' } };
    expect(codeOf(() => after(null, cancel))).toBe('letter.unknown');
    expect(codeOf(() => after(after(null, register()), register(2)))).toBe('letter.exists');
  });
});

describe('a stamp', () => {
  const document = { sha256: 'a'.repeat(64), pages: 2, bytes: 10, name: 'a.pdf' };
  const attach: LetterCommand = { name: 'letters.attach', input: { document } };
  const move = (page: number): LetterCommand => ({
    name: 'letters.placeStamp',
    input: { stamp: 'received', place: { page, x: 1, y: 2 } },
  });
  test('is placed on a page of the letter’s document; an original is never replaced', () => {
    const bare = after(null, register());
    expect(codeOf(() => after(bare, move(1)))).toBe('letter.no-document');
    const letter = after(bare, attach);
    expect(codeOf(() => after(letter, move(3)))).toBe('stamp.no-such-page');
    expect(codeOf(() => after(letter, give({ place: { page: 3, x: 1, y: 1 } })))).toBe(
      'stamp.no-such-page',
    );
    expect(codeOf(() => after(letter, attach))).toBe('letter.has-document');
    const moved = after(letter, move(2));
    expect(moved.stampPlaces.received).toEqual({ page: 2, x: 1, y: 2 });
    expect(after(moved, move(2))).toBe(moved);
  });
});

describe('correcting', () => {
  test('the fact keeps what was there before', () => {
    const command: LetterCommand = {
      name: 'letters.correct',
      input: { fields: { subject: 'Baru' } },
    };
    const [fact] = decideLetter(after(null, register()), command, office, '2026-01-05');
    expect(fact!.body).toEqual({ fields: { subject: { from: 'Undangan', to: 'Baru' } } });
  });
  test('nothing changed is no fact', () => {
    const command: LetterCommand = { name: 'letters.correct', input: { fields: { ...fields } } };
    expect(decideLetter(after(null, register()), command, office, '2026-01-05')).toEqual([]);
  });
  test('a number stays in its year', () => {
    const command: LetterCommand = {
      name: 'letters.correct',
      input: { fields: {}, received: '2025-12-31' },
    };
    expect(codeOf(() => after(after(null, register()), command))).toBe('letter.other-year');
  });
});

describe('cancelling', () => {
  test('the number and the reason stay, and nothing more can be done', () => {
    const cancelled = after(after(null, register()), {
      name: 'letters.cancel',
      input: { reason: 'Salah buku' },
    });
    expect(statusOf(cancelled)).toBe('cancelled');
    expect(cancelled.cancelled?.reason).toBe('Salah buku');
    expect(codeOf(() => after(cancelled, give()))).toBe('letter.cancelled');
  });
});

describe('disposing', () => {
  test('the record keeps which position gave it, and who held it then', () => {
    const position = {
      ...office.positions[0]!,
      holder: { name: 'Pejabat Uji', acting: 'Plh.' as const, from: null, until: null },
    };
    const [fact] = decideOffice(office, { name: 'office.savePosition', input: position }, device);
    const letter = after(after(null, register()), give(), reduceOffice(office, device, fact!));
    expect(letter.dispositions[0]!.from).toEqual({
      key: 'sekda',
      title: 'Sekretaris Daerah',
      holder: 'Pejabat Uji',
      acting: 'Plh.',
    });
  });
  test('a second first disposition is refused', () => {
    expect(codeOf(() => after(after(after(null, register()), give()), give()))).toBe(
      'disposition.already-given',
    );
  });
  test('a vacant position can’t be chosen', () => {
    const vacant = { ...office.positions[1]!, holder: null };
    const [fact] = decideOffice(office, { name: 'office.savePosition', input: vacant }, device);
    const without = reduceOffice(office, device, fact!);
    expect(codeOf(() => after(after(null, register()), give(), without))).toBe('position.vacant');
  });
  test.each([
    [{ to: ['sekda'] }, 'disposition.to-itself'],
    [{ to: ['tidak-ada'] }, 'position.unknown'],
    [{ instructions: ['tidak-ada'] }, 'instruction.unknown'],
  ])('%j is refused as %s', (more, code) => {
    expect(codeOf(() => after(after(null, register()), give(more)))).toBe(code);
  });
});

const commands: fc.Arbitrary<LetterCommand> = fc.oneof(
  fc.constant(register()),
  fc.constant<LetterCommand>({ name: 'letters.cancel', input: { reason: 'x' } }),
  fc.record({
    name: fc.constant('letters.correct' as const),
    input: fc.record({
      fields: fc.record(
        {
          subject: fc.constantFrom('a', 'b'),
          urgency: fc.constantFrom('biasa' as const, 'segera' as const),
        },
        { requiredKeys: [] },
      ),
      received: fc.constantFrom('2026-01-05', '2026-02-01', '2025-01-01', undefined),
    }),
  }),
  fc.constant(give()),
  fc.constant(give({ to: ['bagian-umum', 'bagian-umum', 'asisten-2'] })),
  fc.record({
    name: fc.constant('letters.attach' as const),
    input: fc.constant({
      document: { sha256: 'a'.repeat(64), pages: 2, bytes: 10, name: 'a.pdf' },
    }),
  }),
  fc.record({
    name: fc.constant('letters.placeStamp' as const),
    input: fc.record({
      stamp: fc.constantFrom('received' as const, 'disposition' as const),
      place: fc.record({ page: fc.integer({ min: 1, max: 4 }), x: fc.nat(200), y: fc.nat(200) }),
    }),
  }),
);

test('no sequence of commands breaks a rule', () => {
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 25 }), (sequence) => {
      let letter: Letter | null = null;
      let cancelledAt: Letter | null = null;
      journal = [];
      for (const command of sequence) {
        const before = letter;
        try {
          letter = after(letter, command);
        } catch (error) {
          expect((error as { code?: string }).code).toMatch(/^[a-z]+\.[a-z-]+$/);
          expect(letter).toBe(before);
        }
        if (!letter) continue;
        expect(letter.dispositions.length).toBeLessThanOrEqual(1);
        expect(new Set(letter.dispositions[0]?.to.map(({ key }) => key)).size).toBe(
          letter.dispositions[0]?.to.length ?? 0,
        );
        expect(letter.agenda).toEqual({ book: 'masuk', year: 2026, number: 1 });
        expect(letter.received.slice(0, 4)).toBe('2026');
        if (before) expect(letter.version).toBeGreaterThanOrEqual(before.version);
        for (const place of Object.values(letter.stampPlaces)) {
          if (letter.document) expect(place.page).toBeLessThanOrEqual(letter.document.pages);
        }
        if (cancelledAt) expect(letter).toBe(cancelledAt);
        if (letter.cancelled) cancelledAt = letter;
        expect(JSON.parse(JSON.stringify(letter))).toEqual(letter);
      }
      const again = journal
        .map((text) => JSON.parse(text) as LetterFactAt)
        .reduce<Letter | null>((state, fact) => reduceLetter(state, id, fact), null);
      expect(canonicalText(again)).toBe(canonicalText(letter));
    }),
  );
});
