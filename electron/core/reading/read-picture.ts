import type { ReadPage } from '../../../shared/contract/reading.ts';
import { pageOf, type Turn } from './page-of.ts';
import type { PagePicture } from './picture.ts';
import type { SeenWord } from './tesseract/parse-tsv.ts';
import type { Grey } from './take-colour-away.ts';
import { turned } from './turn.ts';

export interface ReadingOptions {
  signal?: AbortSignal;
  /** Somebody waits for this page: it goes before all that wait. */
  urgent?: boolean;
}

/** What reads a grey picture. */
export interface Engine {
  name: 'tesseract' | 'tesseract.js';
  /** How many pages it is to be given at once; it reads as many side by side as is good. */
  pages: number;
  read(picture: Grey & { dpi: number }, options: ReadingOptions): Promise<SeenWord[]>;
  close(): Promise<void>;
}

/** A page that stands upright is read surer than this; one on its head hardly ever. */
const SURE = 0.6;
const FEW_WORDS = 5;
/** Tesseract reads lines on their side a little worse, and in no useful order. */
const ALMOST = 0.8;
const SIDES = [90, 270] as const;
const UPRIGHT = [0, 180] as const;
/** Of the pixels: less ink is an empty sheet, whichever way it lies. */
const LEAST_INK = 0.002;

/** Reads a page, turned if it lies on its head or its side. */
export async function readPicture(
  engine: Engine,
  page: number,
  picture: PagePicture,
  options: ReadingOptions = {},
): Promise<ReadPage> {
  const { dpi, millimetres } = picture;
  const attempt = async (turn: Turn) => {
    const grey = turned(picture, turn);
    const seen = await engine.read({ ...grey, dpi }, options);
    return { seen, turn, pixels: { width: grey.width, height: grey.height } };
  };
  let best = await attempt(0);
  if (worth(best.seen) < SURE && inkOf(picture) > LEAST_INK) {
    for (const turn of [180, 90, 270] as const) {
      const other = await attempt(turn);
      if (worth(other.seen) > worth(best.seen)) best = other;
      if (worth(best.seen) >= SURE) break;
    }
  }
  if (liesOnItsSide(best.seen)) {
    const sides = await Promise.all((best.turn % 180 === 0 ? SIDES : UPRIGHT).map(attempt));
    for (const side of sides) {
      const upright = !liesOnItsSide(side.seen) && liesOnItsSide(best.seen);
      if (worth(side.seen) > worth(best.seen) * (upright ? ALMOST : 1)) best = side;
    }
  }
  const { seen, turn, pixels } = best;
  return pageOf(seen, { page, engine: engine.name, ...millimetres, pixels, turn });
}

/** How much like a text: the confidence by letter, where there is more than a handful of words. */
function worth(seen: SeenWord[]): number {
  let letters = 0;
  let sum = 0;
  for (const { text, confidence } of seen) {
    letters += text.length;
    sum += text.length * confidence;
  }
  return letters === 0 ? 0 : (sum / letters) * Math.min(1, seen.length / FEW_WORDS);
}

/** Most words are taller than they are long. */
function liesOnItsSide(seen: SeenWord[]): boolean {
  const long = seen.filter(({ text }) => text.length > 3);
  return long.filter(({ width, height }) => height > width).length > long.length / 2;
}

function inkOf({ pixels }: Grey): number {
  const step = 7;
  let ink = 0;
  for (let at = 0; at < pixels.length; at += step) if (pixels[at]! < 128) ink += 1;
  return (ink * step) / pixels.length;
}
