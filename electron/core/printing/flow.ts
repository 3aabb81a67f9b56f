import type { FaceName, Ink } from './ink.ts';
import type { InkedPage } from './draw-pages.ts';
import { type Faces, wrap } from './text.ts';

const POINT = 25.4 / 72;
const LEADING = 1.3;
/** Half of the capitals' height, as a part of the text's size. */
const HALF_CAPITAL = 0.349;

export interface Page {
  /** Millimetres. */
  width: number;
  height: number;
  margin: number;
}

/** Ink that flows down pages: text, rules, tables. Everything in millimetres, text in points. */
export class Flow {
  readonly page: Page;
  readonly faces: Faces;
  readonly pages: Ink[][] = [[]];
  y: number;

  constructor(page: Page, faces: Faces) {
    this.page = page;
    this.faces = faces;
    this.y = page.margin;
  }

  get width(): number {
    return this.page.width - 2 * this.page.margin;
  }

  put(ink: Ink): void {
    this.pages.at(-1)!.push(ink);
  }

  turn(): void {
    this.pages.push([]);
    this.y = this.page.margin;
  }

  lines(text: string, width: number, size: number, face: FaceName = 'regular'): string[] {
    const known = this.faces.printable(text);
    return wrap(known, width, (part) => this.faces[face].width(part, size));
  }

  /** A block of text; the pen is below it afterwards. */
  text(
    text: string,
    {
      size,
      face = 'regular',
      align = 0,
      x = this.page.margin,
      width = this.width,
    }: { size: number; face?: FaceName; align?: 0 | 0.5 | 1; x?: number; width?: number },
  ): void {
    for (const line of this.lines(text, width, size, face)) {
      this.line(line, { x: x + width * align, top: this.y, size, face, align });
      this.y += leading(size);
    }
  }

  line(
    text: string,
    at: { x: number; top: number; size: number; face?: FaceName; align?: 0 | 0.5 | 1 },
  ): void {
    if (text === '') return;
    const { size, face = 'regular' } = at;
    const width = this.faces[face].width(text, size);
    const y = at.top + leading(size) / 2 + HALF_CAPITAL * size * POINT;
    this.put({ kind: 'text', x: at.x - width * (at.align ?? 0), y, size, face, text, width });
  }

  rule(weight = 0.18, grey = 0): void {
    const { margin, width } = this.page;
    const [x1, x2] = [margin, width - margin];
    this.put({ kind: 'line', x1, y1: this.y, x2, y2: this.y, weight, grey });
  }

  /** The pages as they are drawn; `height` of a paper roll is what was used of it. */
  inked({ roll = false } = {}): InkedPage[] {
    const { width, height, margin } = this.page;
    return this.pages.map((inks) => ({ width, height: roll ? this.y + margin : height, inks }));
  }
}

/** Height of a line of text, millimetres. */
export function leading(size: number): number {
  return size * POINT * LEADING;
}

export interface Column {
  title: string;
  /** Millimetres. */
  width: number;
}

export interface Line {
  cells: string[];
  /** A cancelled number: the line is struck through, but for its last cell, which says why. */
  struck?: boolean;
}

const SIZE = 8;
const PAD = 1.1;

/** A table over as many pages as it takes, its heading on each. */
export function putTable(
  flow: Flow,
  {
    columns,
    lines,
    least = 0,
    heading,
  }: {
    columns: Column[];
    lines: Line[];
    /** The least height of a line, for what is written by hand. */
    least?: number;
    /** Above the table on every page. */
    heading: (flow: Flow) => void;
  },
): void {
  const bottom = flow.page.height - flow.page.margin - 6;
  const titles = columns.map(({ title }) => title);
  const begin = () => {
    heading(flow);
    flow.rule(0.35);
    putLine(flow, columns, titles, { face: 'semiBold' });
    flow.rule(0.35);
  };
  begin();
  for (const { cells, struck = false } of lines) {
    const height = Math.max(least, heightOf(flow, columns, cells));
    if (flow.y + height > bottom) {
      flow.turn();
      begin();
    }
    putLine(flow, columns, cells, { struck, height });
    flow.rule(0.12, 0.4);
  }
}

function heightOf(flow: Flow, columns: Column[], cells: string[]): number {
  const lines = cells.map(
    (cell, at) => flow.lines(cell, columns[at]!.width - 2 * PAD, SIZE).length,
  );
  return Math.max(1, ...lines) * leading(SIZE) + 2 * PAD;
}

function putLine(
  flow: Flow,
  columns: Column[],
  cells: string[],
  {
    face = 'regular',
    struck = false,
    height = heightOf(flow, columns, cells),
  }: { face?: FaceName; struck?: boolean; height?: number },
): void {
  let x = flow.page.margin;
  const { y } = flow;
  cells.forEach((cell, at) => {
    const { width } = columns[at]!;
    const lines = flow.lines(cell, width - 2 * PAD, SIZE, face);
    lines.forEach((text, row) => {
      const top = y + PAD + row * leading(SIZE);
      flow.line(text, { x: x + PAD, top, size: SIZE, face });
      if (!struck || at === cells.length - 1) return;
      const middle = top + leading(SIZE) / 2;
      const x2 = x + PAD + flow.faces[face].width(text, SIZE);
      flow.put({ kind: 'line', x1: x + PAD, y1: middle, x2, y2: middle, weight: 0.2, grey: 0 });
    });
    x += width;
  });
  flow.y = y + height;
}

/** `Halaman 2 dari 5` at the foot of each page, once it is known how many there are. */
export function numberPages(flow: Flow, words: (page: number, pages: number) => string): void {
  const { margin, height, width } = flow.page;
  const { pages } = flow;
  pages.forEach((inks, at) => {
    const text = words(at + 1, pages.length);
    const size = 7.5;
    const wide = flow.faces.regular.width(text, size);
    const y = height - margin + 1;
    inks.push({
      kind: 'text',
      x: width - margin - wide,
      y,
      size,
      face: 'regular',
      text,
      width: wide,
    });
  });
}
