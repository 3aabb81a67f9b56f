import { z } from 'zod';
import { filledLine, Day, Id, Key } from './values.ts';
import { command, query } from './operation.ts';

/** What the desk prints. */
export const PrintKind = z.enum(['sheet', 'receipt', 'agenda', 'courier', 'separators', 'label']);
export type PrintKind = z.infer<typeof PrintKind>;

/** `A4x2`: the sheet twice, side by side on one A4. `roll80`: the counter's paper roll, 80 mm wide. */
export const PrintSize = z.enum(['A4', 'A5', 'A4x2', 'A6', 'roll80']);
export type PrintSize = z.infer<typeof PrintSize>;

export const SheetPrintSize = z.enum(['A4', 'A5', 'A4x2']).default('A4');
export const ReceiptSize = z.enum(['A6', 'roll80']).default('A6');

const period = { from: Day, until: Day };

/** A print of many letters' papers; `fronts`: each begins on a sheet of paper of its own. */
const many = { letters: z.array(Id).min(1).max(1000), fronts: z.boolean().default(false) };

export const PrintWanted = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sheet'),
    letter: Id,
    size: SheetPrintSize,
  }),
  z.strictObject({
    kind: z.literal('receipt'),
    letter: Id,
    size: ReceiptSize,
  }),
  z.strictObject({ kind: z.literal('sheets'), size: SheetPrintSize, ...many }),
  z.strictObject({ kind: z.literal('receipts'), size: ReceiptSize, ...many }),
  /** The agenda book's lines of a period, by the day of receipt. */
  z.strictObject({ kind: z.literal('agenda'), book: Key.default('masuk'), ...period }),
  /** Buku ekspedisi: what was disposed in a period, a line for each receiver to sign. */
  z.strictObject({ kind: z.literal('courier'), ...period }),
  z.strictObject({
    kind: z.literal('separators'),
    book: Key.nullable().default(null),
    copies: z.int().min(1).max(500).default(1),
  }),
  /** For the archive box: the letters whose paper lies in this place. */
  z.strictObject({ kind: z.literal('label'), location: filledLine(200) }),
]);
export type PrintWanted = z.output<typeof PrintWanted>;

/** Which of the desk's prints it is: many sheets are printed where one is. */
export function kindOf({ kind }: PrintWanted): PrintKind {
  return kind === 'sheets' ? 'sheet' : kind === 'receipts' ? 'receipt' : kind;
}

/** A print as a file; the same facts give the same bytes. */
export interface MadePrint {
  sha256: string;
  path: string;
  bytes: number;
  pages: number;
  title: string;
  /** Of a print of many letters: how many of the pages are each letter's. */
  each?: number[];
}

export interface Printer {
  /** The queue's name, as `lp -d` takes it. */
  name: string;
  description: string;
  state: 'idle' | 'printing' | 'stopped';
  accepting: boolean;
  /** Why it stands still, in the system's words; empty where nothing is wrong. */
  reason: string;
  isDefault: boolean;
}

/** A queue's name: it becomes a program's argument. */
export const PrinterName = z
  .string()
  .min(1)
  .max(127)
  .regex(/^[^-\s/#'"\p{Cc}][^\s/#'"\p{Cc}]*$/u);

export interface PrintJob {
  /** The desk's own number of the job. */
  id: number;
  kind: PrintKind;
  title: string;
  letter: string | null;
  printer: string;
  copies: number;
  pages: number;
  at: string;
  /** `gone`: the system no longer knows what became of it. */
  state: 'waiting' | 'printing' | 'stopped' | 'done' | 'failed' | 'cancelled' | 'gone';
  /** The system's words where it waits, stopped or failed. */
  reason: string;
}

const how = {
  printer: PrinterName.optional(),
  copies: z.int().min(1).max(99).default(1),
  duplex: z.boolean().default(false),
};

export const printingOperations = {
  'printing.printers': query<Printer[]>()(z.object({})),
  'printing.make': query<MadePrint>()(z.object({ print: PrintWanted })),
  /** On the printer named, or the one chosen for this kind, or the system's default. */
  'printing.print': command<PrintJob>()(z.object({ print: PrintWanted, ...how })),
  /** The same bytes once more. */
  'printing.again': command<PrintJob>()(z.object({ job: z.int().min(1), ...how })),
  'printing.cancel': command<PrintJob>()(z.object({ job: z.int().min(1) })),
  /** The newest first, with what has become of them. */
  'printing.jobs': query<PrintJob[]>()(z.object({ limit: z.int().min(1).max(1000).default(100) })),
  'printing.choices': query<Partial<Record<PrintKind, string>>>()(z.object({})),
  /** The printer for a kind of print from now on; null: the system's default. */
  'printing.choose': command<null>()(
    z.object({ kind: PrintKind, printer: PrinterName.nullable() }),
  ),
};
