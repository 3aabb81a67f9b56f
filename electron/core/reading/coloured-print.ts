/** What was found in colour; one byte a pixel each. */
export interface Coloured {
  width: number;
  height: number;
  /** Brightest less darkest channel; 0 where there is no colour. */
  colour: Uint8Array;
  hue: Uint8Array;
  /** What is left when ink is taken away: dark where there is print beneath or beside it. */
  left: Uint8Array;
  /** Whether there is any colour in a row. */
  rows: Uint8Array;
}

interface Shape {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  pixels: number;
  /** Pixels of print that it touches. */
  touches: number;
  hue: number;
}

interface Run {
  y: number;
  from: number;
  to: number;
  shape: number;
}

/** Of a page 210 mm wide: letters are lower, seals and emblems higher. */
const TALL_MM = 14;
/** Parts of one seal lie so near to each other. */
const NEAR_MM = 8;
/** Of its pixels, those that touch print: what crosses print has more, a letterhead none. */
const TOUCHING = 0.02;
const PRINT = 110;
const MOST_SHAPES = 20_000;

/**
 * Where print itself is in colour: a letterhead, a heading, a line of a stamp beside the text. That
 * is everything low that neither touches black print nor belongs to something that does, nor lies
 * within a seal or an emblem. Gives the runs of pixels to be kept.
 */
export function colouredPrint(found: Coloured, least: number): Run[] {
  const { runs, shapes } = shapesIn(found, least);
  if (shapes.length > MOST_SHAPES) return [];
  const mm = found.width / 210;
  const tall = shapes.filter(({ y0, y1 }) => y1 - y0 > TALL_MM * mm);
  const ink = spread(
    shapes.filter(({ touches, pixels }) => touches > pixels * TOUCHING && touches > 4),
    shapes,
    NEAR_MM * mm,
  );
  const kept = shapes.map(
    (shape) =>
      shape.y1 - shape.y0 <= TALL_MM * mm &&
      !ink.has(shape) &&
      !tall.some((seal) => within(shape, seal)),
  );
  return runs.filter(({ shape }) => kept[shape]);
}

/** Connected pixels of colour, by runs along the rows. */
function shapesIn({ width, height, colour, hue, left, rows }: Coloured, least: number) {
  const runs: Run[] = [];
  const parent: number[] = [];
  const root = (at: number): number => {
    let top = at;
    while (parent[top] !== top) top = parent[top]!;
    for (let next = at; next !== top;) [next, parent[next]] = [parent[next]!, top];
    return top;
  };
  let above: number[] = [];
  for (let y = 1; y < height - 1; y++) {
    const row: number[] = [];
    let over = 0;
    for (let x = rows[y] ? 1 : width; x < width - 1; x++) {
      if (colour[y * width + x]! < least) continue;
      const from = x;
      while (x < width - 1 && colour[y * width + x]! >= least) x++;
      const at = runs.length;
      runs.push({ y, from, to: x, shape: at });
      parent.push(at);
      row.push(at);
      while (over < above.length && runs[above[over]!]!.to < from) over++;
      for (let next = over; next < above.length && runs[above[next]!]!.from <= x; next++) {
        parent[root(above[next]!)] = root(at);
      }
    }
    above = row;
  }
  const shapes: Shape[] = [];
  const numbers = new Map<number, number>();
  for (const [at, run] of runs.entries()) {
    const top = root(at);
    let number = numbers.get(top);
    if (number === undefined) {
      numbers.set(top, (number = shapes.length));
      const { y, from, to } = run;
      const kind = hue[y * width + from]!;
      shapes.push({ x0: from, y0: y, x1: to, y1: y + 1, pixels: 0, touches: 0, hue: kind });
    }
    run.shape = number;
    addRun(shapes[number]!, run, left, width);
  }
  return { runs, shapes };
}

function addRun(shape: Shape, { y, from, to }: Run, left: Uint8Array, width: number): void {
  shape.x0 = Math.min(shape.x0, from);
  shape.x1 = Math.max(shape.x1, to);
  shape.y1 = y + 1;
  shape.pixels += to - from;
  const start = y * width;
  if (left[start + from - 1]! < PRINT) shape.touches += 1;
  if (left[start + to]! < PRINT) shape.touches += 1;
  for (let at = start + from; at < start + to; at++) {
    if (left[at]! < PRINT || left[at - width]! < PRINT || left[at + width]! < PRINT) {
      shape.touches += 1;
    }
  }
}

/** With everything of the same ink that lies near, and so on. */
function spread(from: Shape[], shapes: Shape[], near: number): Set<Shape> {
  const ink = new Set(from);
  for (const shape of ink) {
    for (const other of shapes) {
      if (!ink.has(other) && alike(shape, other) && apart(shape, other) <= near) ink.add(other);
    }
  }
  return ink;
}

/** The circle of hues has 24 steps. */
function alike(one: Shape, other: Shape): boolean {
  const steps = Math.abs(one.hue - other.hue);
  return Math.min(steps, 24 - steps) <= 1;
}

const apart = (one: Shape, other: Shape): number =>
  Math.max(one.x0 - other.x1, other.x0 - one.x1, one.y0 - other.y1, other.y0 - one.y1);

const within = (one: Shape, other: Shape): boolean =>
  one.x0 >= other.x0 && one.x1 <= other.x1 && one.y0 >= other.y0 && one.y1 <= other.y1;
