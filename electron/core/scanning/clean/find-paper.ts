import { agreedLine, type Edge, LEAST_SHARE, type Paper, type Side, SIDES } from './edge-line.ts';
import { findFaintEdges } from './find-faint-edges.ts';
import type { Gray } from './reduce.ts';
import { reduce } from './reduce.ts';

const FINDING_DPI = 50;
/** Tones by which the scanner's bed must differ from the paper, and by how many times the noise. */
const LEAST_STEP = 5;
const NOISE_STEPS = 4;
/** Share of all the difference between bed and paper that lies within two pixels at the edge. */
const SUDDEN = 0.5;
/** Of the picture's breadth: no edge is looked for beyond. */
const DEEPEST = 0.9;

/** Finds where the paper ends and a darker or lighter bed begins, each side on its own. */
export function findPaper(gray: Gray, paperTone: number, resolution: number): Paper {
  const factor = Math.max(1, Math.round(resolution / FINDING_DPI));
  const small = reduce({ ...gray, channels: 1 }, factor);
  const step = Math.max(LEAST_STEP, NOISE_STEPS * noiseOf(small, paperTone));
  const seen: Partial<Record<Side, Edge>> = {};
  for (const side of SIDES) {
    const edge = edgeOf(small, side, paperTone, step);
    if (edge) seen[side] = edge;
  }
  const paper: Paper = {};
  for (const [side, edge] of Object.entries({
    ...findFaintEdges(small, paperTone, step, seen),
    ...seen,
  }) as [Side, Edge][]) {
    // Of the picture's pixels again, counted from the left and the top.
    const last = side === 'right' ? gray.width : side === 'bottom' ? gray.height : 0;
    const at = edge.at * factor;
    paper[side] = last > 0 ? { at: last - at, slope: -edge.slope } : { at, slope: edge.slope };
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
