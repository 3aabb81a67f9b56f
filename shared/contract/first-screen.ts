import { z } from 'zod';
import type { Office } from '../domain/office/state.ts';
import type { BatchSummary } from './batches.ts';
import type { LetterList, LetterRow } from './letters.ts';
import { query } from './operation.ts';
import type { ReadingStatus } from './reading.ts';
import type { Draft } from './scanning.ts';
import type { SyncStatus } from './sync.ts';
import { Key } from './values.ts';

export const letterSorts = [
  'agenda',
  'received',
  'date',
  'number',
  'sender',
  'subject',
  'status',
] as const;
export const LetterStatus = z.enum(['registered', 'disposed', 'finished', 'cancelled']);
export type LetterStatus = z.infer<typeof LetterStatus>;

export const ListLetters = z.object({
  /** Words as typed; each must begin a word of the letter. */
  filter: z.string().max(500).default(''),
  book: Key.optional(),
  year: z.int().optional(),
  status: LetterStatus.optional(),
  sort: z.enum(letterSorts).default('agenda'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  /** How many rows to send along with the order. */
  first: z.int().min(0).max(500).default(60),
});
export type ListLetters = z.input<typeof ListLetters>;

/**
 * What the desk asks before a person has touched it, apart from the rest: the schemas of all other
 * operations take longer to make than the agenda list takes to come.
 */
export const firstScreenOperations = {
  /** The office, or null before it is founded. */
  'office.get': query<Office | null>()(z.object({})),
  'letters.list': query<LetterList>()(ListLetters),
  'letters.rows': query<LetterRow[]>()(z.object({ rows: z.array(z.int().min(1)).max(500) })),
  /** The year of the oldest letter in the books; null where there is none. */
  'letters.firstYear': query<number | null>()(z.object({})),
  /** Documents that are safely in, but belong to no letter yet. */
  'scanning.drafts': query<Draft[]>()(z.object({})),
  'reading.status': query<ReadingStatus>()(z.object({})),
  'sync.status': query<SyncStatus>()(z.object({})),
  /** Newest first; those that are closed are in only when asked for. */
  'batches.list': query<BatchSummary[]>()(z.object({ closed: z.boolean().default(false) })),
};
