export interface Point {
  x: number;
  y: number;
}

/** A plane onto another, by rows: `x' = (a x + b y + c) / (g x + h y + 1)`, `y'` with d, e, f. */
export type Transform = readonly [
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
];

export interface Pair {
  from: Point;
  to: Point;
  /** How much it counts. */
  weight: number;
}

export function apply([a, b, c, d, e, f, g, h]: Transform, { x, y }: Point): Point {
  const w = g * x + h * y + 1;
  return { x: (a * x + b * y + c) / w, y: (d * x + e * y + f) / w };
}

/** The affine map nearest to the pairs by least squares; null where they do not span a plane. */
export function fitAffine(pairs: readonly Pair[]): Transform | null {
  const normal = Array.from({ length: 3 }, () => [0, 0, 0]);
  const right = Array.from({ length: 3 }, () => [0, 0]);
  for (const { from, to, weight } of pairs) {
    const row = [from.x, from.y, 1];
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) normal[i]![j]! += weight * row[i]! * row[j]!;
      right[i]![0]! += weight * row[i]! * to.x;
      right[i]![1]! += weight * row[i]! * to.y;
    }
  }
  const solved = solve(normal, right);
  if (!solved) return null;
  const [x, y, z] = solved as [number[], number[], number[]];
  return [x[0]!, y[0]!, z[0]!, x[1]!, y[1]!, z[1]!, 0, 0];
}

/** The projective map through the pairs by least squares; null where they do not fix one. */
export function fitProjective(pairs: readonly Pair[]): Transform | null {
  const normal = Array.from({ length: 8 }, () => Array<number>(8).fill(0));
  const right = Array.from({ length: 8 }, () => [0]);
  const add = (row: number[], value: number, weight: number) => {
    for (let i = 0; i < 8; i++) {
      for (let j = 0; j < 8; j++) normal[i]![j]! += weight * row[i]! * row[j]!;
      right[i]![0]! += weight * row[i]! * value;
    }
  };
  for (const { from, to, weight } of pairs) {
    add([from.x, from.y, 1, 0, 0, 0, -from.x * to.x, -from.y * to.x], to.x, weight);
    add([0, 0, 0, from.x, from.y, 1, -from.x * to.y, -from.y * to.y], to.y, weight);
  }
  const solved = solve(normal, right);
  return solved && (solved.map(([value]) => value!) as unknown as Transform);
}

/** Gauss with pivots. */
function solve(matrix: number[][], right: number[][]): number[][] | null {
  const size = matrix.length;
  const rows = matrix.map((row, index) => [...row, ...right[index]!]);
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    }
    if (Math.abs(rows[pivot]![column]!) < 1e-9) return null;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const head = rows[column]!;
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const factor = rows[row]![column]! / head[column]!;
      for (let at = column; at < head.length; at++) rows[row]![at]! -= factor * head[at]!;
    }
  }
  return rows.map((row, index) => row.slice(size).map((value) => value / row[index]!));
}
