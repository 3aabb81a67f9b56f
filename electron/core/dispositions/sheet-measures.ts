import type { SheetSize } from '../../../shared/contract/sheets.ts';

/** How tightly a sheet is set. Text in points, everything else in millimetres. */
export interface Density {
  text: number;
  box: number;
  /** Air between two items of a list. */
  gap: number;
  /** The least height left for writing a note by hand. */
  noteRoom: number;
}

/** A paper's measures in millimetres, text in points. */
export interface Measures {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  mark: { inset: number; size: number };
  qr: { size: number; beside: number };
  kop: { name: number; address: number; title: number };
  /** Text of the signature block, and the space to sign in. */
  sign: { text: number; space: number };
  /** Distance of the ruled lines in the note. */
  ruling: number;
  pad: number;
  /** Sizes of printed text stop here. */
  floor: number;
  /** From airy to tight; the first that keeps the sheet on the fewest pages is taken. */
  densities: readonly Density[];
}

export const measures: Record<SheetSize, Measures> = {
  A4: {
    width: 210,
    height: 297,
    left: 18,
    right: 192,
    top: 15,
    bottom: 282,
    mark: { inset: 8, size: 4 },
    qr: { size: 22, beside: 9 },
    kop: { name: 15, address: 9, title: 13 },
    sign: { text: 10, space: 19 },
    ruling: 8,
    pad: 2.4,
    floor: 7.5,
    densities: [
      { text: 10.5, box: 4.2, gap: 2.6, noteRoom: 46 },
      { text: 10, box: 4.2, gap: 2, noteRoom: 38 },
      { text: 9.5, box: 4, gap: 1.6, noteRoom: 30 },
      { text: 9, box: 3.8, gap: 1.4, noteRoom: 24 },
      { text: 8.5, box: 3.6, gap: 1.2, noteRoom: 22 },
      { text: 8, box: 3.4, gap: 1.1, noteRoom: 20 },
      { text: 7.5, box: 3.2, gap: 1, noteRoom: 18 },
    ],
  },
  A5: {
    width: 148,
    height: 210,
    left: 13.5,
    right: 134.5,
    top: 10,
    bottom: 199,
    mark: { inset: 6.5, size: 3.5 },
    qr: { size: 18, beside: 8 },
    kop: { name: 11, address: 7, title: 10 },
    sign: { text: 8, space: 12.5 },
    ruling: 6.5,
    pad: 1.8,
    floor: 7,
    densities: [
      { text: 8.5, box: 3.6, gap: 1.6, noteRoom: 30 },
      { text: 8, box: 3.5, gap: 1.4, noteRoom: 24 },
      { text: 7.5, box: 3.4, gap: 1.2, noteRoom: 20 },
      { text: 7.5, box: 3.3, gap: 1, noteRoom: 16 },
      { text: 7, box: 3.2, gap: 0.9, noteRoom: 13 },
    ],
  },
};

export const weights = { frame: 0.35, rule: 0.18, box: 0.25, heavy: 0.7, ruling: 0.15 } as const;
