import type { Gray } from './reduce.ts';
import { reduce } from './reduce.ts';

export const SIDES = ['left', 'top', 'right', 'bottom'] as const;
export type Side = (typeof SIDES)[number];

/**
 * A paper's edge in the looked-at picture: at `at + slope * i`, where `i` runs along the side from
 * its upper or left end, and distances are from the picture's own left or upper border.
 */
export interface Edge {
  at: number;
  slope: number;
}

/** Edges that are seen; a side without one ends with the picture. */
export type Paper = Partial<Record<Side, Edge>>;

const FINDING_DPI = 50;
/** Tones by which the scanner's bed must differ from the paper, and by how many times the noise. */
const LEAST_STEP = 5;
const NOISE_STEPS = 4;
/** Share of all the difference between bed and paper that lies within two pixels at the edge. */
const SUDDEN = 0.5;
/** Of the picture's breadth: no edge is looked for beyond. */
const DEEPEST = 0.9;
/** A corner of bed beside a skewed sheet is at least this share of the side. */
const LEAST_SHARE = 0.06;
/** Share of the rows with bed in them that must agree on the edge. */
const AGREEING = 0.6;
const MOST_SLOPE = Math.tan((15 * Math.PI) / 180);

/** Finds where the paper ends and a darker or lighter bed begins, each side on its own. */
export function findPaper(gray: Gray, paperTone: number, resolution: number): Paper {
  const factor = Math.max(1, Math.round(resolution / FINDING_DPI));
  const small = reduce({ ...gray, channels: 1 }, factor);
  const step = Math.max(LEAST_STEP, NOISE_STEPS * noiseOf(small, paperTone));
  const paper: Paper = {};
  for (const side of SIDES) {
    const edge = edgeOf(small, side, paperTone, step);
    if (edge) {
      // Of the picture's pixels again, counted from the left and the top.
      const last = side === 'right' ? gray.width : side === 'bottom' ? gray.height : 0;
      const at = edge.at * factor;
      paper[side] = last > 0 ? { at: last - at, slope: -edge.slope } : { at, slope: edge.slope };
    }
  }
  return paper;
}

function edgeOf(small: Gray, side: Side, paperTone: number, step: number): Edge | null {
  const { width, height, data } = small;
  const upright = side === 'left' || side === 'right';
  const length = upright ? height : width;
  const depth = Math.floor((upright ? width : height) * DEEPEST);
  const [along, inwards] = upright
    ? [width, side === 'left' ? 1 : -1]
    : [1, side === 'top' ? width : -width];
  const start = side === 'right' ? width - 1 : side === 'bottom' ? (height - 1) * width : 0;
  const rows: { i: number; at: number }[] = [];
  const bare: number[] = [];
  for (let i = 0; i < length; i++) {
    const at = bedEnd(data, start + i * along, inwards, depth, paperTone, step);
    if (at === 0) bare.push(i);
    else if (at !== null) rows.push({ i, at });
  }
  if (rows.length < length * LEAST_SHARE) return null;
  return agreedLine(rows, bare, length, step);
}

/** How deep the bed reaches in this row: 0 where paper begins at once, null where none is met. */
function bedEnd(
  data: Uint8Array,
  start: number,
  inwards: number,
  depth: number,
  paperTone: number,
  step: number,
): number | null {
  const tone = (d: number) => data[start + d * inwards]!;
  const isPaper = (d: number) => Math.abs(tone(d) - paperTone) < step;
  let end = 0;
  // One pixel of the paper's tone may lie where a shadow passes through it.
  while (end < depth && !(isPaper(end) && isPaper(end + 1))) end++;
  if (end < 1) return 0;
  if (end >= depth) return null;
  // The innermost step that is nearly as sharp as the sharpest: paper may get darker towards its edge.
  const steepness = (d: number) => Math.abs(tone(d + 1) - tone(Math.max(0, d - 1)));
  let sharpest = 0;
  let farthest = 0;
  for (let d = 0; d <= end; d++) {
    sharpest = Math.max(sharpest, steepness(d));
    farthest = Math.max(farthest, Math.abs(tone(d) - paperTone));
  }
  // A shade on the paper begins by and by, the paper itself at once.
  if (sharpest < Math.max(step, farthest * SUDDEN)) return null;
  for (let d = end; d >= 0; d--) {
    if (steepness(d) >= Math.max(step, sharpest * 0.5)) {
      return Math.max(0.5, d + shareWithin(tone(Math.max(0, d - 1)), tone(d), tone(d + 1)));
    }
  }
  return null;
}

/** Where within the pixel the tone changes. */
function shareWithin(before: number, here: number, after: number): number {
  const whole = after - before;
  return whole === 0 ? 0.5 : Math.min(1, Math.max(0, 1 - (here - before) / whole));
}

/** The line most rows lie on; null where too few agree, or paper lies where bed should. */
function agreedLine(
  rows: { i: number; at: number }[],
  bare: number[],
  length: number,
  step: number,
): Edge | null {
  const slack = 1 + step / 64;
  let best: { at: number; slope: number; agreeing: number } | null = null;
  const stride = Math.max(1, Math.floor(rows.length / 40));
  for (let a = 0; a < rows.length; a += stride) {
    for (let b = a + stride * 4; b < rows.length; b += stride) {
      const [one, other] = [rows[a]!, rows[b]!];
      const slope = (other.at - one.at) / (other.i - one.i);
      if (Math.abs(slope) > MOST_SLOPE) continue;
      const at = one.at - slope * one.i;
      let agreeing = 0;
      for (const row of rows) if (Math.abs(at + slope * row.i - row.at) <= slack) agreeing++;
      if (agreeing > (best?.agreeing ?? 0)) best = { at, slope, agreeing };
    }
  }
  if (!best || best.agreeing < Math.max(rows.length * AGREEING, length * LEAST_SHARE)) return null;
  const edge = leastSquares(rows, best, slack);
  // Where the line says bed and the row begins with paper, it is no edge of this sheet.
  const against = bare.filter((i) => edge.at + edge.slope * i > slack + 1).length;
  return against > length * 0.1 ? null : edge;
}

function leastSquares(rows: { i: number; at: number }[], line: Edge, slack: number): Edge {
  let [n, sumI, sumAt, sumII, sumIAt] = [0, 0, 0, 0, 0];
  for (const { i, at } of rows) {
    if (Math.abs(line.at + line.slope * i - at) > slack) continue;
    n++;
    sumI += i;
    sumAt += at;
    sumII += i * i;
    sumIAt += i * at;
  }
  const spread = n * sumII - sumI * sumI;
  if (spread === 0) return line;
  const slope = (n * sumIAt - sumI * sumAt) / spread;
  return { slope, at: (sumAt - slope * sumI) / n };
}

/** Typical difference between neighbours on the paper, as a deviation. */
function noiseOf({ width, height, data }: Gray, paperTone: number): number {
  const counts = new Uint32Array(256);
  let total = 0;
  for (let y = 1; y < height; y += 2) {
    for (let x = 1; x < width; x++) {
      const at = y * width + x;
      if (Math.abs(data[at]! - paperTone) > 40) continue;
      counts[Math.abs(data[at]! - data[at - 1]!)]! += 1;
      total++;
    }
  }
  let below = 0;
  let median = 0;
  while (median < 255 && below + counts[median]! < total / 2) below += counts[median++]!;
  const share = counts[median]! > 0 ? (total / 2 - below) / counts[median]! : 0;
  // Median of |a - b| of two normal values is 0.954 deviations.
  return (median - 0.5 + share) / 0.954;
}
