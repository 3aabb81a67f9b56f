import { z } from 'zod';
import { Id } from './values.ts';

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

/** The stamps that come onto a letter by themselves; each is also the key of its template. */
export const StampKind = z.enum(['received', 'disposition']);
export type StampKind = z.infer<typeof StampKind>;

/** A stamp on one letter: one that comes by itself, or one that somebody put there. */
export const StampOnLetter = z.union([StampKind, Id]);
export type StampOnLetter = z.infer<typeof StampOnLetter>;
