/**
 * Patch T from the leading edge inwards, in units of 0.04 inch: bar, space, bar, … (Kodak A-61599,
 * Patch Code Information: narrow 0.08, wide 0.20, in all 0.80 inch). Read outwards it is Patch 3.
 */
export const PATCH_T = [2, 2, 5, 2, 2, 2, 5] as const;
export const PATCH_UNIT = 1.016;
export const PATCH_DEPTH = 20 * PATCH_UNIT;

/** The separator sheet, A4 upright, in millimetres from its upper left corner. */
export const sheet = {
  width: 210,
  height: 297,
  /** Bars along each edge: feeders look for them on the edge that goes in first. */
  bars: { inset: 8, across: 160, along: 160 },
  /** The same code five times, each turned another way: no stain and no tear takes them all. */
  codes: [
    { x: 35, y: 35, size: 36, turn: 0 },
    { x: 139, y: 35, size: 36, turn: 90 },
    { x: 65, y: 108.5, size: 80, turn: 0 },
    { x: 35, y: 226, size: 36, turn: 270 },
    { x: 139, y: 226, size: 36, turn: 180 },
  ],
  /** PATCHT in Code 39, between the upper codes and between the lower ones. */
  names: { module: 0.44, height: 9, tops: [41, 247] },
} as const;
