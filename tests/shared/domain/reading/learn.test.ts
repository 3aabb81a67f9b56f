import { expect, test } from 'vitest';
import type { Lesson, SuggestedFields } from '../../../../shared/contract/reading.ts';
import { applyLessons } from '../../../../shared/domain/reading/learn.ts';
import { suggestFields } from '../../../../shared/domain/reading/suggest.ts';

function read(sender: string, recipient: string | null = null): SuggestedFields {
  return {
    ...suggestFields([]),
    sender: { value: sender, confidence: 0.6, boxes: [] },
    recipient: { value: recipient, confidence: recipient === null ? 0 : 0.6, boxes: [] },
  };
}

const lesson = (more: Partial<Lesson>): Lesson => ({
  id: 'one',
  field: 'sender',
  read: 'Dinas Kesehatan Kota Bontanq',
  entered: 'Dinas Kesehatan Kota Bontang',
  times: 1,
  at: '2024-05-03T00:00:00.000Z',
  ...more,
});

test('a misread letterhead becomes the name that the book has', () => {
  const { fields, learned } = applyLessons(
    read('Dinas Kesehafan Kota Bontang'),
    [],
    ['Dinas Kesehatan Kota Samarinda', 'Dinas Kesehatan Kota Bontang'],
  );
  expect(fields.sender).toMatchObject({ value: 'Dinas Kesehatan Kota Bontang', confidence: 0.93 });
  expect(learned.sender).toEqual({
    from: 'book',
    read: 'Dinas Kesehafan Kota Bontang',
    lesson: null,
  });
});

test('a name that is in the book is sure, and nothing was learned', () => {
  const { fields, learned } = applyLessons(read('Camat Bontang'), [], ['Camat Bontang']);
  expect(fields.sender.confidence).toBe(0.93);
  expect(learned).toEqual({});
});

test('schools and regions that differ by their number stay apart', () => {
  const { fields } = applyLessons(read('SMA Negeri 1 Samarinda'), [], ['SMA Negeri 7 Samarinda']);
  expect(fields.sender.value).toBe('SMA Negeri 1 Samarinda');
});

test('a correction counts for the same words only, and surely from the second time on', () => {
  const once = applyLessons(read('DINAS KESEHATAN, Kota Bontanq'), [lesson({})], []);
  expect(once.fields.sender).toMatchObject({
    value: 'Dinas Kesehatan Kota Bontang',
    confidence: 0.8,
  });
  expect(once.learned.sender).toMatchObject({ from: 'correction', lesson: 'one' });
  const twice = applyLessons(read('Dinas Kesehatan Kota Bontanq'), [lesson({ times: 2 })], []);
  expect(twice.fields.sender.confidence).toBe(0.95);
  const other = applyLessons(read('Dinas Sosial Kota Bontang'), [lesson({})], []);
  expect(other.fields.sender.value).toBe('Dinas Sosial Kota Bontang');
  const recipient = applyLessons(read('x', 'Dinas Kesehatan Kota Bontanq'), [lesson({})], []);
  expect(recipient.fields.recipient.value).toBe('Dinas Kesehatan Kota Bontanq');
});
