import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { newKey, nextOrder, reordered } from '../../../renderer/features/office/keys-of-office.ts';
import { Key } from '../../../shared/contract/values.ts';
import { starterInstructions } from '../../../shared/domain/office/starter.ts';

test('any title gives a key that the contract takes and that nobody has', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), fc.array(fc.string()), (title, others) => {
      const taken = others.map((other) => ({ key: newKey(other, []), order: 0 }));
      const key = newKey(title, taken);
      expect(Key.safeParse(key).success).toBe(true);
      expect(taken.map((one) => one.key)).not.toContain(key);
    }),
  );
});

test('a title reads in its key, and a second one gets a number', () => {
  expect(newKey('Kepala Bagian Umum', [])).toBe('kepala-bagian-umum');
  expect(newKey('Jawab', starterInstructions)).toBe('jawab-2');
});

test('a new one comes last', () => {
  expect(nextOrder([])).toBe(10);
  expect(nextOrder(starterInstructions)).toBe(180);
});

test('moving one up or down saves only the two that change places', () => {
  const [first, second] = starterInstructions;
  expect(reordered(starterInstructions, 1, -1)).toEqual([
    { ...second!, order: 10 },
    { ...first!, order: 20 },
  ]);
  expect(reordered(starterInstructions, 0, -1)).toEqual([]);
  expect(reordered(starterInstructions, starterInstructions.length - 1, 1)).toEqual([]);
});
