import { otsuThreshold } from '../raster.ts';

/** A page made small, in greys. */
export interface GreyPage {
  width: number;
  height: number;
  /** One byte a pixel, row by row. */
  data: Uint8Array;
}

/** A row or a column of the page as the lengths of its runs: white first, then dark, in turn. */
export type Runs = readonly number[];

/** The page's rows and columns by runs; `step` lines apart. */
export function runsOf(page: GreyPage, axis: 'rows' | 'columns', step: number): Runs[] {
  const { width, height, data } = page;
  const threshold = otsuThreshold(data);
  const [lines, length] = axis === 'rows' ? [height, width] : [width, height];
  const [lineStride, stride] = axis === 'rows' ? [width, 1] : [1, width];
  const out: Runs[] = [];
  for (let line = 0; line < lines; line += step) {
    const runs: number[] = [];
    let dark = false;
    let from = 0;
    for (let at = 0, index = line * lineStride; at < length; at++, index += stride) {
      if (data[index]! <= threshold === dark) continue;
      runs.push(at - from);
      from = at;
      dark = !dark;
    }
    runs.push(length - from);
    out.push(runs);
  }
  return out;
}

/** How many dark runs are no longer than a stroke: print has many, across and down. */
export function strokes(lines: readonly Runs[], longest: number): number {
  let count = 0;
  for (const runs of lines) {
    for (let index = 1; index < runs.length - 1; index += 2) {
      if (runs[index]! <= longest) count += 1;
    }
  }
  return count;
}
