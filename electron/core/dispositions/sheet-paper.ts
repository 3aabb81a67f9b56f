import type { SheetArea, SheetBox } from '../../../shared/contract/sheets.ts';
import type { Density, Measures } from './sheet-measures.ts';
import { weights } from './sheet-measures.ts';
import type { FaceName, Ink } from '../printing/ink.ts';
import { type Faces, wrap } from '../printing/text.ts';

const POINT = 25.4 / 72;
/** Half of the capitals' height, as a part of the text's size. */
const HALF_CAPITAL = 0.349;
const LEADING = 1.3;

/** The sheet while it is being laid out: pages of ink, and the pen's height on the last of them. */
export interface Paper {
  readonly m: Measures;
  readonly d: Density;
  readonly faces: Faces;
  readonly pages: Ink[][];
  readonly boxes: SheetBox[];
  readonly notes: SheetArea[];
  /** Upper edge of what stands at the foot of each page; nothing flows below. */
  readonly limit: number;
  /** Opens a further page with its heading. */
  readonly heading: (paper: Paper) => void;
  y: number;
}

/** Height of a line of text, millimetres. */
export function leading(size: number): number {
  return size * POINT * LEADING;
}

export function put(paper: Paper, ink: Ink): void {
  paper.pages.at(-1)!.push(ink);
}

export function pageOf(paper: Paper): number {
  return paper.pages.length;
}

export function turnPage(paper: Paper): void {
  paper.pages.push([]);
  paper.y = paper.m.top;
  paper.heading(paper);
}

/** Turns the page when a block of this height would run into the foot. */
export function need(paper: Paper, height: number): void {
  if (paper.y + height > paper.limit) turnPage(paper);
}

export function lineBreaks(paper: Paper, text: string, width: number, size: number): string[] {
  // Measured in the bolder face always: choosing an item must not move the boxes below it.
  return wrap(text, width, (part) => paper.faces.semiBold.width(part, size));
}

/** One line of text, centred on its capitals between `top` and `top + height`. */
export function putText(
  paper: Paper,
  text: string,
  at: {
    x: number;
    top: number;
    height: number;
    size: number;
    face?: FaceName;
    align?: 0 | 0.5 | 1;
  },
): void {
  if (!text) return;
  const face = at.face ?? 'regular';
  const width = paper.faces[face].width(text, at.size);
  put(paper, {
    kind: 'text',
    x: at.x - width * (at.align ?? 0),
    y: at.top + at.height / 2 + HALF_CAPITAL * at.size * POINT,
    size: at.size,
    face,
    text,
    width,
  });
}

export function putLines(
  paper: Paper,
  lines: readonly string[],
  at: { x: number; top: number; size: number; face?: FaceName; align?: 0 | 0.5 | 1 },
): void {
  const height = leading(at.size);
  lines.forEach((line, index) =>
    putText(paper, line, { ...at, top: at.top + index * height, height }),
  );
}

export function rule(paper: Paper, y: number, weight: number = weights.rule): void {
  put(paper, { kind: 'line', x1: paper.m.left, y1: y, x2: paper.m.right, y2: y, weight, grey: 0 });
}

export function stroke(
  paper: Paper,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  weight: number = weights.rule,
  grey = 0,
): void {
  put(paper, { kind: 'line', x1, y1, x2, y2, weight, grey });
}

/** The table's two sides from `top` to here, and a rule under it. */
export function closeRow(paper: Paper, top: number, dividers: readonly number[] = []): void {
  const { left, right } = paper.m;
  for (const x of [left, right]) stroke(paper, x, top, x, paper.y, weights.frame);
  for (const x of dividers) stroke(paper, x, top, x, paper.y);
  rule(paper, paper.y, weights.rule);
}

export function putBox(
  paper: Paper,
  box: {
    x: number;
    top: number;
    height: number;
    group: SheetBox['group'];
    key: string;
    ticked: boolean;
  },
): void {
  const size = paper.d.box;
  const y = box.top + (box.height - size) / 2;
  put(paper, { kind: 'box', x: box.x, y, size, ticked: box.ticked });
  const { x, group, key, ticked } = box;
  paper.boxes.push({ page: pageOf(paper), x, y, size, group, key, ticked });
}
