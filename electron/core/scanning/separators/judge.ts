import { PATCH_TEXT, readSeparatorText } from './code.ts';
import { largeFinders } from './finders.ts';
import { type GreyPage, type Runs, runsOf, strokes } from './ink.ts';
import { hasPatchT } from './patch.ts';

/** A code as its reader found it: pixels of the page, and whether it could be read. */
export interface SeenCode {
  format: 'qr' | 'name';
  text: string;
  valid: boolean;
  /** The length of its longest side. */
  side: number;
}

export type Separator =
  | { kind: 'separator'; code: 'lontar' | 'patch-t'; book: string | null }
  /** Looks like a separator, but can't be told for certain: a person is asked, the page is kept. */
  | { kind: 'damaged' };

const STEP = 2;
/** Millimetres of the paper's long side; what matters are proportions, so any size will do. */
const LONG_SIDE = 297;
/** Our codes are 36 and 80 mm wide: a smaller one is printed on somebody's letter. */
const LEAST_CODE_MM = 24;
/** A module of our smallest code is 1.4 mm wide; those on letters are under 1. */
const LEAST_MODULE_MM = 1.1;
/** Strokes of small print are so thin; a letter has metres of lines across them, a separator has not. */
const STROKE_MM = 0.9;
const MOST_PRINT_MM = 650;

/** What the page is: null for a letter's. */
export function judgePage(page: GreyPage, codes: readonly SeenCode[]): Separator | null {
  const pixelMm = LONG_SIDE / Math.max(page.width, page.height);
  const rows = runsOf(page, 'rows', STEP);
  const columns = runsOf(page, 'columns', STEP);
  const large = codes.filter(
    ({ format, side }) => format === 'qr' && side * pixelMm >= LEAST_CODE_MM,
  );
  const books = new Set(
    large.flatMap(({ text, valid }) => {
      const book = valid ? readSeparatorText(text) : undefined;
      return book === undefined ? [] : [book];
    }),
  );
  const patch =
    codes.some(({ format, text, valid }) => format === 'name' && valid && text === PATCH_TEXT) ||
    hasPatchT(rows, STEP, pixelMm) ||
    hasPatchT(columns, STEP, pixelMm);
  if (books.size > 0 || patch) {
    // A letter that bears a separator's code is still a letter: nobody's page is taken for a divider.
    if (books.size > 1 || printMm(rows, columns, pixelMm) > MOST_PRINT_MM) {
      return { kind: 'damaged' };
    }
    const [book = null] = books;
    return { kind: 'separator', code: books.size > 0 ? 'lontar' : 'patch-t', book };
  }
  const foreign = large.some(({ valid }) => valid);
  const broken = large.some(({ valid }) => !valid);
  const least = LEAST_MODULE_MM / pixelMm;
  if (!foreign && (broken || largeFinders(rows, columns, { step: STEP, least }) > 1)) {
    return { kind: 'damaged' };
  }
  return null;
}

/** Bars are thin one way only, letters both ways: the lesser of the two counts. */
function printMm(rows: readonly Runs[], columns: readonly Runs[], pixelMm: number): number {
  const longest = STROKE_MM / pixelMm;
  return Math.min(strokes(rows, longest), strokes(columns, longest)) * STEP * pixelMm;
}
