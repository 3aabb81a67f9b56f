import type { Place } from './box-places.ts';
import type { Pen, Shift } from './pen.ts';
import { PX } from './straighten.ts';
import type { Strokes } from './strokes.ts';

/** `struck`: marked and then crossed out, so not chosen. `unsure`: a person must say. */
export type BoxState = 'empty' | 'ticked' | 'struck' | 'unsure';

/** What was written in and about one box. Lengths in pixels of the straightened sheet. */
interface Look {
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
  /** How much the paper around it differs from place to place. */
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
  /** The height of all strokes that belong to it, as a part of the box. */
  reach: number;
  /** Ink beside the box of strokes that belong to it and miss it, in square millimetres. */
  beside: number;
}

const MM2 = PX * PX;

/** Least ink in a box that is more than a speck, square millimetres. */
const SPECK = 0.16;
/** From here on a mark is plain to see. */
const PLAIN = { area: 0.55, reach: 0.34, contrast: 44 };
/** Where the paper is stained a mark must stand out more than a stain's edge does. */
const STAINED = { uneven: 25, contrast: 58 };
/** A box filled, and one scribbled out: the scribble goes over the frame. */
const DENSE = 0.42;
/** Print that looks so little like what was printed is another sheet's, or hidden. */
const LEAST_ALIKE = 0.25;

export function judgeBox(
  place: Place,
  shift: Shift,
  pen: Pen,
  strokes: Strokes,
  owners: ReadonlyMap<number, Place>,
): BoxState {
  if (shift.alike < LEAST_ALIKE) return 'unsure';
  return verdict(lookAt(place, shift, pen, strokes, owners));
}

function verdict(look: Look): BoxState {
  const area = look.inside / MM2;
  const own = (look.inside - look.stray) / MM2;
  const crossed = look.struck > 0.42;
  const passing = look.onward[0] > 0.5 && look.onward[1] > 0.5;
  if (area < SPECK) return bare(look, crossed);
  const flat = look.tall < 0.34 && look.wide > 0.5;
  // A line through an empty box and over the words beside it: whatever it means, not "this one".
  if (flat && passing) return 'empty';
  if (flat && (look.reach < 0.8 || look.onward[0] > 0.5)) return 'unsure';
  if (own < SPECK) return area < 1.2 && Math.min(look.tall, look.wide) < 0.6 ? 'empty' : 'unsure';
  if (look.cover > DENSE && look.tall > 0.5 && look.sides === look.seen) {
    if (look.seen === 4 || (look.seen >= 2 && passing && look.cover > 0.8)) return 'struck';
  }
  if (passing || crossed) {
    return passing && crossed && own > PLAIN.area && look.tall > 0.45 ? 'struck' : 'unsure';
  }
  if (look.cover > DENSE && look.sides >= 2) return 'unsure';
  const stained = look.uneven > STAINED.uneven;
  const plain =
    own > PLAIN.area &&
    Math.max(look.tall, look.wide) > PLAIN.reach &&
    look.contrast > (stained ? STAINED : PLAIN).contrast;
  return plain ? 'ticked' : 'unsure';
}

/** No strokes inside: filled so evenly that there are none, missed, or left alone. */
function bare({ filled, tone, sides, beside }: Look, crossed: boolean): BoxState {
  if (filled > 30 && sides === 0) return filled > 45 ? 'ticked' : 'unsure';
  // Darkness that goes on outside is a stain's.
  const shaded = tone > 22 && filled > 0;
  return beside > 0.5 || crossed || shaded ? 'unsure' : 'empty';
}

const BESIDE = Math.round(1.3 * PX);
/** Ink so near a marked box is part of that mark: print hides what joins them. */
const TAIL = 2 * PX;

/**
 * For each stroke the box that it belongs to: the one that holds most of it; else one close by that
 * holds ink; else the nearest one.
 */
export function ownersOf(places: readonly Place[], pen: Pen, strokes: Strokes): Map<number, Place> {
  const best = new Map<number, { place: Place; worth: number }>();
  const offer = (stroke: number, place: Place, worth: number) => {
    if (worth > (best.get(stroke)?.worth ?? -Infinity)) best.set(stroke, { place, worth });
  };
  const frames = places.map((place, index) => frameOf(place, pen.shifts[index]!, pen));
  const marked: number[] = [];
  places.forEach((place, index) => {
    const areas = new Map<number, number>();
    const aways = new Map<number, number>();
    eachInk(frames[index]!, BESIDE, pen, strokes, (stroke, away) => {
      if (away === 0) areas.set(stroke, (areas.get(stroke) ?? 0) + 1);
      else aways.set(stroke, Math.min(away, aways.get(stroke) ?? away));
    });
    for (const [stroke, area] of areas) offer(stroke, place, area);
    for (const [stroke, away] of aways) offer(stroke, place, -away - 1);
    if ([...areas.values()].reduce((sum, area) => sum + area, 0) > SPECK * MM2) marked.push(index);
  });
  for (const [stroke, { worth }] of best) {
    if (worth > 0) continue;
    const near = marked.find((index) => reaches(strokes.list[stroke - 1]!, frames[index]!));
    if (near !== undefined) best.set(stroke, { place: places[near]!, worth: 0 });
  }
  return new Map([...best].map(([stroke, { place }]) => [stroke, place]));
}

function reaches(stroke: Frame, frame: Frame): boolean {
  return (
    stroke.left < frame.right + TAIL &&
    stroke.right > frame.left - TAIL &&
    stroke.top < frame.bottom + TAIL &&
    stroke.bottom > frame.top - TAIL
  );
}

/** Every pixel of ink in a frame and about it; `away` is 0 inside. */
function eachInk(
  frame: Frame,
  margin: number,
  pen: Pen,
  strokes: Strokes,
  see: (stroke: number, away: number) => void,
): void {
  const top = Math.max(0, frame.top - margin);
  const left = Math.max(0, frame.left - margin);
  for (let y = top; y < Math.min(pen.height, frame.bottom + margin); y++) {
    for (let x = left; x < Math.min(pen.width, frame.right + margin); x++) {
      const stroke = strokes.of[y * pen.width + x]!;
      if (!stroke) continue;
      const across = Math.max(0, frame.left - x, x - frame.right + 1);
      const down = Math.max(0, frame.top - y, y - frame.bottom + 1);
      see(stroke, Math.max(across, down));
    }
  }
}

interface Frame {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function frameOf(place: Place, shift: Shift, pen: Pen): Frame {
  const left = place.x + shift.dx - pen.left;
  const top = place.y + shift.dy - pen.top;
  return {
    left: Math.max(0, left),
    top: Math.max(0, top),
    right: Math.min(pen.width, left + place.size),
    bottom: Math.min(pen.height, top + place.size),
  };
}

function lookAt(
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
  return {
    inside,
    cover: inside / Math.max(1, open),
    tall: Math.max(0, maxY - minY + 1) / place.size,
    wide: Math.max(0, maxX - minX + 1) / place.size,
    contrast: contrast / Math.max(1, inside),
    ...tonesOf(frame, pen),
    stray,
    ...sidesOf(frame, pen),
    onward: [onwardOf(pen, frame, minY, maxY, -1), onwardOf(pen, frame, minY, maxY, 1)],
    struck: struckPart(place, frame, pen),
    ...belonging(place, frame, pen, strokes, owners),
  };
}

/** Of the columns from 0.6 to 2 mm beside the box, those with ink at the height of the ink inside. */
function onwardOf(pen: Pen, frame: Frame, minY: number, maxY: number, side: -1 | 1): number {
  const [near, far] = [Math.round(0.6 * PX), Math.round(2 * PX)];
  const top = Math.max(0, minY - PX / 2);
  const bottom = Math.min(pen.height - 1, maxY + PX / 2);
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
  const [inner, outer]: [number[], number[]] = [[], []];
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
      else if (beyond) outer.push(pen.dark[at]!);
    }
  }
  const at = (values: number[], part: number) =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? 0;
  return {
    filled: at(inner, 0.15) - at(outer, 0.85),
    tone: at(inner, 0.5) - at(outer, 0.5),
    uneven: at(outer, 0.7) - at(outer, 0.2),
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
