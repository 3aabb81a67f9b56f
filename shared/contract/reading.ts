import { z } from 'zod';
import type { Secrecy, Urgency } from './letters.ts';

/** Millimetres from the upper left corner of the page as a viewer shows it, that is after `/Rotate`. */
export const ReadBox = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
});
export type ReadBox = z.infer<typeof ReadBox>;

export const ReadWord = z.object({
  text: z.string().min(1),
  box: ReadBox,
  /** From 0 to 1; a born-digital page's own words have 1. */
  confidence: z.number().min(0).max(1),
  /** Words of one line share a number; lines are numbered in reading order, from 0. */
  line: z.int().min(0),
});
export type ReadWord = z.infer<typeof ReadWord>;

/** Who read the page: `pdf` where the page has a text of its own. */
export const ReadingEngine = z.enum(['pdf', 'tesseract', 'tesseract.js']);
export type ReadingEngine = z.infer<typeof ReadingEngine>;

/** What stands on a page. Every engine gives the same form. */
export const ReadPage = z.object({
  /** From 1. */
  page: z.int().min(1),
  /** Millimetres, as shown. */
  width: z.number(),
  height: z.number(),
  /** Lines by `\n`, paragraphs by an empty line. */
  text: z.string(),
  words: z.array(ReadWord),
  engine: ReadingEngine,
  /** By how much the page had to be turned clockwise to be read; absent where it stands upright. */
  turn: z.literal([90, 180, 270]).optional(),
});
export type ReadPage = z.infer<typeof ReadPage>;

/** A proposed value, how sure it is, and where on the pages it was read. */
export interface Suggestion<Value> {
  value: Value | null;
  /** From 0 to 1; 0 where there is none. */
  confidence: number;
  boxes: (ReadBox & { page: number })[];
}

/** What was read for the clerk, in the form of the agenda book's columns. @public */
export interface SuggestedFields {
  number: Suggestion<string>;
  /** `YYYY-MM-DD`. */
  date: Suggestion<string>;
  sender: Suggestion<string>;
  subject: Suggestion<string>;
  urgency: Suggestion<Urgency>;
  secrecy: Suggestion<Secrecy>;
  recipient: Suggestion<string>;
  attachments: Suggestion<string>;
  classification: Suggestion<string>;
}
