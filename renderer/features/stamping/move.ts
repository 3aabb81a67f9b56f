import type { StampPlace } from '../../../shared/contract/stamp-place.ts';
import type { StampBox } from '../../../shared/contract/stamping.ts';

interface Size {
  width: number;
  height: number;
}

/** The box moved by so many millimetres, kept inside the page, to a tenth of a millimetre. */
export function movedBox(box: StampBox, byX: number, byY: number, page: Size): StampBox {
  const x = within(box.x + byX, page.width - box.width);
  const y = within(box.y + byY, page.height - box.height);
  return { ...box, x, y };
}

function within(value: number, most: number): number {
  return Math.round(Math.max(0, Math.min(value, most)) * 10) / 10;
}

/** Millimetres to go for a key; Shift makes large steps. Null for other keys. */
export function stepOf(key: string, large: boolean): [x: number, y: number] | null {
  const step = large ? 10 : 1;
  switch (key) {
    case 'ArrowLeft':
      return [-step, 0];
    case 'ArrowRight':
      return [step, 0];
    case 'ArrowUp':
      return [0, -step];
    case 'ArrowDown':
      return [0, step];
    default:
      return null;
  }
}

export const placeOf = ({ page, x, y }: StampBox): StampPlace => ({ page, x, y });
export const samePlace = (one: StampPlace, other: StampPlace) =>
  one.page === other.page && one.x === other.x && one.y === other.y;

type Sides = Record<'width' | 'height', readonly [least: number, most: number]>;

/** The box with its lower right corner moved, kept inside the page and its sides within bounds. */
export function resizedBox(
  box: StampBox,
  byX: number,
  byY: number,
  page: Size,
  { width, height }: Sides,
): StampBox {
  const sized = (side: number, [least, most]: readonly [number, number], room: number) =>
    Math.round(Math.max(least, Math.min(side, most, room)) * 10) / 10;
  return {
    ...box,
    width: sized(box.width + byX, width, page.width - box.x),
    height: sized(box.height + byY, height, page.height - box.y),
  };
}
