import { z } from 'zod';
import type { LetterFields } from './letters.ts';
import { command, query } from './operation.ts';
import { Id, Key, Sha256 } from './values.ts';

/** The columns of an agenda book that a table may have. */
export const bookColumns = [
  'agenda',
  'received',
  'number',
  'date',
  'sender',
  'subject',
  'recipient',
  'attachments',
  'classification',
  'urgency',
  'secrecy',
  'forwardedTo',
  'remarks',
  'location',
] as const;
export type BookColumn = (typeof bookColumns)[number];

/**
 * What becomes of a row: `new` is registered; `again` was taken back once and comes in anew; `known` is
 * in the book as it stands here; `taken`: the number belongs to another letter; `twice`: the number
 * stands in the table before; `wrong`: something in it can't be read.
 */
export type Fate = 'new' | 'again' | 'known' | 'taken' | 'twice' | 'wrong';

export interface RowFate {
  /** The row's number in the table, from 1. */
  line: number;
  fate: Fate;
  /** Null: the next number is given. */
  agenda: number | null;
  year: number | null;
  received: string | null;
  fields: LetterFields | null;
  /** What is wrong with which column; codes under `wrong` of the words. */
  problems: { column: BookColumn; code: string; value: string }[];
}

export interface BookPreview {
  /** Of the file: what was looked at is what is imported. */
  sha256: string;
  book: string;
  /** Which column of the table, from 1, is which of the book's; columns not understood are named. */
  columns: Partial<Record<BookColumn, number>>;
  unknown: string[];
  counts: Record<Fate, number>;
  rows: RowFate[];
}

const table = { file: z.string().min(1).max(4096), book: Key.default('masuk') };

export interface ImportDone {
  import: string;
  imported: number;
  left: number;
}

export const bookOperations = {
  /** What an import would do, row by row; changes nothing. */
  'books.preview': query<BookPreview>()(z.object(table)),
  /** Registers the rows that can be, all in one step. Refused where the file has changed since. */
  'books.import': command<ImportDone>()(z.object({ ...table, sha256: Sha256.optional() })),
  /** Takes an import back: its numbers are cancelled, and come in anew with the next import. */
  'books.undoImport': command<{ cancelled: number; left: number }>()(
    z.object({ import: Id, reason: z.string().min(1).max(1000).default('Impor dibatalkan') }),
  ),
  /** The book's lines as a table, or as the book's pages, as they stand in the list. */
  'books.export': query<{ path: string; bytes: number; rows: number }>()(
    z.object({
      /** The letters' rows in the archive, in this order; without them the whole book. */
      rows: z.array(z.int().min(1)).max(2_000_000).optional(),
      book: Key.optional(),
      year: z.int().optional(),
      format: z.enum(['csv', 'xlsx', 'pdf']),
      out: z.string().min(1).max(4096),
    }),
  ),
};
