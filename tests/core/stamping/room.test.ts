import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptiestPlace, inkIn, roomOf } from '../../../electron/core/stamping/room.ts';

const PAPER = [250, 250, 244] as const;

/** A page of paper with rectangles of ink on it, BGRA. */
function page(
  width: number,
  height: number,
  inks: { x: number; y: number; w: number; h: number; colour?: readonly number[] }[],
) {
  const pixels = new Uint8Array(width * height * 4).fill(255);
  const fill = (x: number, y: number, colour: readonly number[]) =>
    pixels.set(colour, (y * width + x) * 4);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) fill(x, y, PAPER);
  for (const { x, y, w, h, colour = [20, 20, 20] } of inks) {
    for (let dy = 0; dy < h && y + dy < height; dy += 1) {
      for (let dx = 0; dx < w && x + dx < width; dx += 1) fill(x + dx, y + dy, colour);
    }
  }
  return roomOf(pixels, width, height);
}

const margin = { width: 0.04, height: 0.03 };
const size = { width: 0.3, height: 0.1 };

test('on an empty page each stamp goes into its own corner', () => {
  const room = page(200, 280, []);
  const upper = emptiestPlace(room, size, { margin, corner: 'upper-right', taken: [] })!;
  expect(upper.x).toBeCloseTo(0.66, 1);
  expect(upper.y).toBeCloseTo(0.03, 2);
  const lower = emptiestPlace(room, size, { margin, corner: 'lower-left', taken: [] })!;
  expect(lower.x).toBeCloseTo(0.04, 2);
  expect(lower.y).toBeCloseTo(0.87, 1);
});

test('coloured ink counts as black does, the paper’s own tint and a speck of dust do not', () => {
  const head = { x: 0, y: 0, w: 200, h: 40, colour: [200, 90, 60] };
  const room = page(200, 280, [head, { x: 150, y: 100, w: 1, h: 1 }]);
  expect(inkIn(room, 0, 0, 200, 280)).toBe(200 * 40);
  const { y } = emptiestPlace(room, size, { margin, corner: 'upper-right', taken: [] })!;
  expect(y * 280).toBeGreaterThanOrEqual(40);
});

test('a page with no room for it has no place', () => {
  const options = { margin, corner: 'upper-right', taken: [] } as const;
  expect(emptiestPlace(page(50, 50, []), { width: 0.95, height: 0.2 }, options)).toBeNull();
});

test('no ink is covered where some place of that size has none, and never another stamp', () => {
  const ink = fc.record({
    x: fc.nat(119),
    y: fc.nat(159),
    w: fc.integer({ min: 2, max: 60 }),
    h: fc.integer({ min: 2, max: 40 }),
  });
  fc.assert(
    fc.property(fc.array(ink, { maxLength: 12 }), (inks) => {
      const room = page(120, 160, inks);
      const first = emptiestPlace(room, size, { margin, corner: 'upper-right', taken: [] })!;
      const covered = (x: number, y: number) =>
        inkIn(room, x * 120 - 1.2, y * 160 - 1.2, size.width * 120 + 2.4, size.height * 160 + 2.4);
      let least = Number.POSITIVE_INFINITY;
      for (let y = 0.03; y <= 0.87; y += 1 / 160) {
        for (let x = 0.04; x <= 0.66; x += 1 / 120) least = Math.min(least, covered(x, y));
      }
      expect(covered(first.x, first.y)).toBeLessThanOrEqual(least);
      const taken = [{ ...first, ...size }];
      const second = emptiestPlace(room, size, { margin, corner: 'lower-left', taken });
      if (!second) return;
      const apart =
        Math.abs(second.x - first.x) >= size.width || Math.abs(second.y - first.y) >= size.height;
      expect(apart).toBe(true);
    }),
    { numRuns: 40 },
  );
});
