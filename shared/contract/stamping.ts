import { z } from 'zod';
import { query } from './operation.ts';
import type { StampPlace } from './stamp-place.ts';
import { StampTemplate } from './stamp-template.ts';
import { Day, filledLine, Id, line, lines, type Sha256 } from './values.ts';

/** What the stamps say, in words ready to print. */
export const StampData = z.object({
  office: filledLine(200),
  book: filledLine(100),
  year: z.int().min(1900).max(9999),
  number: z.int().min(1),
  received: Day,
  /** The letter's id, carried by the QR code; without one it carries `book/year/number`. */
  letter: z.string().max(100).optional(),
  /** The letter's own fields. */
  about: z
    .object({
      number: line(200),
      date: Day,
      sender: line(300),
      subject: line(1000),
      recipient: line(300),
      attachments: line(200),
      classification: line(40),
      urgency: line(40),
      secrecy: line(40),
    })
    .partial()
    .optional(),
  /** Which copy of the letter this is. */
  copy: z.int().min(1).max(9999).optional(),
  /** The day on which somebody put the stamp. */
  day: Day.optional(),
  disposition: z
    .object({
      from: filledLine(200),
      /** The name of who held that position. */
      holder: line(200).optional(),
      to: z.array(line(200)).min(1).max(100),
      instructions: z.array(line(200)).max(100).default([]),
      note: lines(4000).default(''),
      due: Day.nullish().transform((due) => due ?? null),
    })
    .optional(),
});
export type StampData = z.infer<typeof StampData>;

export interface StampResult {
  method: 'append' | 'redraw';
  /** The output begins with the input's bytes, every one of them. */
  prefixIntact: boolean;
  bytes: number;
}

/** A rectangle on a page, in millimetres from the upper left corner as a viewer shows it. */
export interface StampBox extends StampPlace {
  /** `received`, `disposition`, or the id of one that was put; it may stand on several pages. */
  stamp: string;
  width: number;
  height: number;
}

/** A stamped PDF, made from the original and the letter's stamps; any copy can make the same bytes. */
export interface StampedDocument extends StampResult {
  sha256: Sha256;
  path: string;
  pages: number;
  boxes: StampBox[];
}

/** One of the office's stamps as it would come onto a letter today. */
export interface ShownTemplate {
  template: StampTemplate;
  /** It comes with Lontar; when the office's own is removed, this one is there again. */
  builtIn: boolean;
  /** The office has made or changed it. */
  own: boolean;
}

/** A stamp drawn by itself, and where it would stand. */
export interface StampPreview {
  /** RGBA, a row after the other. */
  pixels: Uint8Array;
  pixelWidth: number;
  pixelHeight: number;
  box: StampBox;
  /** The letter's file whose page it is drawn for; null where there is none to show. */
  document: { sha256: Sha256; pages: number } | null;
}

export const stampingOperations = {
  'stamping.stamped': query<StampedDocument>()(z.object({ letter: Id })),
  'stamping.templates': query<ShownTemplate[]>()(z.object({})),
  /** How a template looks on a letter, or with made-up words and on an empty page without one. */
  'stamping.preview': query<StampPreview>()(
    z.object({
      template: StampTemplate,
      letter: Id.nullable().default(null),
      /** Of the picture. */
      pixelsPerMm: z.number().min(1).max(24).default(8),
    }),
  ),
};
