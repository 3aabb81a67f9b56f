import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import type { CleanWish } from '../../../../electron/core/scanning/clean/cleaner.ts';
import { openCleaner } from '../../../../electron/core/scanning/clean/cleaner.ts';
import { SMALL_LETTERS } from './letters.ts';

const folder = mkdtempSync(join(tmpdir(), 'lontar-straighten-'));
const cleaner = openCleaner({ workers: 2 });
const wish: CleanWish = { deskew: true, crop: true, upright: true, mode: 'keep', quality: 75 };
let number = 0;

afterAll(async () => {
  await cleaner.close();
  rmSync(folder, { recursive: true });
});

const cleanFile = (path: string) =>
  cleaner.clean({ path }, wish, { folder, name: `clean-${(number += 1)}` });

async function turned(path: string, degrees: number): Promise<string> {
  const to = join(folder, `turned-${(number += 1)}.png`);
  const paper = { background: '#eeeeee' };
  await sharp(path).rotate(degrees, paper).withDensity(150).png({ compressionLevel: 1 }).toFile(to);
  return to;
}

describe('letters', () => {
  test.each(SMALL_LETTERS)('the angle $skewDegrees° is found', async ({ path, skewDegrees }) => {
    const page = await cleanFile(path);
    expect(Math.abs(page.skewDegrees - skewDegrees)).toBeLessThan(0.1);
    expect(page.turned).toBe(0);
    const again = await cleanFile(page.path);
    expect(Math.abs(again.skewDegrees)).toBeLessThan(0.1);
    expect(Math.abs(page.cropped.width - 210)).toBeLessThan(2);
    expect(Math.abs(page.cropped.height - 297)).toBeLessThan(2);
  });

  test('however they lie, they are straightened and turned upright', async () => {
    const angle = fc.integer({ min: -80, max: 80 }).map((tenths) => tenths / 10);
    const lying = fc.record({
      letter: fc.constantFrom(...SMALL_LETTERS),
      quarter: fc.constantFrom(0, 90, 180, 270),
      angle,
    });
    await fc.assert(
      fc.asyncProperty(lying, async ({ letter, quarter, angle: further }) => {
        const path = await turned(letter.path, quarter + further);
        const page = await cleanFile(path);
        rmSync(path);
        expect(Math.abs(page.skewDegrees - letter.skewDegrees - further)).toBeLessThan(0.15);
        expect(page.turned).toBe((360 - quarter) % 360);
      }),
      { numRuns: 6 },
    );
  });
});

describe('no text', () => {
  test('pictures, hatching and ruled tables without writing turn nothing', async () => {
    const hatch = Array.from(
      { length: 60 },
      (_, i) => `<path d="M${i * 16} 100l300 260" stroke="#333" stroke-width="3"/>`,
    );
    // Strewn without order: in any regular pattern there are lines to be found.
    let seed = 5;
    const next = () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
      return (seed >>> 8) / (1 << 24);
    };
    const circles = Array.from(
      { length: 60 },
      () =>
        `<circle cx="${next() * 1000}" cy="${next() * 1400}" r="${5 + next() * 30}" fill="#555"/>`,
    );
    for (const shapes of [hatch, circles]) {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="1400"><rect width="1000" height="1400" fill="#fafafa"/>${shapes.join('')}</svg>`;
      const path = join(folder, 'drawn.png');
      writeFileSync(path, await sharp(Buffer.from(svg)).withDensity(120).png().toBuffer());
      expect(await cleanFile(path)).toMatchObject({ turned: 0, skewDegrees: 0 });
    }
  });
});
