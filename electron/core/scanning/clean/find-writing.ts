import type { Background } from './background.ts';
import { findComponents } from './components.ts';
import type { Paper } from './edge-line.ts';
import { Kinds } from './kinds.ts';
import type { Gray } from './reduce.ts';

export interface Writing {
  /** Nothing is written, drawn, stamped or printed on the page. */
  blank: boolean;
  /** The share of the page under ink. */
  coverage: number;
  /** Ink too light for black and white: pencil, grey stamps. */
  faint: boolean;
}

/** Darkness from which something may be ink. */
const FAINT = 22;
/** Darkness below which ink would suffer from becoming black or white. */
const PALE = 110;
/** Speckles are this many deviations of the paper's own noise at most. */
const NOISE_STEPS = 5;
/** A page this dark all over is covered, not empty. */
const DARK_PAPER = 64;

export function findWriting(
  { darkness, paper: tone }: Background,
  paper: Paper,
  resolution: number,
): Writing {
  const mm = resolution / 25.4;
  const sheet = onSheet(darkness, paper, mm);
  const threshold = Math.max(FAINT, NOISE_STEPS * noiseOf(sheet));
  const ink = findComponents(sheet, threshold);
  const kinds = new Kinds(ink, sheet, paper, mm);
  let covered = 0;
  let faint = 0;
  const writing: number[] = [];
  for (let i = 0; i < ink.count; i++) {
    if (!kinds.isWriting(i)) continue;
    writing.push(i);
    covered += ink.area[i]!;
    if (ink.peak[i]! < PALE) faint++;
  }
  const written = writing.filter((i) => kinds.isLarge(i) || kinds.hasCompany(i, writing));
  return {
    blank: written.length === 0 && tone >= DARK_PAPER,
    coverage: covered / (sheet.width * sheet.height),
    faint: faint > 0 && writing.some((i) => ink.peak[i]! < PALE && kinds.isLarge(i)),
  };
}

/** What lies beyond the paper's edges is no ink. */
function onSheet(darkness: Gray, paper: Paper, mm: number): Gray {
  const { width, height } = darkness;
  if (Object.keys(paper).length === 0) return darkness;
  const data = darkness.data.slice();
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const left = paper.left ? paper.left.at + paper.left.slope * y + mm : 0;
    const right = paper.right ? paper.right.at + paper.right.slope * y - mm : width;
    if (left > 0) data.fill(0, row, row + Math.min(width, Math.ceil(left)));
    if (right < width) data.fill(0, row + Math.max(0, Math.floor(right)), row + width);
  }
  for (let x = 0; x < width; x++) {
    const top = paper.top ? paper.top.at + paper.top.slope * x + mm : 0;
    const bottom = paper.bottom ? paper.bottom.at + paper.bottom.slope * x - mm : height;
    for (let y = 0; y < Math.min(top, height); y++) data[y * width + x] = 0;
    for (let y = Math.max(0, Math.floor(bottom)); y < height; y++) data[y * width + x] = 0;
  }
  return { data, width, height };
}

/** The deviation of light pixels, from what half of them stay below. */
function noiseOf({ data }: Gray): number {
  const counts = new Uint32Array(FAINT);
  let total = 0;
  for (let i = 0; i < data.length; i += 3) {
    if (data[i]! >= FAINT) continue;
    counts[data[i]!]! += 1;
    total++;
  }
  let below = 0;
  let median = 0;
  while (median < FAINT - 1 && below + counts[median]! < total / 2) below += counts[median++]!;
  let upper = 0;
  let quartile = 0;
  while (quartile < FAINT - 1 && upper + counts[quartile]! < total * 0.84)
    upper += counts[quartile++]!;
  return Math.max(0, quartile - median);
}
