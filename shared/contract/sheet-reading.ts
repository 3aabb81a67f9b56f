import { z } from 'zod';
import { PreparedDocument } from './letters.ts';
import type { WireError } from './error.ts';
import { SheetArea, SheetBox } from './sheets.ts';
import { Sha256 } from './values.ts';

/** The sheet that a disposition was written on by hand, straightened, as a document of its own. */
export const SheetPaper = z.object({
  document: PreparedDocument,
  /** Where on its pages the leader wrote; millimetres. */
  notes: z.array(SheetArea).max(20).default([]),
});
export type SheetPaper = z.infer<typeof SheetPaper>;

export const ReadSheets = z
  .object({
    /** Pictures and PDFs, each of any number of pages. */
    files: z.array(z.string().min(1).max(4096)).max(2000).default([]),
    /** Documents that are in already: what was scanned and waits. */
    documents: z.array(Sha256).max(2000).default([]),
  })
  .refine(({ files, documents }) => files.length + documents.length > 0);

/** A box of the sheet that a leader ticks. */
const group = SheetBox.shape.group.extract(['position', 'instruction']);
export interface BoxRead {
  group: z.infer<typeof group>;
  key: string;
}

export interface ReadSheet {
  letter: string;
  /** `masuk/2026/17` */
  agenda: string;
  to: string[];
  instructions: string[];
  /** Ticked and then made void. */
  struck: BoxRead[];
  /** What a person must answer: never guessed. */
  unsure: BoxRead[];
  /** Where its pages were found. */
  scans: { file: string; page: number }[];
  /** Pages of the sheet that were not among the scans. */
  missing: number[];
  /**
   * `given`: the letter has a first disposition already; `repeated`: this sheet was among the scans
   * before; `cancelled`: the letter's number was cancelled.
   */
  state: 'ready' | 'given' | 'repeated' | 'cancelled';
  paper: SheetPaper;
  /** A picture of what was written by hand, for another program; null where the page is missing. */
  note: string | null;
}

export interface UnreadPage {
  file: string;
  page: number;
  error: WireError;
}

export interface SheetsRead {
  sheets: ReadSheet[];
  /** Pages that are no sheet, or a sheet that can't be told. */
  refused: UnreadPage[];
}

export interface ReadingProgress {
  done: number;
}
