import type { SheetGeometry } from '../../../../shared/contract/sheets.ts';
import { partOf, placesOn } from './box-places.ts';
import { type BoxState, judgeBox } from './judge-box.ts';
import { ownersOf } from './owners.ts';
import { penOn, type Shift } from './pen.ts';
import type { Field } from './raster-filters.ts';
import { type ColourPicture, penGrey, PX } from './straighten.ts';
import { strokesOf } from './strokes.ts';

export interface ReadBox {
  group: 'position' | 'instruction';
  key: string;
  state: BoxState;
}

/**
 * What was ticked by hand on one page of a straightened sheet. A box that was printed with a tick in it
 * is ticked.
 * @param printed the same page as it was printed, drawn at the same size
 * @param marks how many registration marks were found
 */
export function readMarks(
  scan: ColourPicture,
  printed: Field,
  geometry: SheetGeometry,
  page: number,
  marks: number,
): ReadBox[] {
  const places = placesOn(geometry, page);
  if (places.length === 0) return [];
  const code = geometry.qr.find((one) => one.page === page)!;
  const pen = penOn(scan, printed, partOf(places, scan), places, blackOf(scan, code));
  const least = leastAlike(pen.shifts, marks);
  const strokes = strokesOf(pen);
  const owners = ownersOf(places, pen, strokes);
  return places.map((place, index) => {
    const { group, key, ticked } = place;
    const state = ticked
      ? 'ticked'
      : judgeBox(place, pen.shifts[index]!, pen, strokes, owners, least);
    return { group, key, state };
  });
}

const LEAST_MARKS = 3;

/**
 * How alike a box's surroundings must be to what was printed there: less is another sheet's print, or
 * hidden. Where the sheet was not laid down by its marks, its print has to show that it lies right.
 */
function leastAlike(shifts: readonly Shift[], marks: number): number {
  if (marks >= LEAST_MARKS) return 0.25;
  const middle = shifts.map(({ alike }) => alike).toSorted((a, b) => a - b)[shifts.length >> 1]!;
  return middle > 0.85 ? 0.5 : Infinity;
}

/** The grey of black print on this scan: the code's dark modules. */
function blackOf(scan: ColourPicture, code: { x: number; y: number; size: number }): number {
  const size = Math.round(code.size * PX);
  const place = { left: Math.round(code.x * PX), top: Math.round(code.y * PX) };
  const { data } = penGrey(scan, { ...place, width: size, height: size });
  return data.sort()[Math.floor(data.length * 0.1)] ?? 0;
}
