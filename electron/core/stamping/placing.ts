import type { StampCorner } from '../../../shared/contract/stamp-template.ts';
import { POINTS_PER_MM, shownSize, type Sheet } from './geometry.ts';
import { BLANK, emptiestPlace, meets, type Part, type Room } from './room.ts';

export interface Size {
  width: number;
  height: number;
}
/** A stamp, in points, and where on a page it is to stand. */
export interface Wanted extends Size {
  /** Millimetres from the upper left corner of the page shown; null: where the corner says. */
  at: { x: number; y: number } | null;
  corner: StampCorner;
  /** In the emptiest part, as near to the corner as that allows. */
  seek: boolean;
}
/** In points from the upper left corner of the page shown. */
export interface Placed {
  u: number;
  v: number;
  scale: number;
}

const MARGIN = 8 * POINTS_PER_MM;
/** The short side of A3, rounded up: on larger sheets stamps grow with the sheet. */
const LARGE = 300 * POINTS_PER_MM;

/**
 * Where the stamps of one page stand, in the order given: never outside it; by default apart from each
 * other and, where the page has been looked at, in its emptiest parts.
 */
export function placeStamps(sheet: Sheet, wanted: readonly Wanted[], room?: Room): Placed[] {
  const [width, height] = shownSize(sheet);
  const growth = Math.max(1, Math.min(width, height) / LARGE);
  const apart = wanted.length > 1 && wanted.every(({ at }) => at === null);
  const fit = apart ? fitTogether(wanted, width, height) : fitEach(wanted, width, height);
  const scale = Math.min(growth, fit);
  const margin = MARGIN * Math.min(scale, Math.max(1, growth));
  const shares = { width: margin / width, height: margin / height };
  const taken: Part[] = [];
  const out: Placed[] = [];
  const sought = (one: Wanted, part: Size): [number, number] => {
    const { corner } = one;
    const options = { margin: shares, corner, taken };
    const found = one.seek && room ? emptiestPlace(room, part, options) : null;
    if (found) return [found.x * width, found.y * height];
    const inCorner = cornerOf(corner, part, shares);
    const free = !taken.some((other) => meets({ ...inCorner, ...part }, other, NO_GAP));
    const place = free ? inCorner : (emptiestPlace(BLANK, part, options) ?? inCorner);
    return [place.x * width, place.y * height];
  };
  // What was put somewhere is there first; the others make way.
  const order = [...wanted.keys()].toSorted(
    (a, b) => Number(wanted[a]!.at === null) - Number(wanted[b]!.at === null),
  );
  for (const index of order) {
    const one = wanted[index]!;
    const [w, h] = [one.width * scale, one.height * scale];
    const part = { width: w / width, height: h / height };
    const [x, y] = one.at
      ? [one.at.x * POINTS_PER_MM, one.at.y * POINTS_PER_MM]
      : sought(one, part);
    const [u, v] = [within(x, width - w), within(y, height - h)];
    taken.push({ x: u / width, y: v / height, ...part });
    out[index] = { u, v, scale };
  }
  return out;
}

const within = (value: number, most: number): number => Math.max(0, Math.min(value, most));

const NO_GAP = { width: 0, height: 0 };

function cornerOf(corner: StampCorner, part: Size, margin: Size): { x: number; y: number } {
  const x = {
    left: margin.width,
    right: 1 - margin.width - part.width,
    middle: (1 - part.width) / 2,
  };
  const [row, column] = corner.split('-') as ['upper' | 'lower', keyof typeof x];
  return { x: x[column], y: row === 'upper' ? margin.height : 1 - margin.height - part.height };
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

/** Below or beside each other, whichever leaves them larger. */
function fitTogether(all: readonly Size[], width: number, height: number): number {
  const [wide, high] = [all.map((one) => one.width), all.map((one) => one.height)];
  const margins = (all.length + 1) * MARGIN;
  const stacked = Math.min(
    width / (Math.max(...wide) + 2 * MARGIN),
    height / (sum(high) + margins),
  );
  const beside = Math.min(width / (sum(wide) + margins), height / (Math.max(...high) + 2 * MARGIN));
  return Math.max(stacked, beside);
}

function fitEach(sizes: readonly Size[], width: number, height: number): number {
  const scales = sizes.map((size) =>
    Math.min(width / (size.width + 2 * MARGIN), height / (size.height + 2 * MARGIN)),
  );
  return Math.min(...scales);
}
