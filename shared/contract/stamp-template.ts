import { z } from 'zod';
import { filledLine, Key, line, type Sha256 } from './values.ts';

/** What a stamp can say about a letter, its disposition, and the stamp itself. */
export const StampField = z.enum([
  'office',
  'agenda',
  'book',
  'agenda-and-book',
  'received',
  'letter-number',
  'letter-date',
  'sender',
  'subject',
  'recipient',
  'attachments',
  'classification',
  'urgency',
  'secrecy',
  'from',
  'holder',
  'to',
  'instructions',
  'note',
  'due',
  'copy',
  'day',
]);
export type StampField = z.infer<typeof StampField>;

export const StampTemplateKind = z.enum(['received', 'disposition', 'copy', 'secrecy', 'custom']);
export type StampTemplateKind = z.infer<typeof StampTemplateKind>;

/** Inks that are legible on paper. */
export const StampColour = z.enum(['navy', 'black', 'red', 'green', 'violet']);
export type StampColour = z.infer<typeof StampColour>;

export const StampFrame = z.enum(['none', 'single', 'thick', 'double']);

/** On an appended page: one blank page behind the letter's last, for all stamps that want it. */
export const StampPages = z.enum(['first', 'last', 'each', 'appended']);
export type StampPages = z.infer<typeof StampPages>;

export const StampCorner = z.enum([
  'upper-left',
  'upper-middle',
  'upper-right',
  'lower-left',
  'lower-middle',
  'lower-right',
]);
export type StampCorner = z.infer<typeof StampCorner>;

/** `emptiest`: where the page has least on it, of equally empty places that nearest to the corner. */
const StampPlacement = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('emptiest'), corner: StampCorner }),
  z.strictObject({ at: z.literal('corner'), corner: StampCorner }),
  /** Millimetres from the page's upper left corner to the stamp's. */
  z.strictObject({
    at: z.literal('spot'),
    x: z.number().min(0).max(5000),
    y: z.number().min(0).max(5000),
  }),
]);

const millimetres = (least: number, most: number) => z.number().min(least).max(most);

/** The least and most that a stamp's sides measure, in millimetres. */
export const STAMP_SIDES = { width: [20, 200], height: [6, 280] } as const;

interface Texts {
  line: (max: number) => z.ZodType<string>;
  filledLine: (max: number) => z.ZodType<string>;
}

/** A template in which text is as these schemas want it: typed by a person, or kept in a fact. */
export const stampTemplateWith = (texts: Texts) =>
  z.strictObject({
    key: Key,
    name: texts.filledLine(60),
    kind: StampTemplateKind,
    /** Of the frame; the height is the least one where the stamp grows. */
    width: millimetres(...STAMP_SIDES.width),
    height: millimetres(...STAMP_SIDES.height),
    /** What happens when there is more to say than fits: smaller letters, or a larger stamp. */
    fit: z.enum(['shrink', 'grow']),
    colour: StampColour,
    frame: StampFrame,
    /** Where the text that goes with a field stands, where it has a row of its own. */
    labels: z.enum(['above', 'before']),
    /** The side of the square in which the office's logo stands; null: without. */
    logo: millimetres(5, 60).nullable(),
    /** The side of the QR code that leads to the letter; null: without. */
    qr: millimetres(10, 60).nullable(),
    pages: StampPages,
    placement: StampPlacement,
    /** From top to bottom. */
    items: z
      .array(
        z
          .strictObject({
            /** Null: the text alone. */
            field: StampField.nullable(),
            /** What it is called, or the fixed text; may be empty where there is a field. */
            text: texts.line(100),
            /** Of its letters, in points. */
            size: z.number().min(4).max(40),
            strong: z.boolean(),
            align: z.enum(['left', 'centre', 'right']),
            /** In the row of the item before. */
            beside: z.boolean(),
            /** White on a coloured ground from edge to edge. */
            band: z.boolean(),
            /** A line above it. */
            rule: z.boolean(),
          })
          .refine(({ field, text }) => field !== null || text !== ''),
      )
      .min(1)
      .max(30),
  });

/** How a stamp of the office looks and where it goes. Lengths in millimetres. */
export const StampTemplate = stampTemplateWith({ line, filledLine });
export type StampTemplate = z.infer<typeof StampTemplate>;
export type StampItem = StampTemplate['items'][number];

/** The office's mark: a PNG of ours, made from what a person chose. */
export interface OfficeLogo {
  sha256: Sha256;
  /** Pixels. */
  width: number;
  height: number;
}

/** A stamp as it was when it came onto a letter: later changes of the template leave that letter alone. */
export interface StampThen {
  template: StampTemplate;
  /** The hash of the logo, where the template shows one and the office had one. */
  logo: Sha256 | null;
}
