import type { Runs } from './ink.ts';
import { PATCH_DEPTH, PATCH_T } from './measures.ts';

const UNITS = PATCH_T.reduce((sum, units) => sum + units, 0);
/** Kodak A-61599: bars are at least so long; shorter ones are something else. */
const LEAST_BAR_MM = 19;
/** Bars of a copied or enlarged sheet. */
const DEPTH_MM = { least: PATCH_DEPTH * 0.7, most: PATCH_DEPTH * 1.4 };
/** A sheet fed askew, with some to spare. */
const MOST_SLOPE = Math.tan((7 * Math.PI) / 180);
/** Of the lines across the bars so many must show all of them. */
const LEAST_FILLED = 0.6;
/** The farthest that the pattern lies from its edge (A-61599: 94 mm), as a part of the page. */
const MOST_FROM_EDGE = 0.42;

interface Hit {
  line: number;
  /** The pattern's middle along the line. */
  at: number;
}

/**
 * Whether Patch T crosses these lines, read from the nearer edge inwards.
 * @param lines runs of rows or of columns
 * @param step pixels from one line to the next
 * @param pixelMm millimetres a pixel
 */
export function hasPatchT(lines: readonly Runs[], step: number, pixelMm: number): boolean {
  const trails: { last: Hit; count: number; first: number }[] = [];
  const leastLines = LEAST_BAR_MM / pixelMm / step;
  for (const [line, runs] of lines.entries()) {
    for (const at of hitsOn(runs, pixelMm)) {
      const trail = trails.find(({ last }) => {
        const away = (line - last.line) * step;
        return away > 0 && away * pixelMm < 6 && Math.abs(at - last.at) <= away * MOST_SLOPE + 2;
      });
      if (!trail) trails.push({ last: { line, at }, count: 1, first: line });
      else {
        trail.last = { line, at };
        trail.count += 1;
      }
    }
  }
  return trails.some(({ last, count, first }) => {
    const span = last.line - first + 1;
    return span >= leastLines && count >= span * LEAST_FILLED;
  });
}

/** Where on one line the seven bars and spaces lie, in the order that makes them Patch T. */
function hitsOn(runs: Runs, pixelMm: number): number[] {
  const hits: number[] = [];
  const length = runs.reduce((sum, run) => sum + run, 0);
  let from = 0;
  for (let index = 0; index + PATCH_T.length < runs.length; index++) {
    if (index % 2 === 1) {
      const part = runs.slice(index, index + PATCH_T.length);
      const depth = part.reduce((sum, run) => sum + run, 0);
      const middle = from + depth / 2;
      const mm = depth * pixelMm;
      if (mm >= DEPTH_MM.least && mm <= DEPTH_MM.most) {
        const upper = middle < length * MOST_FROM_EDGE;
        const lower = middle > length * (1 - MOST_FROM_EDGE);
        if (upper && isPatch(part, depth)) hits.push(middle);
        else if (lower && isPatch(part.toReversed(), depth)) hits.push(middle);
      }
    }
    from += runs[index]!;
  }
  return hits;
}

function isPatch(part: Runs, depth: number): boolean {
  const unit = depth / UNITS;
  return PATCH_T.every((units, index) => Math.abs(part[index]! - units * unit) <= unit);
}
