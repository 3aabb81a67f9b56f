import { agreedLine, type Edge, type Paper, type Side, SIDES } from './edge-line.ts';
import type { Gray } from './reduce.ts';

/** Tones by which a shadow is darker than the paper at most: print is darker. */
const DARKEST = 90;
/** Of bare bed before the shadow, and of the shadow itself: pixels of 0.5 mm. */
const LEAST_BED = 6;
const WIDEST = 3;
/** Of the picture's breadth: a sheet that is much smaller than the glass is left to a person. */
const DEEPEST = 0.45;
/** Share of the side along which the shadow must run. */
const LEAST_SHARE = 0.4;
/** Tones by which bed and paper differ, as many pixels together show; a printed line has paper on both sides. */
const LEAST_TONES = 1.2;
/** Rows beyond a corner in which the other side's shadow may still be seen. */
const MOST_BEYOND = 0.1;

const UPRIGHT = ['left', 'right'] as const;
const LEVEL = ['top', 'bottom'] as const;
const isUpright = (side: Side) => side === 'left' || side === 'right';
const isFar = (side: Side) => side === 'right' || side === 'bottom';

interface Found {
  edge: Edge;
  /** Where along the side its shadow is seen. */
  rows: number[];
}

/**
 * A white sheet on a white bed: its edges are thin shadows, with the bare bed outside. A fold and a frame
 * around the print look alike; but a fold runs on to where the paper ends, so only a corner counts: two
 * sides that meet, and neither goes on beyond the other.
 * @param seen edges by tone, from each side's own border
 */
export function findFaintEdges(small: Gray, paperTone: number, step: number, seen: Paper): Paper {
  const found: Partial<Record<Side, Found>> = {};
  for (const side of SIDES) {
    if (seen[side]) continue;
    const faint = shadowOf(small, side, paperTone, step);
    if (faint) found[side] = faint;
  }
  const sound: Paper = {};
  for (const [side, one] of Object.entries(found) as [Side, Found][]) {
    const meets = (isUpright(side) ? LEVEL : UPRIGHT).some((across) => {
      const other = found[across];
      if (!other) return false;
      const mine = { ...one, side };
      const its = { ...other, side: across };
      return endsAt(its, mine, small) && endsAt(mine, its, small);
    });
    if (meets) sound[side] = one.edge;
  }
  return sound;
}

type Line = Found & { side: Side };

/** Whether hardly any of a line's shadow lies outside of the edge that it crosses. */
function endsAt(line: Line, { edge, side }: Line, { width, height }: Gray): boolean {
  const [mine, across] = isUpright(side) ? [width, height] : [height, width];
  const crossing =
    edge.at + edge.slope * (isFar(line.side) ? across - 1 - line.edge.at : line.edge.at);
  const beyond = line.rows.filter((i) => (isFar(side) ? mine - 1 - i : i) < crossing - 3).length;
  return beyond <= Math.max(2, crossing * MOST_BEYOND);
}

function shadowOf(small: Gray, side: Side, paperTone: number, step: number): Found | null {
  const { width, height, data } = small;
  const upright = isUpright(side);
  const length = upright ? height : width;
  const depth = Math.floor((upright ? width : height) * DEEPEST);
  const [along, inwards] = upright
    ? [width, side === 'left' ? 1 : -1]
    : [1, side === 'top' ? width : -width];
  const start = side === 'right' ? width - 1 : side === 'bottom' ? (height - 1) * width : 0;
  const rows: { i: number; at: number }[] = [];
  for (let i = 0; i < length; i++) {
    const at = firstShadow(data, start + i * along, inwards, depth, paperTone, step);
    if (at !== null) rows.push({ i, at });
  }
  if (rows.length < length * LEAST_SHARE) return null;
  const edge = agreedLine(rows, [], length, step);
  if (!edge) return null;
  const on = rows.filter(({ i, at }) => Math.abs(edge.at + edge.slope * i - at) <= 1.5);
  if (on.length < length * LEAST_SHARE) return null;
  const steps = on.map(({ i, at }) => {
    const tone = (d: number) => data[start + i * along + Math.round(at + d) * inwards]!;
    return (tone(3) + tone(4) + tone(5) - tone(-5) - tone(-4) - tone(-3)) / 3;
  });
  // Where print begins beside the edge it says nothing: the middle does.
  const middle = steps.toSorted((one, other) => one - other)[on.length >> 1]!;
  if (Math.abs(middle) < LEAST_TONES) return null;
  // The shadow lies beside the paper.
  return { edge: { ...edge, at: edge.at + 1 }, rows: on.map(({ i }) => i) };
}

/** The first thin dark place from the border inwards, with nothing but bare bed before it. */
function firstShadow(
  data: Uint8Array,
  start: number,
  inwards: number,
  depth: number,
  paperTone: number,
  step: number,
): number | null {
  const tone = (d: number) => data[start + d * inwards]!;
  const bare = (d: number) => tone(d) > paperTone - step && tone(d) < paperTone + 2 * step;
  let at = 0;
  while (at < depth && bare(at)) at++;
  if (at < LEAST_BED || at === depth || tone(at) < paperTone - DARKEST) return null;
  for (let wide = 1; wide <= WIDEST; wide++) {
    if (bare(at + wide)) return at + (wide - 1) / 2;
    if (tone(at + wide) < paperTone - DARKEST) return null;
  }
  return null;
}
