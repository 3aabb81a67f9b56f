import { z } from 'zod';
import { ClassificationCode, Secrecy, Urgency } from '../../contract/letters.ts';
import { Acting } from '../../contract/office.ts';
import { PrintKind } from '../../contract/printing.ts';
import { SheetArea } from '../../contract/sheets.ts';
import { StampKind, StampPlace } from '../../contract/stamp-place.ts';
import { Day, Id, Key, Sha256 } from '../../contract/values.ts';
import { storedTemplate } from '../office/fact-bodies.ts';
import { storedFilled, storedLine, storedLines } from '../sync/stored-text.ts';
import type { LetterFact } from './facts.ts';

const optional = <Schema extends z.ZodType>(schema: Schema) => z.exactOptional(schema);

/** The fields as they are kept: each there, none given by default. */
const fields = {
  number: storedFilled(200).nullable(),
  date: Day.nullable(),
  sender: storedFilled(300),
  subject: storedFilled(1000),
  recipient: storedFilled(300).nullable(),
  attachments: storedFilled(200).nullable(),
  classification: ClassificationCode.nullable(),
  urgency: Urgency,
  secrecy: Secrecy,
  forwardedTo: storedFilled(300).nullable(),
  remarks: storedLines(2000).min(1).nullable(),
  location: storedFilled(200).nullable(),
};

const document = z.strictObject({
  sha256: Sha256,
  pages: z.int().min(1),
  bytes: z.int().min(1),
  name: storedLine(255),
});

const imported = z.strictObject({ import: Id, line: z.int().min(0) });

const position = z.strictObject({
  key: Key,
  title: storedLine(200),
  holder: storedLine(200),
  acting: Acting.nullable(),
});
const positions = z.array(position).max(100);

const changeOf = (value: z.ZodType) => optional(z.strictObject({ from: value, to: value }));

const corrected = Object.fromEntries(
  Object.entries(fields).map(([name, value]) => [name, changeOf(value)]),
);

const reason = storedLines(1000);
const act = { disposition: Id, by: position };
const stampPlace = z.strictObject(StampPlace.shape);

const stamp = z.strictObject({ template: storedTemplate, logo: Sha256.nullable() });

const paper = z.strictObject({
  document,
  notes: z.array(z.strictObject(SheetArea.shape)).max(20),
});

const disposition = z.strictObject({
  kind: optional(z.enum(['disposition', 'forward'])),
  parent: optional(Id.nullable()),
  from: position,
  to: positions.min(1),
  copies: optional(positions),
  instructions: z.array(z.strictObject({ key: Key, text: storedLine(200) })).max(100),
  note: storedLines(4000),
  due: Day.nullable(),
  paper: optional(paper),
});

/** What each fact on a letter must hold, to the last key; checked wherever a fact comes in from outside. */
export const letterBodies = {
  'letter.registered': z.strictObject({
    agenda: z.strictObject({
      book: Key,
      year: z.int().min(1900).max(9999),
      number: z
        .int()
        .min(1)
        .max(2 ** 31 - 1),
    }),
    bookTitle: storedLine(100),
    officeName: storedLine(200),
    received: Day,
    fields: z.strictObject(fields),
    document: document.nullable(),
    stampPlaces: z.strictObject({
      received: optional(stampPlace),
      disposition: optional(stampPlace),
    }),
    imported: optional(imported),
    answers: optional(Id),
    stamp: optional(stamp),
  }),
  'letter.corrected': z.strictObject({
    fields: z.strictObject(corrected),
    received: changeOf(Day),
  }),
  'letter.cancelled': z.strictObject({ reason, withdrawn: optional(z.literal(true)) }),
  'letter.reinstated': z.strictObject({ received: Day, fields: z.strictObject(fields), imported }),
  'letter.document-attached': z.strictObject({ document }),
  'letter.stamp-placed': z.strictObject({ stamp: StampKind, place: stampPlace }),
  'letter.stamped': z.strictObject({
    stamp,
    copy: z.int().min(1).max(9999).nullable(),
    day: Day,
    place: stampPlace.nullable(),
  }),
  'letter.stamp-moved': z.strictObject({ stamp: Id, place: stampPlace }),
  'letter.stamp-removed': z.strictObject({ stamp: Id }),
  'letter.disposed': z.strictObject({
    disposition,
    place: stampPlace.nullable(),
    stamp: optional(stamp),
  }),
  'letter.answered': z.strictObject({ by: Id, number: storedLine(200) }),
  'letter.answer-withdrawn': z.strictObject({ by: Id }),
  'letter.handed-over': z.strictObject({
    to: position,
    receiver: storedLine(200),
    signature: document.nullable(),
  }),
  'letter.lent': z.strictObject({ borrower: storedLine(200), until: Day.nullable() }),
  'letter.brought-back': z.strictObject({}),
  'letter.receipt-issued': z.strictObject({ code: storedFilled(100) }),
  'letter.printed': z.strictObject({
    kind: PrintKind,
    pages: z.int().min(0),
    copies: z.int().min(1),
    sha256: Sha256,
    printer: storedLine(500),
  }),
  'letter.disposition-recalled': z.strictObject({ ...act, reason }),
  'letter.disposition-seen': z.strictObject(act),
  'letter.disposition-returned': z.strictObject({ ...act, reason }),
  'letter.followed-up': z.strictObject({
    ...act,
    text: storedLines(10_000),
    attachments: z.array(document).max(50),
  }),
  'letter.task-completed': z.strictObject({ ...act, note: storedLines(4000) }),
  'letter.task-reopened': z.strictObject({ ...act, task: Key, reason }),
  'letter.disposition-closed': z.strictObject({ ...act, note: storedLines(4000) }),
  'letter.disposition-reopened': z.strictObject({ ...act, reason }),
  'letter.dispute-settled': z.strictObject({ fact: Id, choice: z.enum(['kept', 'used']) }),
} satisfies Record<LetterFact['type'], z.ZodType>;
