import type { Place } from './box-places.ts';
import { lookAt, type Look } from './look-at-box.ts';
import type { Pen, Shift } from './pen.ts';
import { PX } from './straighten.ts';
import type { Strokes } from './strokes.ts';
import { SPECK } from './owners.ts';

/** `struck`: marked and then crossed out, so not chosen. `unsure`: a person must say. */
export type BoxState = 'empty' | 'ticked' | 'struck' | 'unsure';

const MM2 = PX * PX;

/** From here on a mark is plain to see. */
const PLAIN = { area: 0.55, reach: 0.34 };
/** How much a mark must stand out: on clean paper little, near a stain more than its edge does. */
const leastContrast = (uneven: number) => (uneven < 10 ? 40 : uneven < 20 ? 62 : 130);
/** One that is large in the box and nowhere else may be fainter. */
const leastAlone = (uneven: number) => (uneven < 10 ? 34 : 60);
/** A line through the words above or beside, drawn by hand, is no taller in the box than this. */
const UNDERLINE = 0.28;
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
  if (area < SPECK) return bare(look, crossed, passing);
  const flat = look.tall < 0.34 && (look.wide > 0.5 || passing);
  // A line through an empty box and over the words beside it: whatever it means, not "this one".
  // A tall one may be the foot of a large tick, of which print hides the rest.
  if (flat && passing) return look.tall < UNDERLINE || crossed ? 'empty' : 'unsure';
  if (flat && (look.reach < 0.8 || look.onward[0] > 0.5)) return 'unsure';
  // The end of a neighbour's stroke; where it is longer, two marks may have run into one.
  if (own < SPECK) return area < 0.4 && look.tall < 0.5 ? 'empty' : 'unsure';
  if (look.cover > DENSE && look.tall > 0.5 && look.sides === look.seen) {
    if (look.seen === 4 || (look.seen >= 2 && passing && look.cover > 0.8)) return 'struck';
  }
  if (passing && isScribble(look)) return 'struck';
  if (passing || crossed) {
    return passing && crossed && own > PLAIN.area && look.tall > 0.45 ? 'struck' : 'unsure';
  }
  if (look.cover > DENSE && (look.sides >= 2 || isShade(look))) return 'unsure';
  const plain =
    own > PLAIN.area &&
    Math.max(look.tall, look.wide) > PLAIN.reach &&
    look.contrast > (standsAlone(look, own) ? leastAlone : leastContrast)(look.uneven);
  return plain && !passesBy(look) ? 'ticked' : 'unsure';
}

/** Dark all over rather than by strokes, and beyond the frame: a stain, with or without a mark in it. */
const isShade = ({ tone, contrast, reach }: Look) => tone > contrast * 1.5 && reach > 1.2;

/** To and fro over the frame on most sides: taller than a cross, and more ink outside than in one. */
const isScribble = ({ sides, beside, reach, tall }: Look) =>
  sides >= 3 && beside > 4 && reach > 1.8 && reach < 2.6 && tall > 0.5;

/** Large in the box and nowhere else: no stain ends with the frame, whatever is around it. */
const standsAlone = ({ sides, onward, reach, tall, wide }: Look, own: number) =>
  sides === 0 && Math.max(...onward) < 0.2 && reach < 0.8 && Math.min(tall, wide) > 0.45 && own > 2;

/** Narrow, upright and from outside: it may be the end of a neighbour's large tick, cut off by print. */
const passesBy = ({ wide, reach }: Look) => wide < 0.3 && reach > 1.2;

/** No strokes inside: filled so evenly that there are none, missed, or left alone. */
function bare(look: Look, crossed: boolean, passing: boolean): BoxState {
  const { filled, tone, sides, beside, reach } = look;
  if (filled > 30 && sides === 0) return filled > 45 ? 'ticked' : 'unsure';
  // A line along the frame, which hides it, and on to both sides.
  if (passing && reach < 0.5) return 'empty';
  // Darkness that goes on outside is a stain's.
  const shaded = tone > 22 && filled > 0;
  return beside > 0.5 || crossed || shaded ? 'unsure' : 'empty';
}
