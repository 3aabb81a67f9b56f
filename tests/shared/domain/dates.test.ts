import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayInWords, readDay } from '../../../shared/domain/dates.ts';

const today = '2026-11-24';
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test.each([
  ['13 Juni 2024', '2024-06-13'],
  ['13 juni', '2026-06-13'],
  ['13/6/24', '2024-06-13'],
  ['13-06-2024', '2024-06-13'],
  ['130624', '2024-06-13'],
  ['13062024', '2024-06-13'],
  ['2024-06-13', '2024-06-13'],
  ['1 Agt 2025', '2025-08-01'],
  ['2 Nopember 2025', '2025-11-02'],
  ['29 Februari 2024', '2024-02-29'],
])('%s is read', (typed, expected) => {
  expect(readDay(typed, today)).toBe(expected);
});

test.each([
  '',
  '31/2/2024',
  '29 Februari 2025',
  '0/1/2024',
  '13/13/2024',
  'besok',
  '13 xyz 2024',
  '1 constructor 2024',
  '1 __proto__',
  '13 ju 2024',
  '１３ Juni 2024',
  '13 Juni 1899',
  '13 Juni 2024; DROP TABLE facts',
  '-1 Juni 2024',
  '1e3',
  '2024-06-13T00:00',
  '1',
])('“%s” is no day', (typed) => {
  expect(readDay(typed, today)).toBeNull();
});

test('a day in words is read back as the same day', () => {
  fc.assert(
    fc.property(day, (one) => {
      expect(readDay(dayInWords(one), today)).toBe(one);
    }),
  );
});

test('every way to write a day is read as that day', () => {
  fc.assert(
    fc.property(day, fc.constantFrom(' ', '/', '-', '.', ' - '), fc.boolean(), (one, sign, two) => {
      const [year, month, date] = one.split('-') as [string, string, string];
      const plain = (text: string) => (two ? text : String(Number(text)));
      expect(readDay([plain(date), plain(month), year].join(sign), today)).toBe(one);
      expect(readDay(`  ${date}${month}${year} `, today)).toBe(one);
      expect(readDay(dayInWords(one).toUpperCase().replaceAll(' ', sign), today)).toBe(one);
      if (year >= '2000') expect(readDay(date + month + year.slice(2), today)).toBe(one);
    }),
  );
});

test('any text is a day that exists, or none', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      const read = readDay(typed, today);
      if (read !== null) expect(new Date(read).toISOString().slice(0, 10)).toBe(read);
    }),
  );
});
