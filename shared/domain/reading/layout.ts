import type { ReadBox, ReadPage, ReadWord } from '../../contract/reading.ts';

/** A word where it would stand if the page lay straight. Millimetres. */
export interface Word extends ReadWord {
  page: number;
  /** Where it stands on the page as shown; `box` is that of the page turned upright. */
  shown: ReadBox;
  left: number;
  right: number;
  /** The middle's height on the page. */
  middle: number;
}

/** Words side by side without a column's gap between them. */
export interface Piece {
  words: Word[];
  text: string;
  left: number;
  right: number;
  middle: number;
  height: number;
}

/** Everything at one height of the page, from left to right. */
export interface Row {
  page: number;
  pieces: Piece[];
  text: string;
  left: number;
  right: number;
  middle: number;
  height: number;
}

/** The pages as rows, from the top of the first to the foot of the last. */
export interface Layout {
  rows: Row[];
  /** Where most rows of text begin and end. */
  left: number;
  right: number;
  width: number;
}

export function layOut(pages: readonly ReadPage[]): Layout {
  const rows = pages.flatMap((page) => rowsOf(page));
  const lefts = rows.map(({ left }) => left).sort((a, b) => a - b);
  const rights = rows.map(({ right }) => right).sort((a, b) => a - b);
  return {
    rows,
    left: at(lefts, 0.15),
    right: at(rights, 0.9),
    width: pages[0]?.width ?? 210,
  };
}

const at = (sorted: number[], part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? 0;
const median = (values: number[]) =>
  at(
    values.toSorted((a, b) => a - b),
    0.5,
  );

export const textOf = (words: readonly Word[]) => words.map(({ text }) => text).join(' ');

export function pieceOf(words: Word[]): Piece {
  return {
    words,
    text: textOf(words),
    left: words[0]!.left,
    right: Math.max(...words.map(({ right }) => right)),
    middle: median(words.map(({ middle }) => middle)),
    height: Math.max(...words.map(({ box }) => box.height)),
  };
}

function rowsOf(read: ReadPage): Row[] {
  const page = upright(read);
  const angle = skewOf(page);
  const typical = median(page.words.map(({ box }) => box.height));
  const pieces = piecesOf(
    page.words
      .filter((word) => isLetters(word, typical))
      .map((word) => straight(word, page, angle)),
  );
  const rows: Piece[][] = [];
  for (const piece of pieces.toSorted((a, b) => a.middle - b.middle)) {
    const row = rows.findLast((there) => sameHeight(there, piece));
    if (row) row.push(piece);
    else rows.push([piece]);
  }
  return rows.map((row) => rowOf(row, page.page)).sort((a, b) => a.middle - b.middle);
}

/** Rings and strokes that an engine took for writing are tall, or no letters at all. */
function isLetters({ text, box, confidence }: ReadWord, typical: number): boolean {
  if (box.height > typical * 4 && (confidence < 0.6 || text.length < 3)) return false;
  return !(confidence < 0.3 && !/[\p{L}\p{N}:]/u.test(text));
}

export function rowOf(pieces: Piece[], page: number): Row {
  const sorted = pieces.toSorted((a, b) => a.left - b.left);
  return {
    page,
    pieces: sorted,
    text: sorted.map(({ text }) => text).join(' '),
    left: sorted[0]!.left,
    right: Math.max(...sorted.map(({ right }) => right)),
    middle: median(sorted.map(({ middle }) => middle)),
    height: Math.max(...sorted.map(({ height }) => height)),
  };
}

function sameHeight(row: Piece[], piece: Piece): boolean {
  return row.every(({ middle, height, left, right }) => {
    const reach = 0.45 * Math.max(2, Math.min(height, piece.height) * 0.8);
    const apart = left > piece.right - 1 || right < piece.left + 1;
    return apart && Math.abs(middle - piece.middle) < reach;
  });
}

interface UprightPage extends ReadPage {
  words: (ReadWord & { shown: ReadBox })[];
}

/** As it was read: a sheet that went in on its head is turned before anything is sought on it. */
function upright(page: ReadPage): UprightPage {
  const { turn = 0, width, height } = page;
  const words = page.words.map((word) => {
    const { box } = word;
    const right = width - box.x - box.width;
    const bottom = height - box.y - box.height;
    const turned = {
      0: box,
      90: { x: bottom, y: box.x, width: box.height, height: box.width },
      180: { ...box, x: right, y: bottom },
      270: { x: box.y, y: right, width: box.height, height: box.width },
    }[turn];
    return { ...word, box: turned, shown: box };
  });
  const sideways = turn === 90 || turn === 270;
  return { ...page, words, ...(sideways && { width: height, height: width }) };
}

/** The slope of the lines in radians: right end lower where positive. */
export function skewOf({ words }: ReadPage): number {
  const slopes: number[] = [];
  for (const line of linesOf(words)) {
    const first = line[0]!;
    const last = line.at(-1)!;
    const run = last.box.x - first.box.x;
    if (run < 30) continue;
    const xs = line.map(({ box }) => box.x + box.width / 2);
    const ys = line.map(({ box }) => box.y + box.height / 2);
    const [mx, my] = [mean(xs), mean(ys)];
    const over = xs.reduce((sum, x, index) => sum + (x - mx) * (ys[index]! - my), 0);
    slopes.push(over / xs.reduce((sum, x) => sum + (x - mx) ** 2, 0));
  }
  return slopes.length < 3 ? 0 : Math.atan(median(slopes));
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function linesOf<Kind extends ReadWord>(words: readonly Kind[]): Kind[][] {
  const lines = new Map<number, Kind[]>();
  for (const word of words) {
    const line = lines.get(word.line);
    if (line) line.push(word);
    else lines.set(word.line, [word]);
  }
  return [...lines.values()].map((line) => line.toSorted((a, b) => a.box.x - b.box.x));
}

function straight(
  word: ReadWord & { shown: ReadBox },
  { page, width, height }: ReadPage,
  angle: number,
): Word {
  const { box } = word;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const across = box.x + box.width / 2 - width / 2;
  const down = box.y + box.height / 2 - height / 2;
  const middle = height / 2 + down * cos - across * sin;
  const centre = width / 2 + across * cos + down * sin;
  return { ...word, page, left: centre - box.width / 2, right: centre + box.width / 2, middle };
}

function piecesOf(words: Word[]): Piece[] {
  return linesOf(words).flatMap((line) => {
    const height = median(line.map(({ box }) => box.height));
    const gap = Math.max(5, height * 1.4);
    const pieces: Word[][] = [];
    for (const word of line) {
      const before = pieces.at(-1)?.at(-1);
      const near =
        before &&
        word.left - before.right < gap &&
        Math.abs(word.middle - before.middle) < Math.max(2.2, height * 0.8);
      if (near) pieces.at(-1)!.push(word);
      else pieces.push([word]);
    }
    return pieces.map(pieceOf);
  });
}

/** Cuts what reaches over a column's edge: the left part of a head from the right one. */
export function cutAt(row: Row, edge: number): Row {
  const pieces = row.pieces.flatMap(({ words }) => {
    const cut = words.findIndex((word, index) => {
      const before = words[index - 1];
      if (!before || word.left < edge - 1.5) return false;
      const gap = word.left - before.right;
      return gap > 3 || (gap > 1.3 && word.left < edge + 2);
    });
    return cut === -1
      ? [pieceOf(words)]
      : [pieceOf(words.slice(0, cut)), pieceOf(words.slice(cut))];
  });
  return rowOf(pieces, row.page);
}
