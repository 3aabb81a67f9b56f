import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  changesOf,
  emptyValues,
  readForm,
  valuesOf,
} from '../../../renderer/features/letters/form-values.ts';
import { LetterFields } from '../../../shared/contract/letters.ts';
import { dayInWords } from '../../../shared/domain/dates.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';

const today = '2026-11-24';
const words = (day: string | null) => (day === null ? '' : dayInWords(day));
const least = { ...emptyValues('masuk', '24 November 2026'), sender: 'A', subject: 'B' };

function letterWith(fields: LetterFields): Letter {
  return {
    id: '01900000-0000-7000-8000-000000000000',
    version: 1,
    agenda: { book: 'masuk', year: 2026, number: 17 },
    bookTitle: 'Surat Masuk',
    officeName: 'Kantor',
    received: '2026-11-24',
    fields,
    document: null,
    stampPlaces: {},
    dispositions: [],
    imported: null,
    answers: null,
    answeredBy: [],
    handovers: [],
    loan: null,
    receipt: null,
    prints: [],
    cancelled: null,
  };
}

test('a letter needs a sender and a subject, and nothing else', () => {
  expect(readForm(least, today).read?.received).toBe('2026-11-24');
  const { wrong } = readForm(emptyValues('masuk', '24 November 2026'), today);
  expect(wrong).toEqual({
    sender: { word: 'required', data: {} },
    subject: { word: 'required', data: {} },
  });
});

test('days are read as people type them, and refused where they are none', () => {
  expect(readForm({ ...least, date: '13 6 24' }, today).read?.fields.date).toBe('2024-06-13');
  expect(readForm({ ...least, date: '31 2 24' }, today).wrong?.date?.word).toBe('notADay');
  expect(readForm({ ...least, received: '' }, today).wrong?.received?.word).toBe('notADay');
});

test('each field says what is wrong with it', () => {
  const values = { ...least, classification: 'abc', number: 'x'.repeat(201), location: 'a\u0007b' };
  const { wrong } = readForm(values, today);
  expect(wrong?.classification?.word).toBe('classification');
  expect(wrong?.number).toEqual({ word: 'tooLong', data: { max: 200 } });
  expect(wrong?.location?.word).toBe('signs');
});

test('a letter shown in the form and read again has not changed', () => {
  const text = fc
    .string({ minLength: 1, maxLength: 100 })
    .filter((typed) => LetterFields.shape.sender.safeParse(typed).success);
  const maybe = fc.option(text, { nil: null });
  const fields = fc.record({
    sender: text,
    subject: text,
    number: maybe,
    recipient: maybe,
    remarks: maybe,
    date: fc.option(
      fc
        .date({ min: new Date('1990-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
      { nil: null },
    ),
    urgency: fc.constantFrom('biasa', 'segera', 'sangat-segera', 'penting'),
    secrecy: fc.constantFrom('B', 'T', 'R', 'SR'),
  });
  fc.assert(
    fc.property(fields, (given) => {
      const letter = letterWith(LetterFields.parse(given));
      const { read } = readForm(valuesOf(letter, words), today);
      expect(read).not.toBeNull();
      expect(changesOf(letter, read!)).toBeNull();
    }),
  );
});

test('a correction sends only what differs; an emptied field becomes none', () => {
  const letter = letterWith(LetterFields.parse({ sender: 'A', subject: 'B', number: '1' }));
  const values = { ...valuesOf(letter, words), subject: 'C', number: ' ' };
  const { read } = readForm(values, today);
  expect(changesOf(letter, read!)).toEqual({ fields: { subject: 'C', number: null } });
});
