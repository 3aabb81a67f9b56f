import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { letterSorts } from '../../../shared/contract/first-screen.ts';
import { operations } from '../../../shared/contract/api.ts';
import { openDesk, someFields } from '../temporary-archive.ts';

describe('the operations', () => {
  test('garbage is refused at the door and changes nothing', async () => {
    const { core } = await openDesk();
    const before = core.context.archive.journal.head();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(operations)),
        fc.jsonValue().filter((value) => typeof value !== 'object' || Array.isArray(value)),
        async (name, input) => {
          fc.pre(input !== null);
          await expect(core.call(name, input)).rejects.toMatchObject({ code: 'input.invalid' });
        },
      ),
    );
    await expect(core.call('letters.burn', {})).rejects.toMatchObject({
      code: 'operation.unknown',
    });
    expect(core.context.archive.journal.head()).toEqual(before);
  });
  test('what changed is announced after the commit, and only then', async () => {
    const { core } = await openDesk();
    const heard: string[] = [];
    core.on(({ payload }) => heard.push(payload.operation));
    await core.call('letters.register', { fields: someFields() });
    await core.call('letters.list', {});
    await core.call('letters.cancel', { letter: 'x', reason: 'y' }).catch(() => undefined);
    expect(heard).toEqual(['letters.register']);
  });
});

describe('agenda numbers', () => {
  test('run without a gap in each book and year, whatever is cancelled or refused', async () => {
    const { core } = await openDesk();
    const given = new Map<string, number[]>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            book: fc.constantFrom('masuk', 'keluar', 'tidak-ada'),
            received: fc.constantFrom('2025-12-31', '2026-01-01', undefined),
            cancel: fc.boolean(),
          }),
          { maxLength: 12 },
        ),
        async (letters) => {
          const registered = await Promise.allSettled(
            letters.map(({ book, received }) =>
              core.call('letters.register', { book, received, fields: someFields() }),
            ),
          );
          for (const [index, result] of registered.entries()) {
            if (result.status === 'rejected') continue;
            const { id, agenda } = result.value;
            const key = `${agenda.book}/${agenda.year}`;
            given.set(key, [...(given.get(key) ?? []), agenda.number]);
            if (letters[index]!.cancel) {
              await core.call('letters.cancel', { letter: id, reason: 'Salah' });
            }
          }
        },
      ),
      { numRuns: 25 },
    );
    for (const numbers of given.values()) {
      expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1));
    }
    expect((await core.call('evidence.verify', {})).ok).toBe(true);
  });
});

describe('the agenda list', () => {
  const word = fc.constantFrom(
    'rapat',
    'dinas',
    'Undangan',
    'Izin',
    'kas',
    'é-surat',
    '900.2',
    'B-28',
  );
  const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((some) => some.join(' '));

  test('a filter finds what a plain scan finds, while letters change', async () => {
    const { core } = await openDesk();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ number: words, sender: words, subject: words }), { maxLength: 6 }),
        fc.constantFrom('ra', 'din und', '900', 'b 28', 'e surat', 'x', 'izin kas', '2'),
        async (letters, filter) => {
          for (const fields of letters) {
            const { id } = await core.call('letters.register', { fields });
            if (fields.subject.length % 2 === 0) {
              await core.call('letters.correct', { letter: id, fields: { subject: 'kas rapat' } });
            }
          }
          const { rows } = await core.call('letters.list', { first: 500 });
          const found = await core.call('letters.list', { filter, first: 500 });
          const wanted = rows.filter((row) => {
            const own = plainWords(
              `${row.number} ${row.number?.replace(/[^\p{L}\p{N}]/gu, '')} ${row.sender} ${row.subject} ${row.agenda} ${row.received.slice(0, 4)} ${Number(row.received.slice(8))} november`,
            );
            return plainWords(filter).every((begin) => own.some((one) => one.startsWith(begin)));
          });
          expect(found.rows.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
        },
      ),
      { numRuns: 20 },
    );
  });

  test.each(letterSorts)('is sorted by %s both ways, each letter once', async (sort) => {
    const { core } = await openDesk();
    for (let turn = 0; turn < 30; turn += 1) {
      const fields = someFields({ sender: `Dinas ${turn % 7}`, subject: `Hal ${(turn * 7) % 11}` });
      await core.call('letters.register', { fields, received: `2026-0${1 + (turn % 5)}-01` });
    }
    const up = await core.call('letters.list', { sort, direction: 'asc' });
    const down = await core.call('letters.list', { sort, direction: 'desc' });
    expect(new Set(up.order).size).toBe(30);
    expect([...down.order]).toEqual([...up.order].toReversed());
    if (sort === 'agenda') return;
    const values = up.rows.map((row) => row[sort] ?? '');
    expect(values).toEqual(values.toSorted());
  });

  test('the first year is that of the oldest letter in any book', async () => {
    const { core } = await openDesk();
    expect(await core.call('letters.firstYear', {})).toBeNull();
    for (const received of ['2026-02-01', '2019-12-31', '2024-06-13']) {
      await core.call('letters.register', { fields: someFields(), received });
    }
    expect(await core.call('letters.firstYear', {})).toBe(2019);
  });

  test('letters with the same sender and number are told, whatever signs stand between', async () => {
    const { core } = await openDesk();
    const { id } = await core.call('letters.register', {
      fields: someFields({ number: 'B-28/UN.8' }),
    });
    const twin = { sender: 'badan perencanaan PEMBANGUNAN daerah', number: 'b 28 / un 8' };
    expect(await core.call('letters.duplicates', twin)).toHaveLength(1);
    expect(await core.call('letters.duplicates', { ...twin, except: id })).toHaveLength(0);
    expect(await core.call('letters.duplicates', { ...twin, number: 'B-29/UN.8' })).toHaveLength(0);
  });

  test('a letter is found by its id, its agenda number, or the number alone', async () => {
    const { core } = await openDesk({ now: () => Date.parse('2026-03-01T03:00:00Z') });
    const { id } = await core.call('letters.register', { fields: someFields() });
    for (const text of [id, 'masuk/2026/1', '1/2026', '1']) {
      expect(await core.call('letters.find', { text })).toBe(id);
    }
    expect(await core.call('letters.find', { text: '2' })).toBeNull();
  });

  test('history tells what was there before', async () => {
    const { core } = await openDesk();
    const { id } = await core.call('letters.register', { fields: someFields() });
    await core.call('letters.correct', { letter: id, fields: { urgency: 'segera' } });
    const { letter, history } = await core.call('letters.get', { letter: id });
    expect(letter.fields.urgency).toBe('segera');
    expect(history.map(({ type }) => type)).toEqual(['letter.registered', 'letter.corrected']);
    expect(history[1]!.body).toEqual({ fields: { urgency: { from: 'biasa', to: 'segera' } } });
  });
});

const plainWords = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];
