import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeOfText, placeText } from '../../../shared/domain/letter/paper-place.ts';

test('a place is written as the book has it, and read again by its parts', () => {
  expect(placeText({ rack: 'R3', box: 'B12', folder: 'M4' })).toBe('R3 / B12 / M4');
  expect(placeText({ rack: 'R3', box: '', folder: '' })).toBe('R3');
  expect(placeText({ rack: '', box: 'B12', folder: '' })).toBe('– / B12');
  expect(placeText({ rack: ' ', box: '', folder: '' })).toBeNull();
  expect(placeOfText('R3 / B12 / M4')).toEqual({ rack: 'R3', box: 'B12', folder: 'M4' });
  expect(placeOfText('Lemari besi di ruang arsip')).toMatchObject({
    rack: 'Lemari besi di ruang arsip',
    box: '',
  });
  expect(placeOfText(null)).toEqual({ rack: '', box: '', folder: '' });
});

test('whatever is typed in, what was written is read as the same place', () => {
  const part = fc.string({ maxLength: 12 });
  fc.assert(
    fc.property(part, part, part, (rack, box, folder) => {
      const text = placeText({ rack, box, folder });
      expect(placeText(placeOfText(text))).toBe(text);
    }),
  );
});
