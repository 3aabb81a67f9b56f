import type { Background } from './background.ts';
import type { CleanedPage } from './cleaner.ts';
import type { Gray, Pixels } from './reduce.ts';
import type { Writing } from './find-writing.ts';

/** Chroma (0 to 255) of ink or paint; a scanner's fringes stay below once they are averaged. */
const COLOURED = 34;
/** Chroma of a sheet whose colour is meant: yellowed and recycled paper stay below. */
const COLOURED_PAPER = 40;
const LEAST_COLOUR_MM2 = 3;
/** Darkness between paper and ink; flat there is shading, not an edge. */
const SHADE = { from: 36, to: 165, flat: 14 } as const;
const MOST_SHADE = 0.0008;

/** The mean colour of bare paper, a tone a channel. */
export function paperColour(small: Pixels, tone: number): number[] {
  const { data, channels } = small;
  const sums = [0, 0, 0];
  let count = 0;
  for (let at = 0; at < data.length; at += channels) {
    const light = channels === 3 ? (data[at]! + 2 * data[at + 1]! + data[at + 2]!) / 4 : data[at]!;
    if (Math.abs(light - tone) > 10) continue;
    for (let c = 0; c < channels; c++) sums[c]! += data[at + c]!;
    count++;
  }
  return Array.from({ length: channels }, (_, c) =>
    count > 0 ? Math.round(sums[c]! / count) : Math.round(tone),
  );
}

/**
 * What is on the page decides: colour for coloured ink, stamps, pictures, and sheets whose colour is
 * meant; grey for shading, pencil and pale ink; black and white for clean print alone.
 */
export function chooseMode(
  small: Pixels,
  looked: Background,
  writing: Writing,
  paper: number[],
  resolution: number,
): CleanedPage['mode'] {
  if (small.channels === 3 && isColoured(small, paper, resolution)) return 'color';
  if (writing.faint || writing.blank || isShaded(looked.darkness)) return 'gray';
  return 'lineart';
}

/** @param resolution of the small picture, dots per inch */
function isColoured(small: Pixels, paper: number[], resolution: number): boolean {
  if (Math.max(...paper) - Math.min(...paper) >= COLOURED_PAPER) return true;
  const { data, width, height } = small;
  const [red = 255, green = 255, blue = 255] = paper.map((tone) => 255 / Math.max(tone, 64));
  const marked = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < marked.length; i++, at += 3) {
    const r = data[at]! * red;
    const g = data[at + 1]! * green;
    const b = data[at + 2]! * blue;
    const most = r > g ? (r > b ? r : b) : g > b ? g : b;
    const least = r < g ? (r < b ? r : b) : g < b ? g : b;
    if (most - least >= COLOURED) marked[i] = 1;
  }
  const mm = resolution / 25.4;
  const wanted = LEAST_COLOUR_MM2 * mm * mm;
  let count = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      if (marked[at] === 0) continue;
      let near = 0;
      for (let row = at - width; row <= at + width; row += width) {
        near += marked[row - 1]! + marked[row]! + marked[row + 1]!;
      }
      // A stroke has coloured neighbours, noise has none.
      if (near >= 3) count++;
    }
  }
  return count >= wanted;
}

function isShaded({ data, width, height }: Gray): boolean {
  let shaded = 0;
  const most = MOST_SHADE * width * height;
  for (let y = 1; y < height - 1; y += 1) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      const dark = data[at]!;
      if (dark < SHADE.from || dark > SHADE.to) continue;
      const [low, high] = [dark - SHADE.flat, dark + SHADE.flat];
      if (data[at - 1]! < low || data[at - 1]! > high) continue;
      if (data[at + 1]! < low || data[at + 1]! > high) continue;
      if (data[at - width]! < low || data[at - width]! > high) continue;
      if (data[at + width]! >= low && data[at + width]! <= high) shaded++;
    }
    if (shaded > most) return true;
  }
  return false;
}
