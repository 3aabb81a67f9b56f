import type { SheetBox, SheetGeometry } from '../../../../shared/contract/sheets.ts';
import { type Part, PX } from './straighten.ts';

/** A box to tick, in pixels of the straightened sheet. */
export interface Place {
  group: 'position' | 'instruction';
  key: string;
  ticked: boolean;
  x: number;
  y: number;
  size: number;
  /** Where its column ends: its words lie before that. */
  right: number;
}

/** The boxes of one page that a leader ticks: to whom, and what to do. */
export function placesOn(geometry: SheetGeometry, page: number): Place[] {
  const on = geometry.boxes.filter((box) => box.page === page);
  const first = (group: SheetBox['group']) =>
    Math.min(...on.filter((box) => box.group === group).map((box) => box.x));
  const divider = first('instruction') - 1.5;
  return on.flatMap(({ group, key, ticked, x, y, size }) => {
    if (group !== 'position' && group !== 'instruction') return [];
    const left = Number.isFinite(divider) ? divider : geometry.width;
    const right = group === 'position' ? left : geometry.width;
    const pixels = { x: Math.round(x * PX), y: Math.round(y * PX), size: Math.round(size * PX) };
    return [
      {
        group,
        key,
        ticked,
        ...pixels,
        right: Math.round(Math.min(right, geometry.width - 10) * PX),
      },
    ];
  });
}

const MARGIN = 9 * PX;

/** The part of the sheet that holds these boxes, their words and what strays over. */
export function partOf(places: readonly Place[], sheet: { width: number; height: number }): Part {
  const left = Math.max(0, Math.min(...places.map(({ x }) => x)) - MARGIN);
  const top = Math.max(0, Math.min(...places.map(({ y }) => y)) - MARGIN);
  const right = Math.min(sheet.width, Math.max(...places.map((place) => place.right)) + PX);
  const bottom = Math.min(
    sheet.height,
    Math.max(...places.map(({ y, size }) => y + size)) + MARGIN,
  );
  return { left, top, width: right - left, height: bottom - top };
}
