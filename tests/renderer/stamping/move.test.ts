import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  movedBox,
  resizedBox,
  samePlace,
  stepOf,
} from '../../../renderer/features/stamping/move.ts';

const page = { width: 210, height: 297 };
const box = { stamp: 'received', page: 1, x: 140, y: 8, width: 62, height: 26 };

test('a stamp never leaves its page, however far it is moved', () => {
  const far = fc.double({ min: -5000, max: 5000, noNaN: true });
  fc.assert(
    fc.property(far, far, (byX, byY) => {
      const moved = movedBox(box, byX, byY, page);
      expect(moved.x).toBeGreaterThanOrEqual(0);
      expect(moved.y).toBeGreaterThanOrEqual(0);
      expect(moved.x + moved.width).toBeLessThanOrEqual(page.width + 0.05);
      expect(moved.y + moved.height).toBeLessThanOrEqual(page.height + 0.05);
    }),
  );
});

test('a stamp wider than its page stays at the edge', () => {
  expect(movedBox({ ...box, width: 300 }, 50, 0, page).x).toBe(0);
});

test('there and back is where it was', () => {
  expect(samePlace(movedBox(movedBox(box, -3.5, 10, page), 3.5, -10, page), box)).toBe(true);
});

test('arrows step by a millimetre, with Shift by ten', () => {
  expect(stepOf('ArrowLeft', false)).toEqual([-1, 0]);
  expect(stepOf('ArrowDown', true)).toEqual([0, 10]);
  expect(stepOf('Enter', false)).toBeNull();
});

test('a stamp pulled at its corner stays on its page and as large as stamps may be', () => {
  const sides = { width: [20, 200], height: [6, 280] } as const;
  const far = fc.double({ min: -5000, max: 5000, noNaN: true });
  fc.assert(
    fc.property(far, far, (byX, byY) => {
      const { x, y, width, height } = resizedBox(box, byX, byY, page, sides);
      expect([x, y]).toEqual([box.x, box.y]);
      expect(width).toBeGreaterThanOrEqual(20);
      expect(height).toBeGreaterThanOrEqual(6);
      expect(x + width).toBeLessThanOrEqual(page.width + 0.05);
      expect(y + height).toBeLessThanOrEqual(page.height + 0.05);
    }),
  );
});
