import { z } from 'zod';
import { GiveDisposition, routingInputs } from './dispositions.ts';
import type { WireError } from './error.ts';
import { command } from './operation.ts';
import { type PrintWanted, ReceiptSize, SheetPrintSize } from './printing.ts';
import { Id } from './values.ts';

/** Letters by their rows in the archive, as a list has them, or by their ids; in the order wanted. */
const letters = z
  .array(z.union([z.int().min(1), Id]))
  .min(1)
  .max(100_000);

const fronts = z.boolean().default(false);

/** A letter for which it could not be done, as a person knows it, and why. */
export interface LeftOut {
  letter: string | number;
  /** `masuk/2026/17`; empty for a letter that is not known. */
  agenda: string;
  subject: string;
  error: WireError;
}

export interface BulkDone {
  done: number;
  left: LeftOut[];
  /** Letters that were not tried any more, and why: it was cancelled, or the disk is full. */
  rest: number;
  stopped: WireError | null;
}

export interface BulkProgress {
  done: number;
  of: number;
}

/**
 * One thing done for many letters, one after the other: what can't be done for one is told with its
 * reason, and the rest is done. Progress: `BulkProgress`. Cancelled, it stops after the letter it is at.
 */
export const bulkOperations = {
  'bulk.dispose': command<BulkDone>()(
    GiveDisposition.omit({ letter: true, under: true, place: true, paper: true }).extend({
      letters,
    }),
  ),
  'bulk.forward': command<BulkDone>()(
    routingInputs['dispositions.forward']
      .omit({ letter: true, disposition: true })
      .extend({ letters }),
  ),
  /** Makes one print of all those that can be printed; null where there is none. */
  'bulk.makePrint': command<BulkDone & { print: PrintWanted | null }>()(
    z.object({
      letters,
      paper: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('sheets'), size: SheetPrintSize, fronts }),
        z.strictObject({ kind: z.literal('receipts'), size: ReceiptSize, fronts }),
      ]),
    }),
  ),
  /** A file a letter into a folder, named after its number; nothing there is overwritten. */
  'bulk.export': command<BulkDone & { folder: string }>()(
    z.object({
      letters,
      what: z.enum(['original', 'stamped', 'sheet']).default('stamped'),
      folder: z.string().min(1).max(4096),
    }),
  ),
};
