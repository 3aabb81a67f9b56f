import type { Components } from './components.ts';
import type { Lines } from './find-skew.ts';

export type Turn = 0 | 90 | 180 | 270;

/** Letters sought along the line on both sides, and how many must be there. */
const REACH_MM = 15;
const FEWEST_NEIGHBOURS = 5;
/** Of the small letters' height: what stands out by so much is tall, or hangs. */
const STANDS_OUT = 0.22;
/** Deviations from chance. */
const SURE = 3.5;
const MOST_LETTERS = 3000;

/**
 * The clockwise quarter turns that bring the writing upright. In Latin writing more letters stand
 * tall (b d f h k l t, capitals) than hang (g j p q y), and letters of a line end together below.
 * 0 where that is not sure: capitals, figures, other scripts, little writing.
 */
export function findUpright(ink: Components, lines: Lines, resolution: number): Turn {
  if (lines.direction === null) return 0;
  const { tall, hanging } = standingOut(ink, lines, resolution);
  const sureness = tall + hanging > 0 ? (tall - hanging) / Math.sqrt(tall + hanging) : 0;
  if (Math.abs(sureness) < SURE || sureness * lines.lean < 0) return 0;
  if (lines.direction === 'across') return sureness > 0 ? 0 : 180;
  return sureness > 0 ? 270 : 90;
}

/**
 * Letters that reach beyond their neighbours: away from the baseline (`tall`) and past it
 * (`hanging`), if the baseline is below, or on the left where the lines run down.
 */
function standingOut(ink: Components, lines: Lines, resolution: number) {
  const mm = resolution / 25.4;
  const letters = placed(ink, lines, mm);
  const reach = REACH_MM * mm;
  let [tall, hanging] = [0, 0];
  const tops: number[] = [];
  const ends: number[] = [];
  for (let i = 0; i < letters.length; i++) {
    const { along, top, end } = letters[i]!;
    tops.length = ends.length = 0;
    // Sorted along the line: those within reach lie side by side.
    for (const step of [-1, 1]) {
      for (let j = i + step; j >= 0 && j < letters.length; j += step) {
        const other = letters[j]!;
        if (Math.abs(other.along - along) > reach) break;
        const overlap = Math.min(end, other.end) - Math.max(top, other.top);
        if (overlap < 0.5 * Math.min(end - top, other.end - other.top)) continue;
        tops.push(other.top);
        ends.push(other.end);
      }
    }
    if (tops.length < FEWEST_NEIGHBOURS) continue;
    const [usualTop, usualEnd] = [median(tops), median(ends)];
    const small = usualEnd - usualTop;
    if (small < 0.7 * mm) continue;
    // A whole word in one piece, or two lines grown together, tell nothing.
    if (end - top > 2.2 * small) continue;
    const above = usualTop - top > STANDS_OUT * small;
    const below = end - usualEnd > STANDS_OUT * small;
    if (above === below) continue;
    if (above) tall++;
    else hanging++;
  }
  return { tall, hanging };
}

interface Letter {
  along: number;
  top: number;
  end: number;
}

/** Letters as if lines ran straight across with the baseline below. */
function placed(ink: Components, { direction, skew }: Lines, mm: number): Letter[] {
  const slope = Math.tan((skew * Math.PI) / 180);
  const letters: Letter[] = [];
  for (let i = 0; i < ink.count && letters.length < MOST_LETTERS; i++) {
    const [left, top, right, bottom] = [ink.left[i]!, ink.top[i]!, ink.right[i]!, ink.bottom[i]!];
    const across = direction === 'across';
    const height = (across ? bottom - top : right - left) + 1;
    const width = (across ? right - left : bottom - top) + 1;
    if (height < 0.9 * mm || height > 9 * mm || width > 5 * height || width < 0.25 * mm) continue;
    if (across) {
      const middle = (left + right) / 2;
      const shift = -slope * middle;
      letters.push({ along: middle, top: top + shift, end: bottom + 1 + shift });
    } else {
      // Quarter turned counter-clockwise: what was on the left is below.
      const middle = (top + bottom) / 2;
      const shift = slope * middle;
      letters.push({ along: middle, top: -(right + 1 + shift), end: -(left + shift) });
    }
  }
  return letters.sort((a, b) => a.along - b.along);
}

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[values.length >> 1]!;
}
