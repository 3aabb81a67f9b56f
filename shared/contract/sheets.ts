import { z } from 'zod';
import { Secrecy, Urgency } from './letters.ts';
import { Acting } from './office.ts';
import { Day, filledLine, Id, Key, line, lines } from './values.ts';

export const SheetSize = z.enum(['A4', 'A5']);
export type SheetSize = z.infer<typeof SheetSize>;

/** What the disposition sheet says. Without a disposition it is blank, to be filled in by pen. */
export const SheetData = z.object({
  office: z.object({
    name: filledLine(200),
    address: z.array(line(200)).max(4).default([]),
    /** Where the sheet is signed; empty leaves a line to write on. */
    place: line(100).default(''),
  }),
  letter: z.object({
    id: Id,
    sender: filledLine(300),
    number: line(200).nullable(),
    date: Day.nullable(),
    received: Day,
    agenda: z.object({
      /** The book's title: `Surat Masuk`. */
      book: filledLine(100),
      year: z.int().min(1900).max(9999),
      number: z.int().min(1),
    }),
    /** Null ticks no box. Urgency and secrecy are separate axes. */
    urgency: Urgency.nullable().default(null),
    secrecy: Secrecy.nullable().default(null),
    subject: filledLine(1000),
    attachments: line(200)
      .nullish()
      .transform((text) => text || null),
  }),
  positions: z
    .array(z.object({ key: Key, title: filledLine(200), chosen: z.boolean().default(false) }))
    .max(300),
  instructions: z
    .array(z.object({ key: Key, text: filledLine(200), chosen: z.boolean().default(false) }))
    .max(300),
  disposition: z
    .object({
      from: z.object({
        title: filledLine(200),
        /** Empty leaves a line for the name. */
        holder: line(200).default(''),
        acting: Acting.nullable().default(null),
      }),
      note: lines(4000).default(''),
      due: Day.nullable().default(null),
      /** Null leaves a line to write the date on: a sheet that waits for its leader. */
      given: Day.nullable().default(null),
    })
    .nullish()
    .transform((disposition) => disposition ?? null),
});
export type SheetData = z.infer<typeof SheetData>;
export type SheetInput = z.input<typeof SheetData>;

/** A place on a page: page from 1, millimetres from the page's upper left corner. */
const spot = { page: z.int().min(1), x: z.number(), y: z.number() };

export const SheetArea = z.object({ ...spot, width: z.number(), height: z.number() });
export type SheetArea = z.infer<typeof SheetArea>;

/** A square to tick; `x`, `y`, `size` follow the middle of its printed line. */
export const SheetBox = z.object({
  ...spot,
  size: z.number(),
  group: z.enum(['position', 'instruction', 'urgency', 'secrecy']),
  key: z.string(),
  /** Printed with a tick already in it. */
  ticked: z.boolean(),
});
export type SheetBox = z.infer<typeof SheetBox>;

/** The mark at the lower right is a ring, the other three are solid: which way is up. */
export const SheetMark = z.object({
  ...spot,
  size: z.number(),
  corner: z.enum(['top-left', 'top-right', 'bottom-left', 'bottom-right']),
  shape: z.enum(['solid', 'ring']),
});
export type SheetMark = z.infer<typeof SheetMark>;

/** Where everything that a reader looks for lies on the printed sheet. Boxes lie alike on a blank and a filled sheet. */
export const SheetGeometry = z.object({
  /** Grows when the same data would be laid out differently. */
  layout: z.int().min(1),
  size: SheetSize,
  width: z.number(),
  height: z.number(),
  pages: z.int().min(1),
  marks: z.array(SheetMark),
  /** The code's modules without its quiet zone. `text` is the letter's id, a dot, six characters for what was printed; later pages add `#2`, `#3`, … */
  qr: z.array(z.object({ ...spot, size: z.number(), modules: z.int(), text: z.string() })),
  boxes: z.array(SheetBox),
  /** Where a note is printed or written by hand, in reading order. */
  notes: z.array(SheetArea),
  due: SheetArea,
  signature: SheetArea,
});
export type SheetGeometry = z.infer<typeof SheetGeometry>;
