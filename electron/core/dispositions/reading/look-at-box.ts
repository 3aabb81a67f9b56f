import type { Place } from './box-places.ts';
import { BESIDE, eachInk, type Frame, frameOf } from './owners.ts';
import type { Pen, Shift } from './pen.ts';
import { PX } from './straighten.ts';
import type { Strokes } from './strokes.ts';

/** What was written in and about one box. Lengths in pixels of the straightened sheet. */
export interface Look {
  /** Ink within the frame, and how much of it that covers. */
  inside: number;
  cover: number;
  /** Its height and width within the frame, as parts of the box. */
  tall: number;
  wide: number;
  /** Mean contrast of the ink inside, 255 as print on paper. */
  contrast: number;
  /** How much darker the lightest part of the inside is than the darkest of what is around the box. */
  filled: number;
  /** How much darker the inside is than what is around the box. */
  tone: number;
  /** How much the paper around it, where there is no ink, differs from place to place. */
  uneven: number;
  /** Ink inside of strokes that are mostly in another box. */
  stray: number;
  /** On how many of the four sides ink covers the strip beside the frame. */
  sides: number;
  /** On how many of them the strip can be seen: where rows are close it is full of print. */
  seen: number;
  /** How much of the way a line goes on at the height of the ink inside, left and right of the box. */
  onward: [left: number, right: number];
  /** How much of the words' width a line runs through, and a line runs under. */
  struck: number;
  /** How far a line runs on over the words, in millimetres. */
  run: number;
  /** The height of all strokes that belong to it, as a part of the box. */
  reach: number;
  /** Ink beside the box of strokes that belong to it and miss it, in square millimetres. */
  beside: number;
}

const MM2 = PX * PX;

export function lookAt(
  place: Place,
  shift: Shift,
  pen: Pen,
  strokes: Strokes,
  owners: ReadonlyMap<number, Place>,
): Look {
  const frame = frameOf(place, shift, pen);
  let [inside, open, contrast, stray] = [0, 0, 0, 0];
  let [minX, maxX, minY, maxY] = [frame.right, frame.left, frame.bottom, frame.top];
  for (let y = frame.top; y < frame.bottom; y++) {
    for (let x = frame.left; x < frame.right; x++) {
      const at = y * pen.width + x;
      if (pen.print[at]) continue;
      open += 1;
      const stroke = strokes.of[at]!;
      if (!stroke) continue;
      inside += 1;
      contrast += pen.contrast[at]!;
      if (owners.get(stroke) !== place) stray += 1;
      [minX, maxX] = [Math.min(minX, x), Math.max(maxX, x)];
      [minY, maxY] = [Math.min(minY, y), Math.max(maxY, y)];
    }
  }
  const rows: [number, number] = inside > 0 ? [minY, maxY] : [frame.top, frame.bottom];
  return {
    inside,
    cover: inside / Math.max(1, open),
    tall: Math.max(0, maxY - minY + 1) / place.size,
    wide: Math.max(0, maxX - minX + 1) / place.size,
    contrast: contrast / Math.max(1, inside),
    ...tonesOf(frame, pen),
    stray,
    ...sidesOf(frame, pen),
    onward: [onwardOf(pen, frame, rows, -1), onwardOf(pen, frame, rows, 1)],
    struck: struckPart(place, frame, pen),
    run: runOf(place, frame, pen) / PX,
    ...belonging(place, frame, pen, strokes, owners),
  };
}

/** Of the columns from 0.6 to 2 mm beside the box, those with ink at the height of the ink inside. */
function onwardOf(
  pen: Pen,
  frame: Frame,
  [first, last]: readonly [number, number],
  side: -1 | 1,
): number {
  const [near, far] = [Math.round(0.6 * PX), Math.round(2 * PX)];
  const top = Math.max(0, first - PX / 2);
  const bottom = Math.min(pen.height - 1, last + PX / 2);
  let [open, inked] = [0, 0];
  for (let step = near; step < far; step++) {
    const x = side < 0 ? frame.left - step : frame.right + step;
    if (x < 0 || x >= pen.width) continue;
    let [paper, ink] = [0, 0];
    for (let y = top; y <= bottom; y++) {
      paper += 1 - pen.print[y * pen.width + x]!;
      ink += pen.ink[y * pen.width + x]!;
    }
    if (paper * 2 < bottom - top) continue;
    open += 1;
    if (ink > 0) inked += 1;
  }
  return open > 2 ? inked / open : 0;
}

/** Inside and around as a whole: a box filled lightly shows no strokes. */
function tonesOf(frame: Frame, pen: Pen): Pick<Look, 'filled' | 'tone' | 'uneven'> {
  const around = Math.round(1.6 * PX);
  const gap = Math.round(0.55 * PX);
  const [inner, outer, paper]: [number[], number[], number[]] = [[], [], []];
  for (let y = frame.top - around; y < frame.bottom + around; y++) {
    for (let x = frame.left - around; x < frame.right + around; x++) {
      if (x < 0 || y < 0 || x >= pen.width || y >= pen.height) continue;
      const at = y * pen.width + x;
      if (pen.print[at]) continue;
      const within = x >= frame.left && x < frame.right && y >= frame.top && y < frame.bottom;
      const beyond =
        x < frame.left - gap ||
        x >= frame.right + gap ||
        y < frame.top - gap ||
        y >= frame.bottom + gap;
      if (within) inner.push(pen.dark[at]!);
      else if (beyond) {
        outer.push(pen.dark[at]!);
        if (!pen.ink[at]) paper.push(pen.dark[at]!);
      }
    }
  }
  const at = (values: number[], part: number) =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? 0;
  return {
    filled: at(inner, 0.15) - at(outer, 0.85),
    tone: at(inner, 0.5) - at(outer, 0.5),
    uneven: at(paper, 0.95) - at(paper, 0.1),
  };
}

/** Strips from 0.55 to 1.5 mm outside the frame; one counts where a third of it is ink. */
function sidesOf(frame: Frame, pen: Pen): Pick<Look, 'sides' | 'seen'> {
  const [near, far] = [Math.round(0.55 * PX), Math.round(1.5 * PX)];
  const strips: Frame[] = [
    { ...frame, left: frame.left - far, right: frame.left - near },
    { ...frame, left: frame.right + near, right: frame.right + far },
    { ...frame, top: frame.top - far, bottom: frame.top - near },
    { ...frame, top: frame.bottom + near, bottom: frame.bottom + far },
  ];
  const shares = strips.map((strip) => share(strip, pen)).filter((part) => part !== null);
  return { sides: shares.filter((part) => part > 0.2).length, seen: shares.length };
}

/** Null where print leaves too little of it to see. */
function share(strip: Frame, pen: Pen): number | null {
  let [open, ink] = [0, 0];
  for (let y = Math.max(0, strip.top); y < Math.min(pen.height, strip.bottom); y++) {
    for (let x = Math.max(0, strip.left); x < Math.min(pen.width, strip.right); x++) {
      const at = y * pen.width + x;
      if (pen.print[at]) continue;
      open += 1;
      ink += pen.ink[at]!;
    }
  }
  return open > 20 ? ink / open : null;
}

/** Of the words' columns that show paper in the middle of the line, those with ink there. */
function struckPart(place: Place, frame: Frame, pen: Pen): number {
  const from = frame.right + Math.round(1.6 * PX);
  const limit = Math.min(pen.width, place.right - pen.left - 6);
  const end = Math.min(limit, Math.max(wordsEnd(frame, pen, limit), frame.right + 7 * PX));
  const top = Math.max(0, frame.top + Math.round(place.size * 0.18));
  const bottom = Math.min(pen.height, frame.bottom - Math.round(place.size * 0.18));
  let [open, inked] = [0, 0];
  for (let x = from; x < end; x++) {
    let [paper, ink] = [0, 0];
    for (let y = top; y < bottom; y++) {
      const at = y * pen.width + x;
      if (pen.print[at]) continue;
      paper += 1;
      ink += pen.ink[at]!;
    }
    if (paper < 3) continue;
    open += 1;
    if (ink > 0) inked += 1;
  }
  return open > 2 * PX ? inked / open : 0;
}

/** Print may hide so much of a line, and a hand leave out so much of it. */
const GAP = Math.round(0.8 * PX);

/** From the frame to the right, over print that hides it, as far as the columns that show paper have ink. */
function runOf(place: Place, frame: Frame, pen: Pen): number {
  const limit = Math.min(pen.width, place.right - pen.left - 6);
  const top = Math.max(0, frame.top);
  const bottom = Math.min(pen.height, frame.bottom);
  // The words' own height, through which a line would go.
  const middle = Math.round((bottom - top) / 4);
  let [end, missed] = [frame.right, 0];
  for (let x = frame.right + Math.round(0.3 * PX); x < limit && missed <= GAP; x++) {
    let [paper, ink] = [0, 0];
    for (let y = top; y < bottom; y++) {
      const at = y * pen.width + x;
      if (pen.print[at]) continue;
      if (y >= top + middle && y < bottom - middle) paper += 1;
      ink += pen.ink[at]!;
    }
    if (ink > 0) [end, missed] = [x, 0];
    else if (paper > middle) missed += 1;
  }
  return end - frame.right;
}

/** The last column with print beside the box, before the next column of the sheet begins. */
function wordsEnd(frame: Frame, pen: Pen, limit: number): number {
  let [end, gap] = [frame.right, 0];
  for (let x = frame.right + PX / 2; x < limit && gap < 3 * PX; x++) {
    let printed = false;
    for (let y = frame.top; y < frame.bottom && !printed; y++) {
      printed = pen.print[y * pen.width + x] === 1;
    }
    if (printed) [end, gap] = [x, 0];
    else gap += 1;
  }
  return end;
}

/** The strokes that are this box's own: how tall they are together, and what of them is outside. */
function belonging(
  place: Place,
  frame: Frame,
  pen: Pen,
  strokes: Strokes,
  owners: ReadonlyMap<number, Place>,
): Pick<Look, 'reach' | 'beside'> {
  let beside = 0;
  let [top, bottom] = [pen.height, 0];
  eachInk(frame, BESIDE, pen, strokes, (stroke, away) => {
    if (owners.get(stroke) !== place) return;
    if (away > 0) beside += 1;
    top = Math.min(top, strokes.list[stroke - 1]!.top);
    bottom = Math.max(bottom, strokes.list[stroke - 1]!.bottom);
  });
  return { reach: Math.max(0, bottom - top) / place.size, beside: beside / MM2 };
}
