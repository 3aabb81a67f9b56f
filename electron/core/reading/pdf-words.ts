import type { ReadPage, ReadWord } from '../../../shared/contract/reading.ts';
import { CharFlag, type PdfText } from '../pages/pdfium.ts';
import { boxAsShown, type Turn } from './page-of.ts';

type Box = [left: number, top: number, right: number, bottom: number];

interface Piece {
  text: string;
  box: Box;
}

/** Fewer characters than these are a page number or a scanner's mark, not a letter. */
const FEWEST = 24;
/** Of all characters, those that may be none: more, and the text is not what is seen. */
const MOST_BAD = 0.05;
/** Of the page, covered by a picture: more, and the page is a scan, whatever is written over it. */
const MOST_PICTURE = 0.5;
/** A gap wider than so many times the letters' height parts words that no space parts. */
const GAP = 0.6;

/** Whether the page's own text is what a person sees there, so that it need not be read. */
export function hasOwnText(page: PdfText): boolean {
  const { codes, flags } = page;
  let good = 0;
  let bad = 0;
  for (const [index, code] of codes.entries()) {
    const flag = flags[index]!;
    if (flag & CharFlag.added || isSpace(code)) continue;
    if (flag & (CharFlag.unmapped | CharFlag.invisible) || isBad(code)) bad += 1;
    else good += 1;
  }
  if (good < FEWEST || bad > (good + bad) * MOST_BAD) return false;
  return coveredBy(page.pictures, page) < MOST_PICTURE;
}

/** Whether anything on the page can be selected as it is, seen or unseen. */
export function hasAnyText({ codes }: PdfText): boolean {
  return codes.reduce((count, code) => count + (isSpace(code) ? 0 : 1), 0) >= FEWEST;
}

/** The words of a page that `hasOwnText`, in the order of its own text. */
export function pdfPage(page: number, found: PdfText): ReadPage {
  const { width, height } = found;
  const turn = turnOf(found);
  const upright = turn === 90 || turn === 270 ? [height, width] : [width, height];
  const words: ReadWord[] = [];
  let text = '';
  let above: Box | undefined;
  for (const [line, pieces] of linesOf(found, turn).entries()) {
    const [left, top, right, bottom] = pieces.map(({ box }) => box).reduce(around);
    if (above) text += top - above[3] > 1.2 * (bottom - top) ? '\n\n' : '\n';
    text += pieces.map((piece) => piece.text).join(' ');
    above = [left, top, right, bottom];
    for (const { text: word, box } of pieces) {
      const across = { left: box[0] / upright[0]!, right: box[2] / upright[0]! };
      const down = { top: box[1] / upright[1]!, bottom: box[3] / upright[1]! };
      const shown = boxAsShown({ ...across, ...down }, turn, found);
      words.push({ text: word, box: shown, confidence: 1, line });
    }
  }
  return { page, width, height, text, words, engine: 'pdf', ...(turn !== 0 && { turn }) };
}

function linesOf(found: PdfText, turn: Turn): Piece[][] {
  const lines: Piece[][] = [];
  for (const piece of piecesOf({ ...found, boxes: turnedBoxes(found, turn) })) {
    const last = lines.at(-1);
    if (last && follows(last.at(-1)!.box, piece.box)) last.push(piece);
    else lines.push([piece]);
  }
  // PDFium knows lines only as the page is shown: it gives those of a turned page in no useful order.
  return turn === 0 ? lines : lines.toSorted(([a], [b]) => a!.box[1] - b!.box[1]);
}

/** By how much the page must be turned clockwise so that most of its lines run from left to right. */
function turnOf({ codes, boxes, flags }: PdfText): Turn {
  const count = { 0: 0, 90: 0, 180: 0, 270: 0 };
  let before: Box | undefined;
  for (const [index, code] of codes.entries()) {
    const blank = isSpace(code) || Boolean(flags[index]! & CharFlag.added);
    const box = blank ? undefined : (Array.from(boxes.subarray(index * 4, index * 4 + 4)) as Box);
    if (box && before) {
      const x = box[0] + box[2] - before[0] - before[2];
      const y = box[1] + box[3] - before[1] - before[3];
      if (Math.abs(x) >= Math.abs(y)) count[x >= 0 ? 0 : 180] += 1;
      else count[y >= 0 ? 270 : 90] += 1;
    }
    before = box;
  }
  const turns = [0, 90, 180, 270] as const;
  return turns.toSorted((a, b) => count[b] - count[a])[0]!;
}

function turnedBoxes({ boxes, width, height }: PdfText, turn: Turn): Float32Array {
  const out = new Float32Array(boxes.length);
  for (let at = 0; at < boxes.length; at += 4) {
    const [l, t, r, b] = boxes.subarray(at, at + 4) as unknown as Box;
    const box = {
      0: [l, t, r, b],
      90: [height - b, l, height - t, r],
      180: [width - r, height - b, width - l, height - t],
      270: [t, width - r, b, width - l],
    }[turn];
    out.set(box, at);
  }
  return out;
}

/** Characters that stand together, between spaces, line ends and wide gaps. */
function piecesOf({ codes, boxes, flags }: PdfText): Piece[] {
  const out: Piece[] = [];
  let current: Piece | undefined;
  const end = () => {
    const text = current?.text.normalize('NFC').replace(/\p{Surrogate}/gu, '\uFFFD');
    if (current && text) out.push({ text, box: current.box });
    current = undefined;
  };
  for (const [index, code] of codes.entries()) {
    const blank = isSpace(code) || code < 32 || Boolean(flags[index]! & CharFlag.added);
    const [left = 0, top = 0, right = 0, bottom = 0] = boxes.subarray(index * 4, index * 4 + 4);
    const box: Box = [left, top, right, bottom];
    if (blank || isBad(code)) {
      end();
    } else if (current && !together(current.box, box)) {
      end();
      current = { text: String.fromCodePoint(code), box };
    } else if (current) {
      current.text += String.fromCodePoint(code);
      current.box = around(current.box, box);
    } else {
      current = { text: String.fromCodePoint(code), box };
    }
  }
  end();
  return out;
}

function together(word: Box, char: Box): boolean {
  const height = Math.max(word[3] - word[1], char[3] - char[1], 0.5);
  const gap = Math.max(char[0] - word[2], word[0] - char[2]);
  const apart = Math.max(char[1] - word[3], word[1] - char[3]);
  return gap < GAP * height && apart < GAP * height;
}

/** On the same line, and after it. */
function follows(before: Box, box: Box): boolean {
  const overlap = Math.min(before[3], box[3]) - Math.max(before[1], box[1]);
  const height = Math.min(before[3] - before[1], box[3] - box[1]);
  return overlap > 0.3 * height && box[0] >= before[0];
}

const around = (a: Box, b: Box): Box => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
];

const isSpace = (code: number): boolean =>
  code <= 32 || code === 0xa0 || (code >= 0x2000 && code <= 0x200b) || code === 0x3000;

/** Not a character that a letter is written in: none, private, replaced, or half of one. */
const isBad = (code: number): boolean =>
  (code > 0 && code < 32 && code !== 2 && code !== 9 && code !== 10 && code !== 13) ||
  (code >= 0x7f && code < 0xa0) ||
  (code >= 0xd800 && code < 0xf900) ||
  (code >= 0xfff0 && code <= 0xffff) ||
  code > 0x10ffff;

/** Of the page, from 0 to 1; pictures that lie over each other count once. */
function coveredBy(pictures: Box[], { width, height }: PdfText): number {
  const cells = 32;
  const covered = new Uint8Array(cells * cells);
  const cell = (at: number, size: number) =>
    Math.round((Math.max(0, Math.min(at, size)) / size) * cells);
  for (const [left, top, right, bottom] of pictures) {
    for (let y = cell(top, height); y < cell(bottom, height); y++) {
      covered.fill(1, y * cells + cell(left, width), y * cells + cell(right, width));
    }
  }
  return covered.reduce((sum, one) => sum + one, 0) / covered.length;
}
