import { expect, test } from 'vitest';
import { branches } from '../../../renderer/app/position-tree.ts';
import { fits, leaders } from '../../../renderer/features/dispositions/positions.ts';
import { chosenOf, holderText } from '../../../renderer/features/dispositions/summary.ts';
import { starterPositions } from '../../../shared/domain/office/starter.ts';

test('the tree lists every position once, below the one above it', () => {
  const listed = branches(starterPositions);
  expect(listed.map(({ position }) => position.key).toSorted()).toEqual(
    starterPositions.map(({ key }) => key).toSorted(),
  );
  expect(listed.slice(0, 3).map(({ position, depth }) => [position.key, depth])).toEqual([
    ['sekda', 0],
    ['asisten-1', 1],
    ['bagian-pemerintahan', 2],
  ]);
});

test('a position whose superior is gone still stands in the list', () => {
  const orphan = { ...starterPositions[1]!, parent: 'gone' };
  expect(branches([orphan])).toEqual([{ position: orphan, depth: 0 }]);
});

test('leaders have others below them, and are not vacant', () => {
  expect(leaders(starterPositions).map(({ key }) => key)).toEqual([
    'sekda',
    'asisten-1',
    'asisten-2',
    'asisten-3',
  ]);
  const vacant = starterPositions.map((one) =>
    one.key === 'sekda' ? { ...one, holder: null } : one,
  );
  expect(leaders(vacant).map(({ key }) => key)).not.toContain('sekda');
  const alone = { ...starterPositions[0]!, parent: null };
  expect(leaders([alone])).toEqual([alone]);
});

test('every word typed must be in the text, in any order and case', () => {
  expect(fits('Kepala Bagian Umum', 'umum kep')).toBe(true);
  expect(fits('Kepala Bagian Umum', 'hukum')).toBe(false);
  expect(fits('Kepala Bagian Umum', ' ')).toBe(true);
});

test('a position is named with whoever holds it', () => {
  const title = 'Kepala Bagian Umum';
  expect(holderText({ title, holder: '', acting: null })).toBe(title);
  expect(holderText({ title, holder: 'Sri', acting: 'Plt.' })).toBe(`Plt. ${title}, Sri`);
});

test('what is chosen keeps the order of the list', () => {
  const items = [{ key: 'a' }, { key: 'b' }, { key: 'c' }];
  expect(chosenOf(items, new Set(['c', 'a', 'x']))).toEqual([{ key: 'a' }, { key: 'c' }]);
});
