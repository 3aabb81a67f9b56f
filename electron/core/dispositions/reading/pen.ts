import type { Place } from './box-places.ts';
import { doubled, type Field, halved, opened, smooth, spread } from './raster-filters.ts';
import { type ColourPicture, type Part, penGrey, PX } from './straighten.ts';

/** What was written on the sheet after it was printed, over the part where its boxes are. */
export interface Pen {
  /** Where the part begins, in pixels of the straightened sheet. */
  left: number;
  top: number;
  width: number;
  height: number;
  /** 1 where there is pen or pencil. */
  ink: Uint8Array;
  /** How dark the scan is there: 0 as the paper, 255 as black print. */
  dark: Uint8Array;
  /** How much darker than what is around it, strokes' widths away. */
  contrast: Uint8Array;
  /** 1 where print hides what was written. */
  print: Uint8Array;
  /** How far each box's surroundings have moved against the print, and how alike they are. */
  shifts: Shift[];
}

export interface Shift {
  dx: number;
  dy: number;
  /** Correlation with the print, 1 is the same. */
  alike: number;
}

/** Print this dark hides a pen; around it blur and a little play. */
const PRINT_DARK = 36;
const PRINT_MARGIN = 3;
/** Strokes are narrower than twice this; what is wider is a stain, unless it is about as dark as print. */
const STROKE_RADIUS = 6;
/** A box filled all over is narrower than twice this. */
const FILL_RADIUS = 20;
const FILL = 100;
const SOLID = 135;
/** A stroke's least darkness above what is around it, of 255. */
const LEAST_STROKE = 26;

/**
 * @param scan the straightened sheet
 * @param printed the same sheet as it was printed, drawn at the same size
 */
export function penOn(
  scan: ColourPicture,
  printed: Field,
  part: Part,
  places: readonly Place[],
  black: number,
): Pen {
  const { left, top, width, height } = part;
  const dark = smooth(darkness(penGrey(scan, part), black));
  const ref = smooth(invert(cut(printed, part)));
  const shifts = steady(
    places,
    places.map((place) => shiftOf(dark, ref, part, place)),
  );
  const hidden = spread(threshold(ref, PRINT_DARK), PRINT_MARGIN, 'most');
  const print = moved(hidden, part, places, shifts);
  // What is wide shows in half the size as well, in a quarter of the time.
  const half = opened(halved(dark), STROKE_RADIUS >> 1);
  const base = doubled(half, dark);
  const wide = doubled(opened(half, FILL_RADIUS >> 1), dark);
  const least = strokeLevel(dark, base, print);
  const ink = new Uint8Array(dark.data.length);
  const contrast = new Uint8Array(dark.data.length);
  for (let at = 0; at < ink.length; at++) {
    const above = dark.data[at]! - base.data[at]!;
    const fill = base.data[at]! - wide.data[at]!;
    let most = above > 0 ? above : 0;
    if (fill > FILL && fill > most) most = fill;
    if (wide.data[at]! > SOLID && most < SOLID) most = SOLID;
    contrast[at] = most;
    if (!print[at] && (above > least || contrast[at]! >= FILL)) ink[at] = 1;
  }
  return { left, top, width, height, ink, dark: dark.data, contrast, print, shifts };
}

function cut({ width, data }: Field, part: Part): Field {
  const out = new Uint8Array(part.width * part.height);
  for (let row = 0; row < part.height; row++) {
    const from = (part.top + row) * width + part.left;
    out.set(data.subarray(from, from + part.width), row * part.width);
  }
  return { width: part.width, height: part.height, data: out };
}

function invert({ width, height, data }: Field): Field {
  const out = new Uint8Array(data.length);
  for (let at = 0; at < out.length; at++) out[at] = 255 - data[at]!;
  return { width, height, data: out };
}

function threshold({ width, height, data }: Field, level: number): Field {
  const out = new Uint8Array(data.length);
  for (let at = 0; at < out.length; at++) out[at] = data[at]! > level ? 1 : 0;
  return { width, height, data: out };
}

const CELL = 2 * PX;
/** In cells, each way: wide enough that no scribble is taken for the paper. */
const AROUND = 3;

/** How dark each pixel is between the paper near it and black print. */
function darkness(field: Field, black: number): Field {
  const { width, height, data } = field;
  const columns = Math.ceil(width / CELL);
  const rows = Math.ceil(height / CELL);
  const own = new Float32Array(columns * rows);
  const values = new Uint8Array(CELL * CELL);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let count = 0;
      for (let y = row * CELL; y < Math.min(height, (row + 1) * CELL); y += 2) {
        for (let x = column * CELL; x < Math.min(width, (column + 1) * CELL); x += 2) {
          values[count++] = data[y * width + x]!;
        }
      }
      const sorted = values.subarray(0, count).sort();
      own[row * columns + column] = sorted[Math.floor(count * 0.7)]!;
    }
  }
  const paper = new Float32Array(own.length);
  const around = new Float32Array((2 * AROUND + 1) ** 2);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let count = 0;
      for (let y = Math.max(0, row - AROUND); y <= Math.min(rows - 1, row + AROUND); y++) {
        const from = Math.max(0, column - AROUND);
        for (let x = from; x <= Math.min(columns - 1, column + AROUND); x++) {
          around[count++] = own[y * columns + x]!;
        }
      }
      const sorted = around.subarray(0, count).sort();
      paper[row * columns + column] = sorted[Math.floor(count * 0.8)]!;
    }
  }
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    const v = Math.min(rows - 1, Math.max(0, (y + 0.5) / CELL - 0.5));
    const upper = Math.floor(v);
    const lower = Math.min(rows - 1, upper + 1);
    const fy = v - upper;
    for (let x = 0; x < width; x++) {
      const u = Math.min(columns - 1, Math.max(0, (x + 0.5) / CELL - 0.5));
      const near = Math.floor(u);
      const far = Math.min(columns - 1, near + 1);
      const fx = u - near;
      const above = paper[upper * columns + near]! * (1 - fx) + paper[upper * columns + far]! * fx;
      const below = paper[lower * columns + near]! * (1 - fx) + paper[lower * columns + far]! * fx;
      const level = above * (1 - fy) + below * fy;
      const value = (255 * (level - data[y * width + x]!)) / Math.max(30, level - black);
      out[y * width + x] = value < 0 ? 0 : value > 255 ? 255 : value;
    }
  }
  return { width, height, data: out };
}

const SEARCH = 6;
const LABEL = 14 * PX;

/** Where the print around a box really lies: a feeder's pull differs down the page. */
function shiftOf(dark: Field, ref: Field, part: Part, place: Place): Shift {
  const x0 = Math.max(SEARCH, place.x - part.left - PX);
  const y0 = Math.max(SEARCH, place.y - part.top - PX);
  const x1 = Math.min(
    part.width - SEARCH,
    place.x - part.left + place.size + LABEL,
    place.right - part.left,
  );
  const y1 = Math.min(part.height - SEARCH, place.y - part.top + place.size + PX);
  let best: Shift = { dx: 0, dy: 0, alike: -1 };
  const look = (dx: number, dy: number, step: number) => {
    let [n, sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0, 0];
    for (let y = y0; y < y1; y += step) {
      for (let x = x0; x < x1; x += step) {
        const a = dark.data[(y + dy) * part.width + x + dx]!;
        const b = ref.data[y * part.width + x]!;
        n += 1;
        sa += a;
        sb += b;
        saa += a * a;
        sbb += b * b;
        sab += a * b;
      }
    }
    const spreadOf = Math.sqrt((saa - (sa * sa) / n) * (sbb - (sb * sb) / n));
    const alike = spreadOf > 0 ? (sab - (sa * sb) / n) / spreadOf : 0;
    // Of two places as good the nearer one.
    const worth = alike - 0.004 * Math.hypot(dx, dy);
    if (worth > best.alike - 0.004 * Math.hypot(best.dx, best.dy)) best = { dx, dy, alike };
  };
  for (let dy = -SEARCH; dy <= SEARCH; dy += 2) {
    for (let dx = -SEARCH; dx <= SEARCH; dx += 2) look(dx, dy, 2);
  }
  const { dx: cx, dy: cy } = best;
  best = { dx: cx, dy: cy, alike: -1 };
  for (let dy = Math.max(-SEARCH, cy - 1); dy <= Math.min(SEARCH, cy + 1); dy++) {
    for (let dx = Math.max(-SEARCH, cx - 1); dx <= Math.min(SEARCH, cx + 1); dx++) look(dx, dy, 1);
  }
  return best;
}

/** Without the print itself in sight a box has moved as the others of its column. */
function steady(places: readonly Place[], shifts: readonly Shift[]): Shift[] {
  return shifts.map((shift, index) => {
    const others = shifts.filter(
      (one, at) => one.alike > 0.7 && places[at]!.right === places[index]!.right,
    );
    if (shift.alike > 0.6 || others.length === 0) return shift;
    const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
    return {
      dx: median(others.map(({ dx }) => dx)),
      dy: median(others.map(({ dy }) => dy)),
      alike: shift.alike,
    };
  });
}

/** The print's mask, each part of it moved as the nearest box of its column has moved. */
function moved(
  hidden: Field,
  part: Part,
  places: readonly Place[],
  shifts: readonly Shift[],
): Uint8Array {
  const out = new Uint8Array(hidden.data.length);
  const columns = [...new Set(places.map(({ right }) => right))].toSorted((a, b) => a - b);
  let from = 0;
  columns.forEach((right, index) => {
    const to = index === columns.length - 1 ? part.width : right - part.left;
    const own = places.flatMap((place, at) =>
      place.right === right ? [{ y: place.y - part.top + place.size / 2, shift: shifts[at]! }] : [],
    );
    for (let y = 0; y < part.height; y++) {
      const near = own.reduce((one, other) =>
        Math.abs(other.y - y) < Math.abs(one.y - y) ? other : one,
      );
      const { dx, dy } = near.shift;
      const source = Math.min(part.height - 1, Math.max(0, y - dy)) * part.width;
      for (let x = from; x < to; x++) {
        const at = Math.min(part.width - 1, Math.max(0, x - dx));
        out[y * part.width + x] = hidden.data[source + at]!;
      }
    }
    from = to;
  });
  return out;
}

/** Above the grain of this very scan. */
function strokeLevel(dark: Field, base: Field, print: Uint8Array): number {
  const histogram = new Uint32Array(256);
  let count = 0;
  for (let at = 0; at < print.length; at += 3) {
    if (print[at]) continue;
    histogram[Math.max(0, dark.data[at]! - base.data[at]!)]! += 1;
    count += 1;
  }
  const quantile = (part: number) => {
    let sum = 0;
    for (let value = 0; value < 256; value++) {
      sum += histogram[value]!;
      if (sum >= count * part) return value;
    }
    return 255;
  };
  // Nine tenths of the unprinted paper are bare: the spread of its lower half is the grain's.
  const middle = quantile(0.45);
  const grain = quantile(0.75) - middle;
  return Math.max(LEAST_STROKE, middle + grain * 5);
}
