import { z } from 'zod';
import { query } from './operation.ts';
import { Day, filledLine, Id, line, lines, type Sha256 } from './values.ts';

/**
 * Where a stamp stands: its upper left corner in millimetres from the upper left corner of the
 * visible page (CropBox within MediaBox) as a viewer shows it, that is after `/Rotate`.
 */
export const StampPlace = z.object({
  page: z.int().min(1),
  x: z.number().min(0).max(5000),
  y: z.number().min(0).max(5000),
});
export type StampPlace = z.infer<typeof StampPlace>;

export const StampKind = z.enum(['received', 'disposition']);
export type StampKind = z.infer<typeof StampKind>;

/** What the stamps say, in words ready to print. */
export const StampData = z.object({
  office: filledLine(200),
  book: filledLine(100),
  year: z.int().min(1900).max(9999),
  number: z.int().min(1),
  received: Day,
  /** The letter's id, carried by the QR code; without one it carries `book/year/number`. */
  letter: z.string().max(100).optional(),
  disposition: z
    .object({
      from: filledLine(200),
      to: z.array(line(200)).min(1).max(100),
      instructions: z.array(line(200)).max(100).default([]),
      note: lines(4000).default(''),
      due: Day.nullish().transform((due) => due ?? null),
    })
    .optional(),
});
export type StampData = z.infer<typeof StampData>;

export interface StampResult {
  method: 'append' | 'redraw';
  /** The output begins with the input's bytes, every one of them. */
  prefixIntact: boolean;
  bytes: number;
}

/** A rectangle on a page, in millimetres from the upper left corner as a viewer shows it. */
export interface StampBox extends StampPlace {
  width: number;
  height: number;
}

/** A stamped PDF, made from the original and the letter's stamps; any copy can make the same bytes. */
export interface StampedDocument extends StampResult {
  sha256: Sha256;
  path: string;
  pages: number;
  boxes: Partial<Record<StampKind, StampBox>>;
}

export const stampingOperations = {
  'stamping.stamped': query<StampedDocument>()(z.object({ letter: Id })),
};
