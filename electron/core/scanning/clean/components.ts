import type { Gray } from './reduce.ts';

/** Connected ink (8 neighbours), as columns side by side: component `i` is at `i` in each. */
export interface Components {
  count: number;
  left: Int32Array;
  top: Int32Array;
  /** The last column and row within. */
  right: Int32Array;
  bottom: Int32Array;
  area: Int32Array;
  /** The darkest pixel's darkness. */
  peak: Uint8Array;
  runs: Runs;
}

/** Ink in rows: run `i` covers `from[i]` up to before `to[i]` of row `row[i]`. */
export interface Runs {
  count: number;
  row: Int32Array;
  from: Int32Array;
  to: Int32Array;
  /** The component that each belongs to. */
  owner: Int32Array;
}

/** A page that is all noise is not worth more. */
const MOST_RUNS = 1_000_000;

/** Finds connected regions of pixels at least `threshold` dark. */
export function findComponents(darkness: Gray, threshold: number): Components {
  const { width, height, data } = darkness;
  let room = 1 << 15;
  let row = new Int32Array(room);
  let from = new Int32Array(room);
  let to = new Int32Array(room);
  let parent = new Int32Array(room);
  let count = 0;
  let above = 0;
  let aboveEnd = 0;
  for (let y = 0; y < height && count < MOST_RUNS; y++) {
    const start = count;
    let up = above;
    const end = (y + 1) * width;
    for (let at = y * width; at < end; at++) {
      if (data[at]! < threshold) continue;
      const first = at;
      while (at < end && data[at]! >= threshold) at++;
      if (count === room) {
        room *= 2;
        [row, from, to, parent] = [row, from, to, parent].map((list) => grown(list, room)) as [
          Int32Array<ArrayBuffer>,
          Int32Array<ArrayBuffer>,
          Int32Array<ArrayBuffer>,
          Int32Array<ArrayBuffer>,
        ];
      }
      const left = first - y * width;
      const right = at - y * width;
      row[count] = y;
      from[count] = left;
      to[count] = right;
      parent[count] = count;
      while (up < aboveEnd && to[up]! < left) up++;
      for (let near = up; near < aboveEnd && from[near]! <= right; near++) {
        join(parent, near, count);
      }
      count++;
    }
    above = start;
    aboveEnd = count;
  }
  return gather({ count, row, from, to, owner: numbered(parent, count) }, darkness);
}

function grown(list: Int32Array, room: number): Int32Array {
  const larger = new Int32Array(room);
  larger.set(list);
  return larger;
}

function rootOf(parent: Int32Array, run: number): number {
  let at = run;
  while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
  return at;
}

function join(parent: Int32Array, one: number, other: number): void {
  const a = rootOf(parent, one);
  const b = rootOf(parent, other);
  // The earlier run stays the root: so roots come before all that they own.
  if (a < b) parent[b] = a;
  else parent[a] = b;
}

/** Each run's component, numbered in the order of their first runs. */
function numbered(parent: Int32Array, count: number): Int32Array {
  const owner = new Int32Array(count);
  let found = 0;
  for (let run = 0; run < count; run++) {
    const root = rootOf(parent, run);
    owner[run] = root === run ? found++ : owner[root]!;
  }
  return owner;
}

function gather(runs: Runs, { data, width, height }: Gray): Components {
  const { count, row, from, to, owner } = runs;
  let found = 0;
  for (let run = 0; run < count; run++) found = Math.max(found, owner[run]! + 1);
  const left = new Int32Array(found).fill(width);
  const top = new Int32Array(found).fill(height);
  const right = new Int32Array(found);
  const bottom = new Int32Array(found);
  const area = new Int32Array(found);
  const peak = new Uint8Array(found);
  for (let run = 0; run < count; run++) {
    const own = owner[run]!;
    const [y, start, end] = [row[run]!, from[run]!, to[run]!];
    if (start < left[own]!) left[own] = start;
    if (end - 1 > right[own]!) right[own] = end - 1;
    if (y < top[own]!) top[own] = y;
    if (y > bottom[own]!) bottom[own] = y;
    area[own]! += end - start;
    for (let at = y * width + start; at < y * width + end; at++) {
      if (data[at]! > peak[own]!) peak[own] = data[at]!;
    }
  }
  return { count: found, left, top, right, bottom, area, peak, runs };
}
