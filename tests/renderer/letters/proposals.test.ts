import { expect, test } from 'vitest';
import type { LetterSuggestion, Suggestion } from '../../../shared/contract/reading.ts';
import { suggestFields } from '../../../shared/domain/reading/suggest.ts';
import { emptyValues } from '../../../renderer/features/letters/form-values.ts';
import {
  hasDoubts,
  isDoubtful,
  openOnes,
  proposalsOf,
  toFillIn,
} from '../../../renderer/features/letters/proposals.ts';

const read = <Value>(value: Value, confidence = 0.95): Suggestion<Value> => ({
  value,
  confidence,
  boxes: [{ page: 1, x: 20, y: 30, width: 40, height: 4 }],
});

const suggestion = (more: Partial<LetterSuggestion['fields']> = {}): LetterSuggestion => ({
  fields: {
    ...suggestFields([]),
    sender: read('Camat Bontang'),
    date: read('2024-05-03'),
    ...more,
  },
  learned: { sender: { from: 'book', read: 'Camat Bontanq', lesson: null } },
  left: 0,
});
const proposals = (more: Partial<LetterSuggestion['fields']> = {}) =>
  proposalsOf(suggestion(more), (day) => `the day ${day}`);

const empty = emptyValues('masuk', '4 Mei 2024');
const nobody: ReadonlySet<string> = new Set();
const untouched = { values: empty, empty, filled: new Map(), typed: nobody, accepted: nobody };

test('only what was read is proposed, days in the words of the form, with what was learned', () => {
  const found = proposals();
  expect(Object.keys(found)).toEqual(['sender', 'date']);
  expect(found.date!.text).toBe('the day 2024-05-03');
  expect(found.sender!.learned).toMatchObject({ from: 'book' });
  expect(found.date!.learned).toBe(null);
});

test('what was hardly read is not proposed', () => {
  expect(proposals({ number: read('5/A', 0.2) }).number).toBe(undefined);
});

test('empty fields are filled in; what somebody typed, emptied or accepted is not touched', () => {
  const found = proposals({ urgency: read('segera') });
  expect(toFillIn(found, untouched)).toEqual([
    ['sender', 'Camat Bontang'],
    ['date', 'the day 2024-05-03'],
    ['urgency', 'segera'],
  ]);
  const values = { ...empty, sender: 'Dinas' };
  const fields = (more: object) => toFillIn(found, { ...untouched, ...more }).map(([name]) => name);
  expect(fields({ values })).toEqual(['date', 'urgency']);
  expect(fields({ typed: new Set(['date']) })).toEqual(['sender', 'urgency']);
  expect(fields({ accepted: new Set(['sender']) })).toEqual(['date', 'urgency']);
});

test('a better reading takes the place of an earlier proposal that nobody has accepted', () => {
  const values = { ...empty, sender: 'Camat Bontanq' };
  const filled = new Map([['sender' as const, 'Camat Bontanq']]);
  const state = { ...untouched, values, filled };
  expect(toFillIn(proposals(), state)[0]).toEqual(['sender', 'Camat Bontang']);
  const accepted = new Set(['sender']);
  expect(toFillIn(proposals(), { ...state, accepted }).map(([name]) => name)).toEqual(['date']);
});

test('what a better reading proposes no more goes out of the form', () => {
  const values = { ...empty, number: '5/A', attachments: '1' };
  const filled = new Map([['attachments' as const, '1']]);
  const gone = toFillIn(proposals(), { ...untouched, values, filled });
  expect(gone).toContainEqual(['attachments', '']);
  expect(gone.map(([name]) => name)).not.toContain('number');
});

test('a proposal is open while it stands as it was proposed', () => {
  const found = proposals({ number: read('5/A', 0.5) });
  const values = { ...empty, sender: 'Camat Bontang', number: '5/A', date: 'typed otherwise' };
  const settled = { typed: nobody, accepted: nobody };
  expect(openOnes(found, values, settled)).toEqual(['sender', 'number']);
  expect(openOnes(found, values, { ...settled, accepted: new Set(['sender']) })).toEqual([
    'number',
  ]);
  expect([isDoubtful(found.sender!), isDoubtful(found.number!)]).toEqual([false, true]);
});

test('a second look is worth it where something is missing or in doubt', () => {
  expect(hasDoubts(suggestion())).toBe(true);
  const all = { number: read('5/A'), subject: read('Undangan'), recipient: read('Camat') };
  expect(hasDoubts(suggestion(all))).toBe(false);
  expect(hasDoubts(suggestion({ ...all, number: read('5/A', 0.6) }))).toBe(true);
});
