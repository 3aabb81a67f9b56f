import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cell, columnNamed, findHeader } from '../../../../shared/domain/book/columns.ts';
import { judgeRows } from '../../../../shared/domain/book/judge-rows.ts';
import { readRows } from '../../../../shared/domain/book/read-rows.ts';

const today = '2026-03-10';

test.each([
  ['No. Agenda', 'agenda'],
  ['TGL. DITERIMA', 'received'],
  ['Nomor Surat', 'number'],
  ['Asal Surat', 'sender'],
  ['Isi Ringkas', 'subject'],
  ['Perihal / Isi ringkas', 'subject'],
  ['Ket.', 'remarks'],
  ['Warna', undefined],
])('%s is the column %s', (text, column) => {
  expect(columnNamed(text)).toBe(column);
});

test('any table reads or is no book, and no number comes in twice or over another letter’s', () => {
  const cell: fc.Arbitrary<Cell> = fc.oneof(
    fc.constantFrom('1', '2', '2/2025', '03', '1/1/2025', '-', '', 'Dinas', 'Segera', 'Rahasia'),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.double(),
    fc.boolean(),
    fc.date({ noInvalidDate: false }),
    fc.constant(null),
  );
  const head = ['No', 'Diterima', 'Pengirim', 'Perihal', 'Sifat'];
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 20 }),
      (headed, rows) => {
        const table: Cell[][] = headed ? [head, ...rows] : rows;
        const header = findHeader(table);
        if (!header) return;
        const taken = (year: number, agenda: number) =>
          agenda === 2 ? { sender: 'A', subject: 'B', withdrawn: year === 2025 } : undefined;
        const fates = judgeRows(readRows(table, header, today), taken);
        const numbers = fates
          .filter(({ fate, agenda }) => (fate === 'new' || fate === 'again') && agenda !== null)
          .map(({ year, agenda }) => `${year}/${agenda}`);
        expect(new Set(numbers).size).toBe(numbers.length);
        for (const { fate, agenda, year, fields, received, problems } of fates) {
          if (fate === 'wrong') expect(problems.length > 0 || fields === null).toBe(true);
          if (fate !== 'new') continue;
          expect(agenda === 2).toBe(false);
          expect(fields).not.toBeNull();
          expect(received!.slice(0, 4)).toBe(String(year));
        }
      },
    ),
    { numRuns: 300 },
  );
});
