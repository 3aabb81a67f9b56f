import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  pictureAddress,
  pictureWidth,
  shownSize,
  zoomed,
  zoomToPage,
} from '../../../renderer/ui/pictures.ts';

const a4 = { width: 210, height: 297 };

test('a picture is asked for at least as wide as it is shown, up to the widest there is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6000 }), fc.constantFrom(1, 1.25, 2), (wide, density) => {
      const width = pictureWidth(wide, density);
      expect(width).toBeLessThanOrEqual(4000);
      if (wide * density <= 4000) expect(width).toBeGreaterThanOrEqual(wide * density);
    }),
  );
});

test('a page at zoom 1 fills the width, also lying on its side', () => {
  expect(shownSize(a4, 210, 700, 1, 0)).toEqual({ width: 700, height: 990, upright: 700 });
  expect(shownSize(a4, 210, 700, 1, 1)).toEqual({ width: 990, height: 700, upright: 700 });
});

test('a zoom to the page shows all of it', () => {
  const room = { width: 700, height: 600 };
  const zoom = zoomToPage(a4, room);
  expect(shownSize(a4, 210, room.width, zoom, 0).height).toBeCloseTo(600);
  expect(zoomToPage({ width: 297, height: 100 }, room)).toBe(1);
});

test('zooming in and out comes back, and stays within bounds', () => {
  expect(zoomed(zoomed(1, 1), -1)).toBeCloseTo(1);
  expect(zoomed(6, 4)).toBe(6);
  expect(zoomed(1 / 6, -4)).toBeCloseTo(1 / 6);
});

test('a picture is addressed by its document', () => {
  expect(pictureAddress('ab', 2, 720)).toBe('/page/ab/2?width=720');
});
