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
const PLAIN = { area: 0.5, reach: 0.34 };
/** How much a scan's grain makes paper differ. */
const GRAIN = 18;
/** How much a mark must stand out: on clean paper little, near a stain more than its edge does. */
const leastContrast = ({ uneven, sides }: Look) => {
  if (uneven < (sides < 2 ? GRAIN : 10)) return 40;
  return uneven < 30 ? 62 : 130;
};
/** One that is large in the box and nowhere else may be fainter. */
const leastAlone = ({ uneven }: Look) => (uneven < GRAIN ? 34 : 60);
/** A line through the words above or beside, drawn by hand, is no taller in the box than this. */
const UNDERLINE = 0.28;
/** A line over the words that is longer than any tick's tail, in millimetres. */
const LINE = 12;
/** No stain is so nearly as dark as print. */
const INK = 180;
/** A box filled, and one scribbled out: the scribble goes over the frame. */
const DENSE = 0.42;
export function judgeBox(
  place: Place,
  shift: Shift,
  pen: Pen,
  strokes: Strokes,
  owners: ReadonlyMap<number, Place>,
  leastAlike: number,
): BoxState {
  if (shift.alike < leastAlike) return 'unsure';
  return verdict(lookAt(place, shift, pen, strokes, owners));
}

function verdict(look: Look): BoxState {
  const area = look.inside / MM2;
  const own = (look.inside - look.stray) / MM2;
  const passing = look.onward[0] > 0.5 && look.onward[1] > 0.5;
  if (area < SPECK) return bare(look, passing);
  const line = passing && look.run > LINE;
  const crossed = line || look.struck > (passing ? 0.3 : 0.42);
  const flat = look.tall < (line ? 0.42 : 0.34) && (look.wide > 0.5 || passing);
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
  if (passing && crossed && own > PLAIN.area && look.tall > 0.45) return 'struck';
  if (crossed || (passing && !isWide(look))) return 'unsure';
  // On clean paper a thick pen's mark may well stick out on two sides.
  if (look.cover > DENSE && (look.sides >= (look.uneven < GRAIN ? 3 : 2) || isShade(look)))
    return 'unsure';
  const plain =
    own > PLAIN.area &&
    Math.max(look.tall, look.wide) > PLAIN.reach &&
    look.contrast > (standsAlone(look, own) ? leastAlone : leastContrast)(look);
  return plain && !passesBy(look) ? 'ticked' : 'unsure';
}

/** Dark all over rather than by strokes, and beyond the frame: a stain, with or without a mark in it. */
const isShade = ({ tone, contrast, reach }: Look) =>
  tone < INK && tone > contrast * 1.5 && reach > 1.2;

/** To and fro over the frame on most sides: taller than a cross, and more ink outside than in one. */
const isScribble = ({ sides, beside, reach, tall }: Look) =>
  sides >= 3 && beside > 4 && reach > 1.8 && reach < 2.6 && tall > 0.5;

/** A tick or cross larger than the box, the ends of which are beside it, and no line on from there. */
const isWide = ({ sides, run, reach, onward }: Look) =>
  sides < 3 && run < 4 && reach > 1.2 && Math.min(...onward) < 0.8;

/** Large in the box and hardly beyond: no stain ends with the frame, whatever is around it. */
const standsAlone = ({ sides, seen, onward, reach, tall, wide }: Look, own: number) => {
  if (sides > 0 || Math.max(...onward) > 0.25) return false;
  if (reach < 0.8) return Math.min(tall, wide) > 0.45 && own > 1.4;
  return seen === 4 && reach < 1.8 && Math.min(tall, wide) > 0.6 && own > 1.5;
};

/** Narrow, upright and from outside: it may be the end of a neighbour's large tick, cut off by print. */
const passesBy = ({ wide, reach }: Look) => wide < 0.3 && reach > 1.2;

/** No strokes inside: filled so evenly that there are none, missed, or left alone. */
function bare(look: Look, passing: boolean): BoxState {
  const { filled, tone, sides, beside, reach, struck } = look;
  if (filled > 30 && sides === 0) return filled > 45 ? 'ticked' : 'unsure';
  // A line along the frame, which hides it, and on to both sides.
  if (passing && reach < 0.5) return 'empty';
  // Darkness that goes on outside is a stain's.
  const shaded = tone > 22 && filled > 0;
  return beside > 0.5 || struck > 0.55 || shaded ? 'unsure' : 'empty';
}
