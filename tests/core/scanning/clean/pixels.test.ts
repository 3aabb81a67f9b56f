import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findComponents } from '../../../../electron/core/scanning/clean/components.ts';
import { cutOut } from '../../../../electron/core/scanning/clean/cut-out.ts';
import { toLineArt } from '../../../../electron/core/scanning/clean/line-art.ts';
import type { Pixels } from '../../../../electron/core/scanning/clean/reduce.ts';
import { reduce } from '../../../../electron/core/scanning/clean/reduce.ts';

const picture = (channels: 1 | 3, most = 24) =>
  fc
    .record({ width: fc.integer({ min: 1, max: most }), height: fc.integer({ min: 1, max: most }) })
    .chain(({ width, height }) =>
      fc
        .uint8Array({ minLength: width * height * channels, maxLength: width * height * channels })
        .map((data): Pixels => ({ data, width, height, channels })),
    );

const whole = ({ width, height }: Pixels) => ({ x: 0, y: 0, width, height });

describe('components', () => {
  test('are those that a flood finds', () => {
    fc.assert(
      fc.property(picture(1), (page) => {
        const ink = findComponents(page, 160);
        const flooded = flood(page, 160);
        expect(ink.count).toBe(flooded.length);
        const areas = (list: ArrayLike<number>) => Array.from(list).sort((a, b) => a - b);
        expect(areas(ink.area)).toEqual(areas(flooded));
      }),
    );
  });
});

describe('cutting out', () => {
  test('whole quarters keep every pixel, and four of them give the page back', () => {
    fc.assert(
      fc.property(fc.oneof(picture(1), picture(3)), (page) => {
        let turned = page;
        for (let i = 0; i < 4; i++) {
          const before = turned;
          turned = cutOut(before, {
            frame: whole(before),
            skewDegrees: 0,
            turned: 90,
            fill: [255, 255, 255].slice(0, page.channels),
            gray: false,
          });
          expect([turned.width, turned.height]).toEqual([before.height, before.width]);
        }
        expect(Buffer.from(turned.data).equals(Buffer.from(page.data))).toBe(true);
      }),
    );
  });

  test('what lies beyond the page is filled, what lies on it is no new tone', () => {
    const arbitrary = fc.record({
      page: picture(1),
      skewDegrees: fc.double({ min: -15, max: 15, noNaN: true }),
      x: fc.integer({ min: -30, max: 30 }),
      y: fc.integer({ min: -30, max: 30 }),
    });
    fc.assert(
      fc.property(arbitrary, ({ page, skewDegrees, x, y }) => {
        const frame = { x, y, width: 20, height: 20 };
        const plain = { ...page, data: page.data.map(() => 90) };
        const out = cutOut(plain, { frame, skewDegrees, turned: 0, fill: [200], gray: false });
        expect([...new Set(out.data)].every((tone) => tone === 90 || tone === 200)).toBe(true);
      }),
    );
  });
});

describe('reducing', () => {
  test('keeps the mean of what it takes together', () => {
    fc.assert(
      fc.property(picture(3, 40), fc.constantFrom(2, 3, 4, 6), (page, factor) => {
        const small = reduce(page, factor);
        fc.pre(Math.min(page.width, page.height) >= factor);
        expect(small.data.length).toBe(small.width * small.height * 3);
        const [r = 0] = small.data;
        let sum = 0;
        for (let y = 0; y < factor; y++) {
          for (let x = 0; x < factor; x++) sum += page.data[(y * page.width + x) * 3]!;
        }
        expect(Math.abs(r - sum / factor ** 2)).toBeLessThanOrEqual(1.01);
      }),
    );
  });
});

describe('line art', () => {
  test('a thin stroke stays under a lamp that falls off, and paper stays white', () => {
    const [width, height] = [400, 300];
    const data = new Uint8Array(width * height);
    for (let i = 0; i < data.length; i++) {
      const x = i % width;
      const paper = 250 - x / 4;
      data[i] = Math.floor(i / width) === 150 ? paper - 60 : paper;
    }
    const bits = toLineArt({ data, width, height }, 300);
    const black = (x: number, y: number) =>
      (bits[y * (width / 8) + (x >> 3)]! & (0x80 >> (x & 7))) !== 0;
    for (let x = 0; x < width; x += 7) {
      expect(black(x, 150)).toBe(true);
      expect(black(x, 20)).toBe(false);
      expect(black(x, 140)).toBe(false);
    }
  });
});

/** The sizes of connected regions, the plain way. */
function flood({ data, width, height }: Pixels, threshold: number): number[] {
  const left = new Set([...data.keys()].filter((at) => data[at]! >= threshold));
  const sizes: number[] = [];
  for (const start of left) {
    const open = [start];
    left.delete(start);
    let size = 0;
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      size++;
      const [x, y] = [at % width, Math.floor(at / width)];
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          if (left.delete(ny * width + nx)) open.push(ny * width + nx);
        }
      }
    }
    sizes.push(size);
  }
  return sizes;
}
