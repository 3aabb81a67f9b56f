import type { StampCorner } from '../../../shared/contract/stamp-template.ts';

/** What stands on a page, as a small picture of it: where there is room for a stamp. */
export interface Room {
  /** Pixels, of the page as shown. */
  width: number;
  height: number;
  /** Sums of ink over all pixels above and to the left: `(width + 1) × (height + 1)`. */
  sums: Uint32Array;
}

/** A page of which nothing is known but that it is there. */
export const BLANK: Room = { width: 200, height: 200, sums: new Uint32Array(201 * 201) };

/** How much darker than the paper, or how much more coloured, is ink; of 255. */
const INK = 36;

/** @param pixels BGRA or RGBA, as drawn */
export function roomOf(pixels: Uint8Array, width: number, height: number): Room {
  const light = new Uint8Array(width * height);
  const colour = new Uint8Array(width * height);
  for (let at = 0; at < light.length; at += 1) {
    const [a, b, c] = [pixels[at * 4]!, pixels[at * 4 + 1]!, pixels[at * 4 + 2]!];
    light[at] = (a + b + c) / 3;
    colour[at] = Math.max(a, b, c) - Math.min(a, b, c);
  }
  const paper = { light: commonest(light), colour: commonest(colour) };
  const isInk = (at: number) => light[at]! < paper.light - INK || colour[at]! > paper.colour + INK;
  const sums = new Uint32Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      // A speck of dust is no writing: ink has ink beside it.
      const beside =
        (x > 0 && isInk(at - 1)) ||
        (x + 1 < width && isInk(at + 1)) ||
        (y > 0 && isInk(at - width)) ||
        (y + 1 < height && isInk(at + width));
      if (isInk(at) && beside) row += 1;
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row;
    }
  }
  return { width, height, sums };
}

/** Paper is what there is most of. */
function commonest(values: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (const value of values) counts[value]! += 1;
  return counts.indexOf(Math.max(...counts));
}

/** In shares of the page's width and height, from its upper left corner. */
export interface Part {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * The emptiest place of a size on a page; of equally empty ones that nearest to the wanted corner.
 * @param margin between the place and the page's edge, and around the place, in shares
 * @param taken places that are no longer empty
 */
export function emptiestPlace(
  room: Room,
  size: { width: number; height: number },
  { margin, corner, taken }: { margin: Size; corner: StampCorner; taken: readonly Part[] },
): { x: number; y: number } | null {
  const [w, h] = [size.width * room.width, size.height * room.height];
  const [mx, my] = [margin.width * room.width, margin.height * room.height];
  const [most, lowest] = [room.width - mx - w, room.height - my - h];
  if (most < mx || lowest < my) return null;
  const upper = corner.startsWith('upper');
  const step = Math.max(1, room.width / 200);
  let best: { x: number; y: number; ink: number; far: number } | null = null;
  for (let y = my; y <= lowest; y += step) {
    for (let x = mx; x <= most; x += step) {
      const place = { x: x / room.width, y: y / room.height };
      if (taken.some((other) => meets({ ...place, ...size }, other, margin))) continue;
      // With some air around it, which may lie in the page's margin.
      const ink = inkIn(room, x - mx / 4, y - my / 4, w + mx / 2, h + my / 2);
      if (best && ink > best.ink) continue;
      const far = aside(corner, x, mx, most) + (upper ? y - my : lowest - y) * 1.5;
      if (!best || ink < best.ink || far < best.far) best = { ...place, ink, far };
    }
  }
  return best && { x: best.x, y: best.y };
}

function aside(corner: StampCorner, x: number, least: number, most: number): number {
  if (corner.endsWith('left')) return x - least;
  return corner.endsWith('right') ? most - x : Math.abs(x - (least + most) / 2);
}

interface Size {
  width: number;
  height: number;
}

/** Whether two parts are nearer to each other than half the gap. */
export function meets(a: Part, b: Part, gap: Size): boolean {
  const [x, y] = [gap.width / 2, gap.height / 2];
  return (
    a.x < b.x + b.width + x &&
    b.x < a.x + a.width + x &&
    a.y < b.y + b.height + y &&
    b.y < a.y + a.height + y
  );
}

/** How many pixels of ink a rectangle of the picture holds. */
export function inkIn({ width, height, sums }: Room, x: number, y: number, w: number, h: number) {
  const across = (value: number) => Math.min(width, Math.max(0, value));
  const down = (value: number) => Math.min(height, Math.max(0, value));
  const [left, right] = [across(Math.floor(x)), across(Math.ceil(x + w))];
  const [top, bottom] = [down(Math.floor(y)), down(Math.ceil(y + h))];
  const at = (column: number, row: number) => sums[row * (width + 1) + column]!;
  return at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top);
}
