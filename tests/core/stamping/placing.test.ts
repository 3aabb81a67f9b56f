import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownSize, uprightMatrix, type Box } from '../../../electron/core/stamping/geometry.ts';
import { placeStamps, type Wanted } from '../../../electron/core/stamping/placing.ts';

const SIZES = {
  received: { width: 175.7, height: 73.7 },
  disposition: { width: 241, height: 137 },
};
const wantedAt = (
  places: Partial<Record<keyof typeof SIZES, { x: number; y: number }>> = {},
): [Wanted, Wanted] => [
  { ...SIZES.received, at: places.received ?? null, corner: 'upper-right', seek: true },
  { ...SIZES.disposition, at: places.disposition ?? null, corner: 'lower-left', seek: true },
];
const sheet = fc.record({
  visible: fc
    .tuple(
      fc.double({ min: -5000, max: 5000, noNaN: true }),
      fc.double({ min: -5000, max: 5000, noNaN: true }),
      fc.double({ min: 1, max: 14_400, noNaN: true }),
      fc.double({ min: 1, max: 14_400, noNaN: true }),
    )
    .map(([x, y, w, h]): Box => [x, y, x + w, y + h]),
  rotate: fc.constantFrom(0, 90, 180, 270),
  unit: fc.constantFrom(1, 2, 0.5, 10),
});
const place = fc.record({
  page: fc.constant(1),
  x: fc.double({ min: 0, max: 5000, noNaN: true }),
  y: fc.double({ min: 0, max: 5000, noNaN: true }),
});

describe('stamps', () => {
  it('stand inside the visible page wherever they are put', () => {
    const places = fc.record({ received: place, disposition: place }, { requiredKeys: [] });
    fc.assert(
      fc.property(sheet, places, (on, given) => {
        const [x0, y0, x1, y1] = on.visible;
        const slack = 1e-6 * (Math.abs(x0) + Math.abs(y0) + x1 - x0 + y1 - y0);
        const wanted = wantedAt(given);
        for (const [index, { u, v, scale }] of placeStamps(on, wanted).entries()) {
          const { width, height } = wanted[index]!;
          const [a, b, c, d, e, f] = uprightMatrix(on, u, v, height, scale);
          for (const [x, y] of [
            [0, 0],
            [width, 0],
            [0, height],
            [width, height],
          ] as const) {
            expect(a * x + c * y + e).toBeGreaterThanOrEqual(x0 - slack);
            expect(a * x + c * y + e).toBeLessThanOrEqual(x1 + slack);
            expect(b * x + d * y + f).toBeGreaterThanOrEqual(y0 - slack);
            expect(b * x + d * y + f).toBeLessThanOrEqual(y1 + slack);
          }
        }
      }),
    );
  });

  it('do not overlap where none was put by hand', () => {
    fc.assert(
      fc.property(sheet, (on) => {
        const [r, d] = placeStamps(on, wantedAt());
        const below = r!.v + SIZES.received.height * r!.scale <= d!.v + 1e-6;
        const beside = d!.u + SIZES.disposition.width * d!.scale <= r!.u + 1e-6;
        expect(below || beside).toBe(true);
      }),
    );
  });

  it('have their own size on A4 and A3, and grow with larger sheets', () => {
    const on = (w: number, h: number) => ({ visible: [0, 0, w, h] as Box, rotate: 0, unit: 1 });
    expect(placeStamps(on(595, 842), wantedAt()).map(({ scale }) => scale)).toEqual([1, 1]);
    expect(placeStamps(on(1191, 842), wantedAt())[0]!.scale).toBe(1);
    expect(placeStamps(on(2384, 3370), wantedAt())[0]!.scale).toBeCloseTo(2.8, 1);
  });

  it('are measured on the page as shown', () => {
    expect(shownSize({ visible: [10, 10, 110, 310], rotate: 90, unit: 2 })).toEqual([600, 200]);
  });
});
