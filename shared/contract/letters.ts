import { z } from 'zod';
import type { Letter } from '../domain/letter/state.ts';
import type { LetterStatus } from './first-screen.ts';
import { command, query } from './operation.ts';
import { StampOnLetter, StampPlace } from './stamp-place.ts';
import { Day, filledLine, Id, Key, line, lines, Moment, Sha256 } from './values.ts';

export const Urgency = z.enum(['biasa', 'segera', 'sangat-segera', 'penting']);
export type Urgency = z.infer<typeof Urgency>;

/** biasa, terbatas, rahasia, sangat rahasia. */
export const Secrecy = z.enum(['B', 'T', 'R', 'SR']);
export type Secrecy = z.infer<typeof Secrecy>;

/** Up to four dotted levels, the first of three digits (Permendagri 83/2022): `000.1.2.3`. */
export const ClassificationCode = z.string().regex(/^\d{3}(\.\d{1,3}){0,3}$/);

const plainFields = {
  /** Nomor surat; null for a letter without one. */
  number: filledLine(200).nullable(),
  /** Tanggal surat. */
  date: Day.nullable(),
  sender: filledLine(300),
  /** Perihal, isi ringkas. */
  subject: filledLine(1000),
  recipient: filledLine(300).nullable(),
  /** Lampiran, as the letter says it: `1 (satu) berkas`. */
  attachments: filledLine(200).nullable(),
  classification: ClassificationCode.nullable(),
  urgency: Urgency,
  secrecy: Secrecy,
  /** Diteruskan kepada, as noted in the book before any disposition. */
  forwardedTo: filledLine(300).nullable(),
  /** Keterangan. */
  remarks: lines(2000).pipe(z.string().min(1)).nullable(),
  /** Lokasi arsip: rack, box, folder of the paper. */
  location: filledLine(200).nullable(),
};

/** What the clerk enters: the columns of the agenda book. */
export const LetterFields = z.object({
  ...plainFields,
  number: plainFields.number.default(null),
  date: plainFields.date.default(null),
  recipient: plainFields.recipient.default(null),
  attachments: plainFields.attachments.default(null),
  classification: plainFields.classification.default(null),
  urgency: plainFields.urgency.default('biasa'),
  secrecy: plainFields.secrecy.default('B'),
  forwardedTo: plainFields.forwardedTo.default(null),
  remarks: plainFields.remarks.default(null),
  location: plainFields.location.default(null),
});
export type LetterFields = z.infer<typeof LetterFields>;

/** The fields to change; those left out stay as they are. */
export const LetterCorrection = z.object(plainFields).partial();
export type LetterCorrection = z.infer<typeof LetterCorrection>;

export const letterFieldNames = Object.keys(LetterFields.shape) as (keyof LetterFields)[];

/** A document the core has prepared (`scanning.import`, `scanning.scan`) and holds until it is used. */
export const PreparedDocument = z.object({
  sha256: Sha256,
  pages: z.int().min(1),
  bytes: z.int().min(1),
  /** The file's name as the clerk knows it; shown, never used as a path. */
  name: line(255),
});
export type PreparedDocument = z.infer<typeof PreparedDocument>;

export const RegisterLetter = z.object({
  book: Key.default('masuk'),
  received: Day.optional(),
  fields: LetterFields,
  document: PreparedDocument.nullable().default(null),
  /** The incoming letter that this outgoing one answers. */
  answers: Id.nullable().default(null),
});
export type RegisterLetter = z.infer<typeof RegisterLetter>;

/** One line of the agenda list. */
export interface LetterRow {
  /** Place in the archive; grows with registration. */
  row: number;
  id: string;
  book: string;
  year: number;
  agenda: number;
  received: string;
  number: string | null;
  date: string | null;
  sender: string;
  subject: string;
  urgency: Urgency;
  secrecy: Secrecy;
  status: LetterStatus;
  pages: number;
  /** Titles of the positions that the letter was disposed to, joined by `; `. */
  forwarded: string;
  /** Why the number was cancelled; null where it was not. */
  reason: string | null;
}

export interface LetterList {
  /** The rows' places in the order asked for. */
  order: Uint32Array;
  rows: LetterRow[];
}

/** What happened to a letter, oldest first: the journal's facts on it. */
export interface LetterEvent {
  seq: number;
  at: z.infer<typeof Moment>;
  type: string;
  actor: { person: string; position: string };
  body: unknown;
}

export const letterOperations = {
  'letters.register': command<Letter>()(RegisterLetter),
  /** Only the fields named change; what was there before stays in the journal. */
  'letters.correct': command<Letter>()(
    z.object({ letter: Id, fields: LetterCorrection, received: Day.optional() }),
  ),
  'letters.cancel': command<Letter>()(z.object({ letter: Id, reason: filledLine(500) })),
  /** Buku ekspedisi: the paper goes to a position, by name; the initials as a picture, if there is one. */
  'letters.handOver': command<Letter>()(
    z.object({
      letter: Id,
      to: Key,
      receiver: filledLine(200),
      signature: PreparedDocument.nullable().default(null),
      /** Initials drawn on the screen: a PNG, which becomes the `signature`. */
      drawn: z.base64().min(1).max(1_000_000).nullable().default(null),
    }),
  ),
  /** The paper leaves the archive for a while, and comes back. */
  'letters.lend': command<Letter>()(
    z.object({ letter: Id, borrower: filledLine(200), until: Day.nullable().default(null) }),
  ),
  'letters.bringBack': command<Letter>()(z.object({ letter: Id })),
  'letters.attach': command<Letter>()(z.object({ letter: Id, document: PreparedDocument })),
  /**
   * Moves a stamp on this letter and, where it is one that comes by itself and unless told otherwise,
   * the office's default with it.
   */
  'letters.placeStamp': command<Letter>()(
    z.object({
      letter: Id,
      stamp: StampOnLetter,
      place: StampPlace,
      remember: z.boolean().default(true),
    }),
  ),
  /**
   * Puts one of the office's stamps on a letter. `copy`: which copy it is, the next one unless told;
   * without a place it stands where its template says.
   */
  'letters.stamp': command<Letter>()(
    z.object({
      letter: Id,
      template: Key,
      copy: z.int().min(1).max(9999).nullable().default(null),
      place: StampPlace.nullable().default(null),
    }),
  ),
  /** Takes a stamp off that somebody put; the journal keeps both. */
  'letters.unstamp': command<Letter>()(z.object({ letter: Id, stamp: Id })),
  'letters.get': query<{ letter: Letter; history: LetterEvent[] }>()(z.object({ letter: Id })),
  /** The id of the letter that a person means by its id, `book/year/number`, `number/year` or number. */
  'letters.find': query<string | null>()(z.object({ text: z.string().max(200) })),
  /** Letters with the same sender and number, compared without case, spaces and punctuation. */
  'letters.duplicates': query<LetterRow[]>()(
    z.object({ sender: z.string().max(300), number: z.string().max(200), except: Id.optional() }),
  ),
  /** The next number a book would give, for showing; the register command gives the real one. */
  'letters.nextNumber': query<{ year: number; number: number }>()(
    z.object({ book: Key.default('masuk'), received: Day.optional() }),
  ),
  /** Values already in the book that begin with what was typed, the most used first. */
  'letters.suggest': query<string[]>()(
    z.object({ field: z.enum(['sender', 'recipient']), typed: z.string().max(300) }),
  ),
  /** Makes the file, written aside and renamed, at the path that the person chose. */
  'letters.export': command<{ path: string; bytes: number }>()(
    z.object({
      letter: Id,
      what: z.enum(['original', 'stamped', 'sheet']),
      sheetSize: z.enum(['A4', 'A5']).default('A4'),
      out: z.string().min(1),
    }),
  ),
};
