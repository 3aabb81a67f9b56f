/** Left, bottom, right, top in the page's own units. */
export type Box = [number, number, number, number];
/** `a b c d e f` of PDF's `cm`. */
export type Matrix = [number, number, number, number, number, number];

export interface Sheet {
  visible: Box;
  rotate: number;
  /** Points of 1/72 inch to one unit of the page. */
  unit: number;
}

export const POINTS_PER_MM = 72 / 25.4;

/** Width and height in points of the visible page as a viewer shows it. */
export function shownSize({ visible, rotate, unit }: Sheet): [number, number] {
  const width = (visible[2] - visible[0]) * unit;
  const height = (visible[3] - visible[1]) * unit;
  return rotate % 180 === 0 ? [width, height] : [height, width];
}

/**
 * What sets a drawing of `height` points (origin lower left, y up), `scale` times its size, upright on
 * the page shown, its upper left corner at (`u`, `v`) points from the page's upper left corner.
 */
export function uprightMatrix(
  { visible: [x0, y0, x1, y1], rotate, unit }: Sheet,
  u: number,
  v: number,
  height: number,
  scale: number,
): Matrix {
  const s = scale / unit;
  const left = u / unit;
  const foot = v / unit + height * s;
  switch (rotate) {
    case 90:
      return [0, s, -s, 0, x0 + foot, y0 + left];
    case 180:
      return [-s, 0, 0, -s, x1 - left, y0 + foot];
    case 270:
      return [0, -s, s, 0, x1 - foot, y1 - left];
    default:
      return [s, 0, 0, s, x0 + left, y1 - foot];
  }
}
