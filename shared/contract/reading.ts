import { z } from 'zod';
import type { WireError } from './error.ts';
import type { Secrecy, Urgency } from './letters.ts';
import { command, query } from './operation.ts';
import { Sha256 } from './values.ts';

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

/** What was read for the clerk, in the form of the agenda book's columns. */
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

/** What a clerk made of words that were read, kept on this desk. */
export interface Lesson {
  id: string;
  field: 'sender' | 'recipient';
  read: string;
  entered: string;
  /** How often so. */
  times: number;
  /** When last: a moment in UTC. */
  at: string;
}

/** Why a proposal is other than what was read. */
export interface LearnedFrom {
  /** A clerk's correction before, or the sender's name in the book. */
  from: 'correction' | 'book';
  read: string;
  /** Whose lesson it is, where it is one. */
  lesson: string | null;
}

export interface LetterSuggestion {
  fields: SuggestedFields;
  learned: Partial<Record<'sender' | 'recipient', LearnedFrom>>;
  /** Pages still to be read: there may be more to come. */
  left: number;
}

/** A page that could not be read: tried again by itself where `again` names a moment. */
export interface UnreadPage {
  sha256: string;
  /** From 1. */
  page: number;
  tries: number;
  reason: WireError;
  again: string | null;
}

export interface DocumentReading {
  pages: number;
  /** Pages that are still to be read. */
  left: number;
  read: ReadPage[];
  unread: UnreadPage[];
}

export interface ReadingStatus {
  paused: boolean;
  /** Pages still to be read, those under way among them. */
  waiting: number;
  /** Pages that were given up until somebody asks again. */
  failed: number;
  /** Under way at this moment. */
  current: { sha256: string; page: number }[];
  /** Why pages could not be read, the first fifty. */
  unread: UnreadPage[];
}

export interface ReadingProgress {
  waiting: number;
  failed: number;
}

export const readingOperations = {
  /** The machine's own Tesseract, or the one that comes with Lontar. */
  'reading.engine': query<'tesseract' | 'tesseract.js'>()(z.object({})),
  /** What was read of a document so far; null for one that is not to be read. */
  'reading.of': query<DocumentReading | null>()(z.object({ sha256: Sha256 })),
  /** The letter on the screen: its pages are read before all others. */
  'reading.first': command<null>()(z.object({ sha256: Sha256 })),
  /** Tries anew what could not be read, of one document or of all; gives how many pages. */
  'reading.retry': command<{ pages: number }>()(z.object({ sha256: Sha256.optional() })),
  /** Remembered, also when Lontar is started anew. */
  'reading.pause': command<null>()(z.object({})),
  'reading.resume': command<null>()(z.object({})),
  /**
   * What the pages read so far say for the book; null where none has been read. A careful look reads
   * again what is in doubt, which takes a moment.
   */
  'reading.suggest': query<LetterSuggestion | null>()(
    z.object({ sha256: Sha256, careful: z.boolean().default(false) }),
  ),
  /** What this desk has learned from corrections, the newest first. */
  'reading.learned': query<Lesson[]>()(z.object({})),
  /** Forgets a lesson; later letters are proposed as they are read. */
  'reading.unlearn': command<null>()(z.object({ lesson: z.string().min(1).max(100) })),
  /** Reads what waits and answers when nothing is left to do now, or when it is paused. */
  'reading.read': command<ReadingProgress>()(z.object({})),
};
