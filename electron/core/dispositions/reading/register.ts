import type { SheetGeometry, SheetMark } from '../../../../shared/contract/sheets.ts';
import { findMark } from './find-marks.ts';
import type { ColourPicture } from './straighten.ts';
import {
  apply,
  fitAffine,
  fitProjective,
  type Pair,
  type Point,
  type Transform,
} from './transform.ts';

export interface Registration {
  /** Millimetres on the sheet to pixels of the scan. */
  transform: Transform;
  /** How many of the four marks agree with it. */
  marks: number;
}

type CodePlace = Pick<SheetGeometry['qr'][number], 'x' | 'y' | 'size'>;

/** The code's own corners say little about the far end of the page: they count this much. */
const CODE_WEIGHT = 0.02;
/** Paper stretches in a feeder; a mark that is farther off than this is something else. */
const MOST_OFF_MM = 1.2;

/**
 * Lays the sheet onto the scan: by its code first, then by one mark after the other, the nearest to
 * the code first. One mark may be missing, or be found in a wrong place.
 * @param corners the code's, from its upper left clockwise, in pixels
 */
export function register(
  picture: ColourPicture,
  code: CodePlace,
  corners: readonly Point[],
  marks: readonly SheetMark[],
): Registration | null {
  const pairs = codePairs(code, corners);
  let guess = fitAffine(pairs);
  if (!guess) return null;
  const centre = { x: code.x + code.size / 2, y: code.y + code.size / 2 };
  const inOrder = marks.toSorted((one, other) => away(one, centre) - away(other, centre));
  const found: Pair[] = [];
  for (const mark of inOrder) {
    const to = findMark(picture, mark, guess);
    if (!to) continue;
    found.push({ from: middleOf(mark), to, weight: 1 });
    guess = fitAffine([...pairs, ...found]) ?? guess;
  }
  return settle(pairs, found);
}

function codePairs({ x, y, size }: CodePlace, corners: readonly Point[]): Pair[] {
  const places = [
    { x, y },
    { x: x + size, y },
    { x: x + size, y: y + size },
    { x, y: y + size },
  ];
  return places.map((from, index) => ({ from, to: corners[index]!, weight: CODE_WEIGHT }));
}

/** All marks where they agree; else the three that agree best; else what there is. */
function settle(pairs: readonly Pair[], found: readonly Pair[]): Registration | null {
  const all = fitAffine([...pairs, ...found]);
  if (!all) return null;
  if (found.length < 4) {
    const off = found.length === 3 ? worstMm(all, [...pairs]) : 0;
    return off < 3 ? { transform: all, marks: found.length } : null;
  }
  if (worstMm(all, found) <= MOST_OFF_MM / 3) return { transform: all, marks: 4 };
  const projective = fitProjective(found);
  if (projective && worstMm(projective, pairs) <= MOST_OFF_MM) {
    return { transform: projective, marks: 4 };
  }
  const threes = found.flatMap((_, left) => {
    const three = found.filter((__, index) => index !== left);
    const transform = fitAffine([...pairs, ...three]);
    return transform ? [{ transform, off: worstMm(transform, pairs) }] : [];
  });
  const [best] = threes.toSorted((one, other) => one.off - other.off);
  return best && best.off <= MOST_OFF_MM ? { transform: best.transform, marks: 3 } : null;
}

function worstMm(transform: Transform, pairs: readonly Pair[]): number {
  const scale = Math.hypot(transform[0], transform[3]);
  const off = pairs.map(({ from, to }) => {
    const at = apply(transform, from);
    return Math.hypot(at.x - to.x, at.y - to.y) / scale;
  });
  return Math.max(0, ...off);
}

function middleOf({ x, y, size }: SheetMark): Point {
  return { x: x + size / 2, y: y + size / 2 };
}

function away(mark: SheetMark, { x, y }: Point): number {
  const middle = middleOf(mark);
  return Math.hypot(middle.x - x, middle.y - y);
}
