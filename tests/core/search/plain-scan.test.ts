import fc from 'fast-check';
import { expect, test } from 'vitest';
import { queryText } from '../../../shared/domain/search/query-text.ts';
import type { Query } from '../../../shared/domain/search/query.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import { searchDesk } from './search-desk.ts';

/** No two of them are alike, so that nothing is sought besides. */
const words = ['rapat', 'gedung', 'hibah', 'pegawai', 'sekolah', 'lurah', 'stunting', 'a1'];
const codes = ['000.1', '000.1.2', '000.10', '900.2.9'];
const days = ['2024-02-29', '2024-06-13', '2025-01-01', '2025-12-31'];
const urgencies = ['biasa', 'segera', 'penting'] as const;

interface Plain {
  letter: Letter;
  pages: string[];
}

const some = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 });
const made = fc.record({
  subject: some,
  sender: some,
  number: fc.option(some),
  classification: fc.option(fc.constantFrom(...codes)),
  urgency: fc.constantFrom(...urgencies),
  date: fc.option(fc.constantFrom(...days)),
  received: fc.constantFrom(...days),
  pages: fc.array(some, { maxLength: 2 }),
});

const field = fc.constantFrom(null, 'subject' as const, 'sender' as const, 'text' as const);
const leaf: fc.Arbitrary<Query> = fc.oneof(
  fc.record({
    kind: fc.constant('word' as const),
    field,
    word: fc.constantFrom(...words),
    prefix: fc.constant(false),
    exact: fc.boolean(),
  }),
  fc
    .record({ field, word: fc.constantFrom(...words), length: fc.integer({ min: 1, max: 7 }) })
    .map(({ field: of, word, length }) => ({
      kind: 'word' as const,
      field: of,
      word: word.slice(0, length),
      prefix: true,
      exact: false,
    })),
  fc
    .record({ field, words: fc.array(fc.constantFrom(...words), { minLength: 2, maxLength: 3 }) })
    .map((one) => ({ kind: 'phrase' as const, ...one })),
  fc
    .constantFrom(...urgencies)
    .map((value) => ({ kind: 'is' as const, field: 'urgency' as const, value })),
  fc
    .constantFrom(...codes, '000', '900')
    .map((value) => ({ kind: 'is' as const, field: 'code' as const, value })),
  fc
    .tuple(
      fc.constantFrom('date' as const, 'received' as const),
      fc.option(fc.constantFrom(...days)),
      fc.constantFrom(...days),
    )
    .map(([of, from, until]) => {
      const [first, last] = from !== null && from > until ? [until, from] : [from, until];
      return { kind: 'days' as const, field: of, from: first, until: last };
    }),
);
const { query } = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    tie('query').map((of): Query => (of.kind === 'not' ? of.of : { kind: 'not', of })),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      of: fc.array(tie('query'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));

/** What a person would find by looking at every letter. */
function has({ letter, pages }: Plain, asked: Query): boolean {
  const { fields } = letter;
  switch (asked.kind) {
    case 'word':
      return textsOf({ letter, pages }, asked.field).some((text) =>
        text.some((one) => (asked.prefix ? one.startsWith(asked.word) : one === asked.word)),
      );
    case 'phrase':
      return textsOf({ letter, pages }, asked.field).some((text) =>
        ` ${text.join(' ')} `.includes(` ${asked.words.join(' ')} `),
      );
    case 'is':
      if (asked.field === 'urgency') return fields.urgency === asked.value;
      return `${fields.classification}.`.startsWith(`${asked.value}.`);
    case 'days': {
      const day = asked.field === 'date' ? fields.date : letter.received;
      if (day === null) return false;
      return day >= (asked.from ?? '') && day <= (asked.until ?? '9');
    }
    case 'not':
      return !has({ letter, pages }, asked.of);
    case 'and':
      return asked.of.every((one) => has({ letter, pages }, one));
    case 'or':
      return asked.of.some((one) => has({ letter, pages }, one));
    default:
      return true;
  }
}

function textsOf({ letter, pages }: Plain, of: 'subject' | 'sender' | 'text' | null | string) {
  const { fields, received } = letter;
  const split = (text: string | null) => (text ?? '').toLowerCase().match(/[a-z0-9]+/g) ?? [];
  if (of === 'subject') return [split(fields.subject)];
  if (of === 'sender') return [split(fields.sender)];
  if (of === 'text') return pages.map(split);
  const months = { '02': 'februari', '06': 'juni', '01': 'januari', '12': 'desember' };
  const inWords = (day: string | null) =>
    day === null
      ? []
      : [String(Number(day.slice(8))), months[day.slice(5, 7) as '02'], day.slice(0, 4)];
  return [
    ...pages.map(split),
    ...[fields.subject, fields.sender, fields.number, fields.classification].map(split),
    inWords(fields.date),
    inWords(received),
    [String(letter.agenda.number)],
  ];
}

test('search finds what a plain scan over the letters finds, newest first', async () => {
  const { add, find } = await searchDesk();
  const letters: Plain[] = fc.sample(made, { numRuns: 60, seed: 4 }).map((one) => {
    const { pages, received, subject, sender, number, ...fields } = one;
    const texts = pages.map((page) => page.join(' '));
    const written = {
      ...fields,
      subject: subject.join(' '),
      sender: sender.join(' '),
      number: number && number.join('/'),
    };
    return { letter: add(written, texts.length > 0 ? texts : null, received), pages: texts };
  });
  const newestFirst = letters
    .map((plain, index) => ({ ...plain, index }))
    .toSorted((a, b) =>
      a.letter.received === b.letter.received
        ? b.index - a.index
        : a.letter.received < b.letter.received
          ? 1
          : -1,
    );
  await fc.assert(
    fc.asyncProperty(query, async (asked) => {
      const text = queryText(asked);
      const { hits, problems, alsoSought } = await find(text);
      expect({ problems, alsoSought }).toEqual({ problems: [], alsoSought: [] });
      const wanted = newestFirst.filter((plain) => has(plain, asked));
      expect(hits.map(({ agenda, year }) => `${agenda}/${year}`)).toEqual(
        wanted.map(({ letter }) => `${letter.agenda.number}/${letter.agenda.year}`),
      );
    }),
    { numRuns: 300 },
  );
});

test('any string answers or explains, whoever asks', async () => {
  const { core, add } = await searchDesk();
  add({ subject: 'Undangan "rapat"' }, ['Isi surat\u0000 é ﬁ']);
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.string({ maxLength: 80 }), fc.string({ unit: 'binary', maxLength: 40 })),
      fc.constantFrom('relevance' as const, 'newest' as const),
      fc.boolean(),
      async (typed, sort, typing) => {
        const { understood, problems } = await core.call('search.find', {
          query: typed,
          sort,
          typing,
        });
        if (understood === null) expect(problems.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 300 },
  );
  await core.call('search.find', { query: '('.repeat(50_000) });
  await core.call('search.find', { query: 'a OR '.repeat(10_000) });
});
