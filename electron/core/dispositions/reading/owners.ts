import type { Place } from './box-places.ts';
import type { Pen, Shift } from './pen.ts';
import { PX } from './straighten.ts';
import type { Strokes } from './strokes.ts';

/** Least ink in a box that is more than a speck, square millimetres. */
export const SPECK = 0.16;
/** How far out a mark that belongs to a box is looked for. */
export const BESIDE = Math.round(1.3 * PX);
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
    if ([...areas.values()].reduce((sum, area) => sum + area, 0) > SPECK * PX * PX)
      marked.push(index);
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
export function eachInk(
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

export interface Frame {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export function frameOf(place: Place, shift: Shift, pen: Pen): Frame {
  const left = place.x + shift.dx - pen.left;
  const top = place.y + shift.dy - pen.top;
  return {
    left: Math.max(0, left),
    top: Math.max(0, top),
    right: Math.min(pen.width, left + place.size),
    bottom: Math.min(pen.height, top + place.size),
  };
}
