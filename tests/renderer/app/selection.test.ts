import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byReason } from '../../../renderer/app/left-out.ts';
import {
  allOf,
  extendedTo,
  noSelection,
  onlyIn,
  type Selection,
  toggledIn,
} from '../../../renderer/app/selection.ts';

const order = Uint32Array.from([50, 40, 30, 20, 10]);
const chosen = (selection: Selection) => [...selection.chosen].toSorted((a, b) => b - a);

test('a row is chosen and let go; a range grows and shrinks from where it began, and keeps what was chosen before', () => {
  let now = toggledIn(noSelection, 50);
  now = toggledIn(now, 30);
  expect(chosen(now)).toEqual([50, 30]);
  now = extendedTo(now, order, 30, 10);
  expect(chosen(now)).toEqual([50, 30, 20, 10]);
  now = extendedTo(now, order, 10, 20);
  expect(chosen(now)).toEqual([50, 30, 20]);
  now = toggledIn(now, 50);
  expect(chosen(now)).toEqual([30, 20]);
});

test('a range without a beginning begins at the cursor, also upwards', () => {
  expect(chosen(extendedTo(noSelection, order, 20, 40))).toEqual([40, 30, 20]);
});

test('all is all of the list; what the list no longer shows is no longer chosen', () => {
  const all = allOf(order);
  expect(chosen(all)).toEqual([...order]);
  expect(onlyIn(all, order)).toBe(all);
  expect(chosen(onlyIn(all, Uint32Array.from([40, 99])))).toEqual([40]);
});

test('whatever is done, only rows of the list are chosen', () => {
  const row = fc.constantFrom(...order);
  const step = fc.oneof(
    fc.record({ kind: fc.constant('toggle' as const), to: row }),
    fc.record({ kind: fc.constant('range' as const), from: row, to: row }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let now = noSelection;
      for (const one of steps) {
        const before = now;
        now =
          one.kind === 'toggle' ? toggledIn(now, one.to) : extendedTo(now, order, one.from, one.to);
        if (one.kind === 'range') expect(now.chosen.has(one.to)).toBe(true);
        else expect(now.chosen.has(one.to)).toBe(!before.chosen.has(one.to));
      }
      for (const each of now.chosen) expect(order).toContain(each);
    }),
  );
});

test('letters left out for the same reason stand together', () => {
  const left = (letter: number, code: string, data: object = {}) => ({
    letter,
    agenda: `masuk/2026/${letter}`,
    subject: '',
    error: { code, data: { agenda: `masuk/2026/${letter}`, ...data } },
  });
  const groups = byReason([
    left(1, 'a'),
    left(2, 'b', { by: 'x' }),
    left(3, 'a'),
    left(4, 'b', { by: 'y' }),
  ]);
  expect(groups.map((group) => group.map(({ letter }) => letter))).toEqual([[1, 3], [2], [4]]);
});
