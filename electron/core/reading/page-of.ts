import type {
  ReadBox,
  ReadingEngine,
  ReadPage,
  ReadWord,
} from '../../../shared/contract/reading.ts';
import type { SeenWord } from './tesseract/parse-tsv.ts';

/** How far the picture was turned clockwise before it was read. */
export type Turn = 0 | 90 | 180 | 270;

export interface Shown {
  page: number;
  engine: ReadingEngine;
  /** Millimetres, as shown. */
  width: number;
  height: number;
  /** Of the picture that was read, turned. */
  pixels: { width: number; height: number };
  turn: Turn;
}

/** What an engine saw in pixels, in the form that all engines give. */
export function pageOf(seen: SeenWord[], shown: Shown): ReadPage {
  const { page, width, height, engine, turn } = shown;
  const words = seen.map(({ text, confidence, line, ...box }): ReadWord => ({
    text,
    box: boxOf(box, shown),
    confidence,
    line,
  }));
  const text = textOf(seen);
  return { page, width, height, text, words, engine, ...(turn !== 0 && { turn }) };
}

function boxOf(seen: Omit<SeenWord, 'text' | 'confidence' | 'line'>, shown: Shown): ReadBox {
  const { pixels, turn } = shown;
  const left = seen.left / pixels.width;
  const top = seen.top / pixels.height;
  const right = left + seen.width / pixels.width;
  const bottom = top + seen.height / pixels.height;
  return boxAsShown({ left, top, right, bottom }, turn, shown);
}

/** From parts of the turned page (0 to 1) to millimetres of the page as it is shown. */
export function boxAsShown(
  part: { left: number; top: number; right: number; bottom: number },
  turn: Turn,
  { width, height }: { width: number; height: number },
): ReadBox {
  const { left, top, right, bottom } = part;
  const [x0, y0, x1, y1] = {
    0: [left, top, right, bottom],
    90: [top, 1 - right, bottom, 1 - left],
    180: [1 - right, 1 - bottom, 1 - left, 1 - top],
    270: [1 - bottom, left, 1 - top, right],
  }[turn] as [number, number, number, number];
  return {
    x: rounded(x0 * width),
    y: rounded(y0 * height),
    width: rounded((x1 - x0) * width),
    height: rounded((y1 - y0) * height),
  };
}

/** Hundredths of a millimetre: finer than any scan, and short to keep. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

function textOf(seen: SeenWord[]): string {
  let out = '';
  let before: SeenWord | undefined;
  for (const word of seen) {
    if (before) {
      if (word.paragraph !== before.paragraph) out += '\n\n';
      else out += word.line === before.line ? ' ' : '\n';
    }
    out += word.text;
    before = word;
  }
  return out;
}
