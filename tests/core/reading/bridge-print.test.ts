import { expect, test } from 'vitest';
import { takeColourAway } from '../../../electron/core/reading/take-colour-away.ts';

/** A strip of a page, ten pixels a millimetre. */
const [width, height] = [2100, 200];
const PAPER = [238, 238, 236];
const BLACK = [25, 25, 27];
const BLUE = [31, 63, 160];
/** Strokes of letters, 5 pixels thick. */
const strokes = Array.from({ length: 40 }, (_, at) => 300 + at * 30);
/** The line of a pen that covers, 12 pixels thick, falling to the right. */
const pen = (x: number) => Math.round(80 + (x - 300) * 0.02);

function strip() {
  const pixels = new Uint8Array(width * height * 3);
  const fill = (x: number, y: number, w: number, h: number, colour: number[]) => {
    for (let down = y; down < y + h; down++) {
      for (let across = x; across < x + w; across++)
        pixels.set(colour, (down * width + across) * 3);
    }
  };
  fill(0, 0, width, height, PAPER);
  for (const x of strokes) fill(x, 60, 5, 80, BLACK);
  for (let x = 280; x < 1500; x++) fill(x, pen(x), 1, 12, BLUE);
  return { width, height, channels: 3 as const, pixels };
}

test('print that a pen’s line covers goes on beneath it, and nothing stands where there was paper', () => {
  const { pixels } = takeColourAway(strip(), { bridge: true });
  const at = (x: number, y: number) => pixels[y * width + x]!;
  for (const x of strokes) {
    for (let y = 61; y < 139; y++)
      expect({ x, y, dark: at(x + 2, y) < 110 }).toEqual({ x, y, dark: true });
    expect(at(x + 15, pen(x + 15) + 6)).toBeGreaterThan(215);
  }
});

test('it stays a gap where nobody asks', () => {
  const { pixels } = takeColourAway(strip());
  for (const x of strokes) expect(pixels[(pen(x) + 6) * width + x + 2]).toBeGreaterThan(215);
});
