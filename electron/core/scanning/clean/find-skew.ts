import type { Components } from './components.ts';

/** How the lines of writing run; all angles clockwise, in degrees. */
export interface Lines {
  /** `null`: no writing that would tell. */
  direction: 'across' | 'down' | null;
  /** From the nearest axis. */
  skew: number;
  /**
   * How much more sharply the letters end on one side of their line than on the other, from -1 to 1.
   * Letters of one line end together on the baseline, while tall and small ones share no top.
   * Positive: the baseline is below (lines across), or on the left (lines down).
   */
  lean: number;
  /** Letters that were looked at. */
  letters: number;
}

/** Points of letters' edges: along the line of writing and across it. */
interface Edges {
  along: Float32Array;
  across: Float32Array;
  count: number;
}

const MOST_DEGREES = 15;
const COARSE = 0.25;
const MIDDLE = 0.05;
const FINE = 0.01;
/** Fewer letters than these could stand in a line by chance. */
const FEWEST_LETTERS = 12;
/**
 * By how much the best angle must gather edges better than the ordinary one: text does so 5 times
 * better, spots strewn at random 1.3 times.
 */
const SURE = 1.8;
const MOST_POINTS = 60_000;

/** @param resolution of the reduced picture, dots per inch */
export function findLines(
  ink: Components,
  size: { width: number; height: number },
  resolution: number,
): Lines {
  const letters = lettersOf(ink, resolution);
  const none: Lines = { direction: null, skew: 0, lean: 0, letters: letters.count };
  if (letters.count < FEWEST_LETTERS) return none;
  const bins = new Float64Array(2 * (size.width + size.height));
  const across = angleOf(edgesOf(ink, letters.is, 'below'), bins, size.width);
  const down = angleOf(edgesOf(ink, letters.is, 'left'), bins, size.height);
  const upper = edgesOf(ink, letters.is, 'above');
  const right = edgesOf(ink, letters.is, 'right');
  const above = angleOf(upper, bins, size.width);
  const rightwards = angleOf(right, bins, size.height);
  const lying = Math.max(across.sharpness, above.sharpness);
  const standing = Math.max(down.sharpness, rightwards.sharpness);
  const best =
    lying >= standing
      ? across.sharpness >= above.sharpness
        ? across
        : above
      : down.sharpness >= rightwards.sharpness
        ? down
        : rightwards;
  if (best.contrast < SURE) return none;
  const [one, other] = lying >= standing ? [across, above] : [down, rightwards];
  const lean = (one.sharpness - other.sharpness) / (one.sharpness + other.sharpness);
  return lying >= standing
    ? { direction: 'across', skew: best.degrees, lean, letters: letters.count }
    : { direction: 'down', skew: -best.degrees, lean, letters: letters.count };
}

/** Components of the size of letters or words: no specks, no pictures, no ruled lines. */
function lettersOf(ink: Components, resolution: number): { is: Uint8Array; count: number } {
  const mm = resolution / 25.4;
  const is = new Uint8Array(ink.count);
  let count = 0;
  for (let i = 0; i < ink.count; i++) {
    const width = ink.right[i]! - ink.left[i]! + 1;
    const height = ink.bottom[i]! - ink.top[i]! + 1;
    const [small, large] = width < height ? [width, height] : [height, width];
    // Sideways letters are letters too: the two sides count alike.
    if (large < 0.9 * mm || large > 25 * mm || small > 9 * mm) continue;
    if (large > 6 * small + mm) continue;
    if (ink.area[i]! < 0.12 * mm * mm) continue;
    is[i] = 1;
    count++;
  }
  return { is, count };
}

type Side = 'below' | 'above' | 'left' | 'right';

function edgesOf(ink: Components, letters: Uint8Array, side: Side): Edges {
  const { runs } = ink;
  const along: number[] = [];
  const across: number[] = [];
  if (side === 'left' || side === 'right') {
    for (let run = 0; run < runs.count; run++) {
      if (!letters[runs.owner[run]!]) continue;
      along.push(runs.row[run]!);
      across.push(side === 'left' ? runs.from[run]! : runs.to[run]!);
    }
  } else {
    const step = side === 'below' ? 1 : -1;
    openEdges(ink, letters, step, along, across);
  }
  return thinned(along, across);
}

/** The columns of each run that have no ink in the next row. */
function openEdges(
  ink: Components,
  letters: Uint8Array,
  step: 1 | -1,
  along: number[],
  across: number[],
): void {
  const { count, row, from, to, owner } = ink.runs;
  // Runs lie in reading order: the next row's are found by walking along with this one's.
  let near = step === 1 ? 0 : count - 1;
  for (let i = 0; i < count; i++) {
    const run = step === 1 ? i : count - 1 - i;
    if (!letters[owner[run]!]) continue;
    const y = row[run]!;
    const next = y + step;
    const before = (other: number) =>
      step === 1
        ? row[other]! < next || (row[other] === next && to[other]! <= from[run]!)
        : row[other]! > next || (row[other] === next && from[other]! >= to[run]!);
    while (near >= 0 && near < count && before(near)) near += step;
    let covered = near;
    const [start, end] = [from[run]!, to[run]!];
    if (step === 1) {
      let x = start;
      while (x < end) {
        const blocked = covered < count && row[covered] === next && from[covered]! < end;
        const free = blocked ? Math.max(from[covered]!, x) : end;
        for (; x < free; x++) {
          along.push(x);
          across.push(y);
        }
        if (!blocked) break;
        x = Math.max(x, to[covered]!);
        covered++;
      }
    } else {
      let x = end - 1;
      while (x >= start) {
        const blocked = covered >= 0 && row[covered] === next && to[covered]! > start;
        const free = blocked ? Math.min(to[covered]! - 1, x) : start - 1;
        for (; x > free; x--) {
          along.push(x);
          across.push(y);
        }
        if (!blocked) break;
        x = Math.min(x, from[covered]! - 1);
        covered--;
      }
    }
  }
}

function thinned(along: number[], across: number[]): Edges {
  const step = Math.max(1, Math.ceil(along.length / MOST_POINTS));
  const count = Math.floor(along.length / step);
  const out = { along: new Float32Array(count), across: new Float32Array(count), count };
  for (let i = 0; i < count; i++) {
    out.along[i] = along[i * step]!;
    out.across[i] = across[i * step]!;
  }
  return out;
}

/**
 * The slope along which the edges fall into the fewest rows: the sum of squares over rows is largest
 * there (Postl 1986; Baird 1987 for edges of letters).
 */
function angleOf(edges: Edges, bins: Float64Array, length: number) {
  const all: number[] = [];
  const score = (degrees: number, step: number) => gathered(edges, degrees, bins, length, step);
  const sparse = Math.max(1, Math.floor(edges.count / 8000));
  let best = { degrees: 0, score: 0 };
  for (let degrees = -MOST_DEGREES; degrees <= MOST_DEGREES; degrees += COARSE) {
    const value = score(degrees, sparse);
    all.push(value);
    if (value > best.score) best = { degrees, score: value };
  }
  for (const [reach, step] of [
    [COARSE, MIDDLE],
    [MIDDLE, FINE],
  ] as const) {
    const middle = best.degrees;
    best = { degrees: middle, score: 0 };
    for (let degrees = middle - reach; degrees <= middle + reach + step / 2; degrees += step) {
      const value = score(degrees, 1);
      if (value > best.score) best = { degrees, score: value };
    }
  }
  all.sort((a, b) => a - b);
  const ordinary = all[all.length >> 1]!;
  const coarse = all.at(-1)!;
  return {
    degrees: best.degrees,
    contrast: ordinary > 0 ? coarse / ordinary : 0,
    sharpness: edges.count > 0 ? best.score / edges.count : 0,
  };
}

function gathered(
  edges: Edges,
  degrees: number,
  bins: Float64Array,
  length: number,
  step: number,
): number {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const shift = length * Math.tan((MOST_DEGREES + 1) * (Math.PI / 180));
  const { along, across, count } = edges;
  bins.fill(0);
  for (let i = 0; i < count; i += step) {
    const at = (across[i]! - slope * along[i]! + shift) | 0;
    bins[at]! += 1;
  }
  let sum = 0;
  for (let i = 0; i < bins.length; i++) sum += bins[i]! * bins[i]!;
  return sum;
}
