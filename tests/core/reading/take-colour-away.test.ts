import { describe, expect, test } from 'vitest';
import { takeColourAway } from '../../../electron/core/reading/take-colour-away.ts';

type Colour = readonly [number, number, number];
const PAPER: Colour = [240, 238, 232];
const BLACK: Colour = [30, 30, 32];
const VIOLET: Colour = [120, 85, 170];
const [width, height] = [420, 594];

/** A page at two pixels a millimetre. */
function page() {
  const pixels = new Uint8Array(width * height * 3);
  const put = (x: number, y: number, colour: Colour) => pixels.set(colour, (y * width + x) * 3);
  const at = (x: number, y: number) => [
    ...pixels.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
  ];
  const fill = (
    x: number,
    y: number,
    w: number,
    h: number,
    colour: (x: number, y: number) => Colour,
  ) => {
    for (let down = y; down < y + h; down++) {
      for (let across = x; across < x + w; across++) put(across, down, colour(across, down));
    }
  };
  fill(0, 0, width, height, () => PAPER);
  /** Strokes like those of letters. */
  const print = (x: number, y: number, colour: Colour) => {
    for (let stroke = 0; stroke < 12; stroke++) fill(x + stroke * 8, y, 3, 10, () => colour);
  };
  const ring = (x: number, y: number, mix: (under: number[]) => Colour) => {
    for (let down = -45; down <= 45; down++) {
      for (let across = -45; across <= 45; across++) {
        const radius = Math.hypot(across, down);
        if (radius < 38 || radius > 45) continue;
        put(x + across, y + down, mix(at(x + across, y + down)));
      }
    }
  };
  return { pixels, print, ring };
}

const darkens = (under: number[]) =>
  under.map((value, channel) => (value * VIOLET[channel]!) / 240) as unknown as Colour;
const covers = (under: number[]) =>
  under.map((value, channel) => value * 0.4 + VIOLET[channel]! * 0.6) as unknown as Colour;

describe('takeColourAway', () => {
  test.each([
    ['darkens', darkens],
    ['covers', covers],
  ])('a seal whose ink %s goes, print beneath it stays', (_, mix) => {
    const { pixels, print, ring } = page();
    print(160, 300, BLACK);
    print(160, 330, BLACK);
    ring(200, 320, mix);
    const grey = takeColourAway({ width, height, channels: 3, pixels });
    const at = (x: number, y: number) => grey.pixels[y * width + x]!;
    // The ring crosses the strokes' rows at the left end of each.
    for (let stroke = 0; stroke < 12; stroke++) {
      expect(at(161 + stroke * 8, 305)).toBeLessThan(110);
      expect(at(161 + stroke * 8, 335)).toBeLessThan(110);
    }
    for (const [x, y] of [
      [200, 279],
      [200, 361],
      [241, 320],
      [230, 291],
    ] as const) {
      expect(at(x, y)).toBeGreaterThan(215);
    }
  });

  test.each([
    ['red', [200, 20, 30]],
    ['blue', [68, 84, 130]],
  ] as const)('a letterhead in %s stays, since it touches no print', (_, colour) => {
    const { pixels, print } = page();
    print(100, 60, colour);
    print(100, 300, BLACK);
    const grey = takeColourAway({ width, height, channels: 3, pixels });
    expect(grey.pixels[65 * width + 101]).toBeLessThan(110);
    expect(grey.pixels[65 * width + 105]).toBeGreaterThan(215);
    expect(grey.pixels[305 * width + 101]).toBeLessThan(60);
  });

  test('a seal that stands alone goes, with what is written in it', () => {
    const { pixels, print, ring } = page();
    ring(200, 320, () => VIOLET);
    print(180, 315, VIOLET);
    const grey = takeColourAway({ width, height, channels: 3, pixels });
    expect(Math.min(...grey.pixels.subarray(270 * width, 310 * width))).toBeGreaterThan(200);
  });

  test('a grey page is passed on as it is', () => {
    const pixels = Uint8Array.from({ length: 16 }, (_, at) => at * 16);
    expect(takeColourAway({ width: 4, height: 4, channels: 1, pixels }).pixels).toEqual(pixels);
  });
});
