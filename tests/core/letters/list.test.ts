import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openDesk, someFields } from '../temporary-archive.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
);

describe('whatever is typed', () => {
  test.each([
    'हिन्दी',
    'بِسْمِ',
    'ไทยนี้',
    'q\u19B0z',
    '"',
    "'*()^:-",
    'AND OR NOT',
    'x\u0301',
    '\u0301',
  ])('“%s” filters, suggests and finds duplicates without an error', async (typed) => {
    const { core } = await openDesk();
    await core.call('letters.register', { fields: someFields() });
    const { order } = await core.call('letters.list', { filter: typed });
    expect(order.length).toBe(/[\p{L}\p{N}]/u.test(typed) ? 0 : 1);
    expect(await core.call('letters.suggest', { field: 'sender', typed })).toEqual([]);
    expect(await core.call('letters.duplicates', { sender: 'x', number: typed })).toEqual([]);
  });

  test('a letter is found by any of its own words, in any script, and is its own duplicate', async () => {
    const { core } = await openDesk();
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (sender, number) => {
        const fields = someFields({ sender, number });
        const letter = await core.call('letters.register', { fields }).catch(() => null);
        for (const typed of [sender, number]) {
          const { order } = await core.call('letters.list', { filter: typed });
          expect(order.length).toBeGreaterThanOrEqual(0);
        }
        if (!letter || !/^[\p{Script=Latin}\p{Nd}\s\p{P}\p{S}]*$/u.test(sender + number)) return;
        for (const filter of [letter.fields.sender, letter.fields.number!]) {
          const { rows } = await core.call('letters.list', { filter, first: 500 });
          expect(rows.map(({ id }) => id)).toContain(letter.id);
        }
        if (!/[\p{L}\p{N}]/u.test(number)) return;
        const twins = await core.call('letters.duplicates', { sender, number });
        expect(twins.map(({ id }) => id)).toContain(letter.id);
      }),
      { numRuns: 150 },
    );
  });
});

/** Forty letters in two books and two years, some cancelled, some disposed. */
async function someBooks() {
  const { core } = await openDesk();
  const recipients = new Map<string, string>();
  for (let turn = 0; turn < 40; turn += 1) {
    const recipient = turn % 2 === 0 ? 'Sekretaris Daerah' : 'Bupati';
    const { id } = await core.call('letters.register', {
      book: turn % 3 === 0 ? 'keluar' : 'masuk',
      received: `202${4 + (turn % 2)}-03-0${1 + (turn % 9)}`,
      fields: someFields({
        sender: `Dinas ${turn % 5}`,
        number: turn % 4 === 0 ? null : `${turn}/UJI`,
        recipient,
      }),
    });
    recipients.set(id, recipient);
    if (turn % 7 === 0) await core.call('letters.cancel', { letter: id, reason: 'Salah' });
    else if (turn % 5 === 0) {
      await core.call('dispositions.give', { letter: id, from: 'sekda', to: ['asisten-1'] });
    }
  }
  const { rows: all } = await core.call('letters.list', { first: 500 });
  expect(all).toHaveLength(40);
  return { core, all, recipients };
}

describe('a book with letters of several years', () => {
  test('is narrowed by book, year, status and words as a plain scan would', async () => {
    const { core, all, recipients } = await someBooks();
    await fc.assert(
      fc.asyncProperty(
        fc.record(
          {
            book: fc.constantFrom('masuk', 'keluar', 'tidak-ada'),
            year: fc.constantFrom(2023, 2024, 2025),
            status: fc.constantFrom(
              'registered' as const,
              'disposed' as const,
              'cancelled' as const,
            ),
            filter: fc.constantFrom('', 'dinas 3', 'uji', '1', 'asisten', 'bup', 'maret 2024'),
            sort: fc.constantFrom('agenda' as const, 'number' as const, 'sender' as const),
          },
          { requiredKeys: [] },
        ),
        async (asked) => {
          const { order } = await core.call('letters.list', asked);
          const words = (asked.filter ?? '').split(' ').filter(Boolean);
          const wanted = all.filter((row) => {
            const day = `${Number(row.received.slice(8))} maret ${row.year} 28 april 2025`;
            const { number, sender, subject, forwarded } = row;
            const texts = [number, number?.replace(/\W/g, ''), sender, subject, forwarded];
            const own = [...texts, row.agenda, day, recipients.get(row.id)]
              .join(' ')
              .toLowerCase()
              .match(/[a-z0-9]+/g)!;
            return (
              (asked.book === undefined || row.book === asked.book) &&
              (asked.year === undefined || row.year === asked.year) &&
              (asked.status === undefined || row.status === asked.status) &&
              words.every((word) => own.some((one) => one.startsWith(word)))
            );
          });
          expect([...order].toSorted(byNumber)).toEqual(
            wanted.map(({ row }) => row).toSorted(byNumber),
          );
        },
      ),
    );
  });

  test('gives rows in the order asked for, and none for places that hold no letter', async () => {
    const { core, all } = await someBooks();
    const rows = [all[7]!, all[2]!, all[30]!];
    const asked = rows.flatMap(({ row }) => [row, 999_999]);
    expect(await core.call('letters.rows', { rows: asked })).toEqual(rows);
    expect(await core.call('letters.rows', { rows: [] })).toEqual([]);
  });

  test('suggests what begins with the words typed, the most used first', async () => {
    const { core } = await someBooks();
    const suggest = (field: 'sender' | 'recipient', typed: string) =>
      core.call('letters.suggest', { field, typed });
    expect((await suggest('sender', 'din')).toSorted()).toEqual(
      [0, 1, 2, 3, 4].map((number) => `Dinas ${number}`),
    );
    expect(await suggest('sender', 'DINAS 3')).toEqual(['Dinas 3']);
    expect(await suggest('recipient', 'dae')).toEqual(['Sekretaris Daerah']);
    // A word of another field is no suggestion.
    expect(await suggest('sender', 'bupati')).toEqual([]);
    expect(await suggest('sender', '')).toEqual([]);
  });

  test('says which number comes next without giving it', async () => {
    const { core, all } = await someBooks();
    const next = (book: string, received: string) =>
      core.call('letters.nextNumber', { book, received });
    const used = all.filter(({ book, year }) => book === 'masuk' && year === 2024).length;
    expect(await next('masuk', '2024-12-31')).toEqual({ year: 2024, number: used + 1 });
    expect(await next('masuk', '2024-12-31')).toEqual({ year: 2024, number: used + 1 });
    expect(await next('masuk', '2031-01-01')).toEqual({ year: 2031, number: 1 });
  });
});

const byNumber = (one: number, other: number) => one - other;
