import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { CleanWish } from '../../../../electron/core/scanning/clean/cleaner.ts';
import { openCleaner } from '../../../../electron/core/scanning/clean/cleaner.ts';
import type { Sheet } from './sheets.ts';
import { BLANK, drawSheet, inItsShadow, LINES, onBed, stroke, WRITTEN } from './sheets.ts';

const folder = mkdtempSync(join(tmpdir(), 'lontar-sheets-'));
const cleaner = openCleaner({ workers: 2 });
const wish: CleanWish = { deskew: true, crop: true, upright: true, mode: 'auto', quality: 75 };
let number = 0;

afterAll(async () => {
  await cleaner.close();
  rmSync(folder, { recursive: true });
});

async function clean(sheet: Sheet, more: Partial<CleanWish> = {}) {
  const name = `sheet-${(number += 1)}`;
  const path = join(folder, `raw-${name}.jpg`);
  // What shines through is told by its blur, which coarser pixels don't show.
  writeFileSync(path, await drawSheet(sheet, sheet.back ? 150 : 100));
  return cleaner.clean({ path }, { ...wish, ...more }, { folder, name });
}

describe('an empty sheet is flagged', () => {
  test.each(Object.entries(BLANK))('%s', async (_, sheet) => {
    expect(await clean(sheet)).toMatchObject({ blank: true, turned: 0, skewDegrees: 0 });
  });
});

describe('a sheet with anything written on it is not', () => {
  test.each(Object.entries(WRITTEN))('%s', async (_, sheet) => {
    expect(await clean(sheet)).toMatchObject({ blank: false, turned: 0 });
  });
});

describe('the mode is what the page needs', () => {
  test('coloured ink keeps its colour, be it on white or on coloured paper', async () => {
    for (const name of ['signature', 'red stamp', 'pale violet stamp', 'initials in a corner']) {
      expect((await clean(WRITTEN[name]!)).mode, name).toBe('color');
    }
  });

  test('a sheet of a decided colour stays coloured; yellowed paper is no colour', async () => {
    expect((await clean({ ...WRITTEN['a tick'], paper: '#f4e58c' })).mode).toBe('color');
    expect((await clean({ ...WRITTEN['a tick'], paper: '#f3eddc' })).mode).toBe('lineart');
  });

  test('pencil and shading need grey', async () => {
    expect((await clean(WRITTEN['faint pencil']!)).mode).toBe('gray');
    const shaded = '<rect x="30" y="40" width="80" height="60" fill="#a0a0a0"/>';
    expect((await clean({ shapes: shaded })).mode).toBe('gray');
  });

  test('clean black strokes become one bit a pixel', async () => {
    const page = await clean(WRITTEN['page number']!);
    expect(page).toMatchObject({ mode: 'lineart', type: 'image/png' });
    expect(page.bytes).toBeLessThan(3000);
  });

  test('faint pencil stays visible where one bit is asked for', async () => {
    const page = await clean(WRITTEN['faint pencil']!, { mode: 'lineart' });
    const again = await cleaner.clean({ path: page.path }, wish, { folder, name: 'again' });
    expect(again.blank).toBe(false);
    expect(again.coverage).toBeGreaterThan(page.coverage / 3);
  });
});

describe('cutting to the paper', () => {
  test.each([
    ['dark', '#282828', '#f4f4f2'],
    ['grey', '#8c8c8c', '#f4f4f2'],
    ['a little darker', '#e0e0d8', '#f8f8f6'],
    ['lighter than coloured paper', '#fdfdfd', '#f2d98c'],
  ])('a bed that is %s goes, and no paper with it', async (_, bed, paper) => {
    const { cropped } = await clean({ shapes: onBed(bed, paper, 0) });
    // The sheet lies at 12, 9 and measures 180 × 275.
    expect(Math.abs(cropped.x - 12)).toBeLessThan(0.8);
    expect(Math.abs(cropped.y - 9)).toBeLessThan(0.8);
    expect(Math.abs(cropped.width - 180)).toBeLessThan(1.2);
    expect(Math.abs(cropped.height - 275)).toBeLessThan(1.2);
  });

  test('shadows, holes and dark pictures at the border are no bed', async () => {
    const picture = '<rect x="0" y="60" width="120" height="90" fill="#404040"/>';
    for (const sheet of [
      BLANK['shadow on two sides']!,
      BLANK['two dark holes']!,
      { shapes: picture },
    ]) {
      const { cropped } = await clean(sheet);
      expect(cropped.x).toBeLessThan(0.1);
      expect(cropped.width).toBeGreaterThan(209);
      expect(cropped.height).toBeGreaterThan(296);
    }
  });

  test.each([
    ['a little lighter', '#f9f9f7', 0],
    ['a little darker', '#f3f3f1', 0],
    ['a little darker, under a sheet that lies askew', '#f3f3f1', 1.5],
  ])('a white bed that is %s goes where the sheet throws a shadow', async (_, paper, degrees) => {
    const { cropped } = await clean({ paper, shapes: inItsShadow(degrees) });
    expect(Math.abs(cropped.x - 12)).toBeLessThan(0.9);
    expect(Math.abs(cropped.y - 9)).toBeLessThan(0.9);
    expect(Math.abs(cropped.width - 180)).toBeLessThan(1.4);
    expect(Math.abs(cropped.height - 275)).toBeLessThan(1.4);
  });

  test('a bed of the very tone of the paper, a fold, two that cross and a printed frame are left', async () => {
    const shade = (x: number, y: number) =>
      `<rect x="${x}" y="${y}" width="210" height="297" fill="#f1f1ef"/>`;
    const crease = (path: string) => stroke(path, '#c0c0c0', 0.5);
    const sheets: Record<string, Sheet> = {
      'the same tone': { shapes: inItsShadow(0) },
      'a fold': { shapes: shade(0, 198) + crease('M0 198H210') + LINES },
      'two folds': { shapes: shade(0, 198) + shade(150, 0) + crease('M0 198H210M150 0V297') },
      'a frame': { shapes: stroke('M12 12H198V285H12Z', '#303030', 0.6) + LINES },
    };
    for (const [name, sheet] of Object.entries(sheets)) {
      const { cropped } = await clean(sheet);
      expect(cropped.width, name).toBeGreaterThan(209);
      expect(cropped.height, name).toBeGreaterThan(296);
    }
  });

  test('nothing goes where it is not wanted', async () => {
    const { cropped } = await clean(BLANK['dark bed']!, { crop: false });
    expect(cropped).toMatchObject({ x: 0, y: 0 });
    expect(cropped.width).toBeGreaterThan(209);
  });
});
