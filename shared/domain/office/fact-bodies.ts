import { z } from 'zod';
import { Acting, BookDirection, PublicUrl } from '../../contract/office.ts';
import { PrintKind } from '../../contract/printing.ts';
import { stampTemplateWith } from '../../contract/stamp-template.ts';
import { StampKind, StampPlace } from '../../contract/stamp-place.ts';
import { Day, Id, Key, Sha256 } from '../../contract/values.ts';
import { storedFilled, storedLine } from '../sync/stored-text.ts';
import type { OfficeFact } from './facts.ts';

/** A template as a fact keeps it. */
export const storedTemplate = stampTemplateWith({ line: storedLine, filledLine: storedFilled });

const head = {
  name: storedFilled(200),
  address: z.array(storedLine(200)).max(4),
  place: storedLine(100),
};

const holder = z.strictObject({
  name: storedLine(200),
  acting: Acting.nullable(),
  from: Day.nullable(),
  until: Day.nullable(),
});

const order = z.int().min(0).max(100_000);

const position = z.strictObject({
  key: Key,
  title: storedFilled(200),
  parent: Key.nullable(),
  holder: holder.nullable(),
  order,
});

const instruction = z.strictObject({ key: Key, text: storedFilled(200), order });

const book = z.strictObject({
  key: Key,
  title: storedFilled(100),
  direction: BookDirection,
  device: Id,
  template: z.exactOptional(storedLine(100).nullable()),
});

/** What each fact on the office must hold, to the last key. */
export const officeBodies = {
  'office.founded': z.strictObject({
    ...head,
    positions: z.array(position).max(2000),
    instructions: z.array(instruction).max(2000),
    books: z.array(book).max(1000),
  }),
  'office.letterhead-set': z.strictObject(head),
  'office.position-saved': z.strictObject({ position }),
  'office.position-closed': z.strictObject({ key: Key }),
  'office.instruction-saved': z.strictObject({ instruction }),
  'office.instruction-closed': z.strictObject({ key: Key }),
  'office.book-opened': z.strictObject({ book }),
  'office.number-template-set': z.strictObject({ key: Key, template: storedLine(100).nullable() }),
  'office.printed': z.strictObject({
    kind: PrintKind,
    pages: z.int().min(0),
    copies: z.int().min(1),
    sha256: Sha256,
    printer: storedLine(500),
  }),
  'office.public-url-set': z.strictObject({ url: PublicUrl.nullable() }),
  'office.stamp-place-set': z.strictObject({
    stamp: StampKind,
    place: z.strictObject(StampPlace.shape),
  }),
  'office.stamp-saved': z.strictObject({ template: storedTemplate }),
  'office.stamp-removed': z.strictObject({ key: Key }),
  'office.logo-set': z.strictObject({
    logo: z
      .strictObject({
        sha256: Sha256,
        width: z.int().min(1).max(4000),
        height: z.int().min(1).max(4000),
      })
      .nullable(),
  }),
  'office.book-handed-over': z.strictObject({ book: Key, to: Id }),
  'office.dispute-settled': z.strictObject({ fact: Id, choice: z.enum(['kept', 'used']) }),
} satisfies Record<OfficeFact['type'], z.ZodType>;
