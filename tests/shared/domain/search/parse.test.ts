import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverDays, spansOf } from '../../../../shared/domain/search/cover-days.ts';
import { parseQuery } from '../../../../shared/domain/search/parse.ts';
import { queryText } from '../../../../shared/domain/search/query-text.ts';

const today = '2026-05-04';
const parse = (text: string) => parseQuery(text, { today });
const understood = (text: string) => {
  const { query } = parse(text);
  return query && queryText(query);
};

describe('a query is understood as it is typed', () => {
  test.each([
    ['undangan rapat', 'undangan DAN rapat'],
    ['Undangan  RÁPAT', 'undangan DAN rapat'],
    ['undangan ATAU rapat', 'undangan ATAU rapat'],
    ['undangan OR rapat AND aula', 'undangan ATAU (rapat DAN aula)'],
    ['(undangan OR rapat) aula', '(undangan ATAU rapat) DAN aula'],
    ['rapat -aula', 'rapat DAN BUKAN aula'],
    ['rapat NOT (aula ATAU gedung)', 'rapat DAN BUKAN (aula ATAU gedung)'],
    ['dan atau bukan', 'dan DAN atau DAN bukan'],
    ['undang*', 'undang*'],
    ['"dana hibah"', '"dana hibah"'],
    ['“dana hibah”', '"dana hibah"'],
    ['"hibah"', '"hibah"'],
    ['undang-undang', 'undang DAN undang'],
    ['900.2.9/3466', '900293466'],
    ['nomor:3466/BAPPEDA', 'nomor:3466bappeda'],
    ['dari:kesehatan from:dinas', 'dari:kesehatan DAN dari:dinas'],
    ['hal:"dana hibah"', 'hal:"dana hibah"'],
    ['hal:(dana ATAU hibah)', 'hal:dana ATAU hal:hibah'],
    ['to:sekda isi:aula', 'kepada:sekda DAN isi:aula'],
    ['kode:000.1', 'kode:000.1'],
    ['kode:000.1.*', 'kode:000.1'],
    ['derajat:sangat segera rapat', 'derajat:sangat-segera DAN rapat'],
    ['urgency:urgent', 'derajat:segera'],
    ['sifat:SR', 'sifat:sangat-rahasia'],
    ['status:belum disposisi', 'status:belum-disposisi'],
    ['status:belum-disposisi', 'status:belum-disposisi'],
    ['agenda:17', 'agenda:17'],
    ['agenda:masuk/2026/17', 'agenda:masuk/2026/17'],
    ['tgl:2024', 'tgl:2024-01-01..2024-12-31'],
    ['tgl:2024-01..2024-06', 'tgl:2024-01-01..2024-06-30'],
    ['tgl:2024..', 'tgl:2024-01-01..'],
    ['tgl:..2024-02', 'tgl:..2024-02-29'],
    ['date:2024-06-13', 'tgl:2024-06-13'],
    ['tgl:13 Juni 2024 rapat', 'tgl:2024-06-13 DAN rapat'],
    ['tgl:Juni 2024..13 Agustus 2024', 'tgl:2024-06-01..2024-08-13'],
    ['diterima:13/6/2024', 'diterima:2024-06-13'],
    ['', ''],
  ])('%s', (typed, shown) => {
    expect(understood(typed)).toBe(shown);
    expect(parse(typed).problems).toEqual([]);
  });

  test('the last word may be half typed', () => {
    const typing = (text: string) => queryText(parseQuery(text, { today, typing: true }).query!);
    expect(typing('undangan rap')).toBe('undangan DAN rap*');
    expect(typing('undangan rapat ')).toBe('undangan DAN rapat');
    expect(typing('hal:und')).toBe('hal:und*');
    expect(typing('"dana hib')).toBe('"dana hib"');
    expect(typing('rapat tgl:20')).toBe('rapat');
    expect(parseQuery('rapat status:bel', { today, typing: true }).problems).toEqual([]);
  });
});

describe('what is wrong is named, with its place, and the rest is answered', () => {
  test.each([
    ['asal-usul:dinas', [], 'asal DAN usul DAN dinas'],
    ['warna:merah surat', ['field-unknown'], 'warna DAN merah DAN surat'],
    ['tgl:2024-13 surat', ['date-unknown'], 'surat'],
    ['tgl:2024-06..2024-01', ['range-backwards'], null],
    ['status:entah surat', ['value-unknown'], 'surat'],
    ['hal: undangan', ['value-missing'], 'undangan'],
    ['(rapat aula', ['bracket-open'], 'rapat DAN aula'],
    ['rapat) aula', ['bracket-extra'], 'rapat DAN aula'],
    ['"dana hibah', ['quote-open'], '"dana hibah"'],
    ['rapat ATAU', ['operator-alone'], 'rapat'],
    ['DAN rapat', ['operator-alone'], 'rapat'],
    ['rapat BUKAN', ['operator-alone'], 'rapat'],
    ['*** !!!', ['nothing-in', 'nothing-in'], null],
    [`${'('.repeat(30)}a${')'.repeat(30)}`, ['too-deep'], null],
  ])('%s', (typed, codes, shown) => {
    expect(parse(typed).problems.map(({ code }) => code)).toEqual(codes);
    expect(understood(typed)).toBe(shown);
  });

  test('the place is that of the text typed', () => {
    const { problems } = parse('surat tgl:kapan rapat');
    expect(problems).toEqual([{ code: 'date-unknown', at: [10, 15], data: { text: 'kapan' } }]);
  });
});

const fragments = fc.constantFrom(
  'rapat',
  'AND',
  'ATAU',
  'BUKAN',
  '-',
  '(',
  ')',
  '"',
  '“',
  'hal:',
  'tgl:',
  'status:',
  ':',
  'x:y',
  '2024-06',
  '..',
  '13 Juni 2024',
  'kode:000.1',
  'agenda:1/2026',
  '900.2/3466',
  '*',
  'é',
  '\u0000',
  ' ',
);
const anyQuery = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(fragments, { maxLength: 30 }).map((some) => some.join(' ')),
  fc.array(fragments, { maxLength: 200 }).map((some) => some.join('')),
);

test('what has only been begun neither narrows nor widens the rest', () => {
  for (const typed of ['rapat ATAU :', 'rapat tgl:', 'rapat BUKAN tgl:', 'rapat ATAU tgl:']) {
    expect(queryText(parseQuery(typed, { today, typing: true }).query!)).toBe('rapat');
  }
});

test('any string is understood or explained, and what was understood reads the same again', () => {
  fc.assert(
    fc.property(anyQuery, fc.boolean(), (typed, typing) => {
      const { query, problems } = parseQuery(typed, { today, typing });
      if (query === null) expect(problems.length).toBeGreaterThan(0);
      for (const { at } of problems) {
        expect(at[0]).toBeGreaterThanOrEqual(0);
        expect(at[1]).toBeLessThanOrEqual(typed.length);
        expect(at[0]).toBeLessThanOrEqual(at[1]);
      }
      if (query === null) return;
      const text = queryText(query);
      expect(queryText(parse(text).query!)).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test('a range is covered by spans that hold each of its days once, and no other day', () => {
  const day = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((one) => one.toISOString().slice(0, 10));
  fc.assert(
    fc.property(fc.option(day), fc.option(day), day, (from, until, other) => {
      if (from === null && until === null) return;
      const spans = coverDays({ from, until });
      const within = (from === null || other >= from) && (until === null || other <= until);
      expect(spansOf(other).filter((span) => spans.includes(span))).toHaveLength(within ? 1 : 0);
      expect(spans.length).toBeLessThan(120);
    }),
  );
});
