import { z } from 'zod';
import type { Letter } from '../domain/letter/state.ts';
import { command, query } from './operation.ts';
import { StampPlace } from './stamping.ts';
import { Day, Id, Key, lines } from './values.ts';

export const GiveDisposition = z.object({
  letter: Id,
  from: Key,
  to: z.array(Key).min(1).max(100),
  instructions: z.array(Key).max(100).default([]),
  note: lines(4000).default(''),
  due: Day.nullable().default(null),
  place: StampPlace.optional(),
});
export type GiveDisposition = z.infer<typeof GiveDisposition>;

export const dispositionOperations = {
  'dispositions.give': command<Letter>()(GiveDisposition),
  /** The disposition sheet, ready to print; blank boxes before the disposition is given. */
  'dispositions.sheet': query<{ sha256: string; path: string; bytes: number; pages: number }>()(
    z.object({ letter: Id, size: z.enum(['A4', 'A5']).default('A4') }),
  ),
};
