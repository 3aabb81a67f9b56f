import { z } from 'zod';
import type { Office } from '../domain/office/state.ts';
import { command } from './operation.ts';
import { StampTemplate } from './stamp-template.ts';
import { StampKind, StampPlace } from './stamp-place.ts';
import { Day, filledLine, Key, line } from './values.ts';

/** An acting holder: Plt. (the position is vacant) or Plh. (its holder is away). */
export const Acting = z.enum(['Plt.', 'Plh.']);

export const Holder = z.object({
  /** Empty: somebody holds the position, but the name has not been entered yet. */
  name: line(200),
  acting: Acting.nullable().default(null),
  from: Day.nullable().default(null),
  until: Day.nullable().default(null),
});

export const Position = z.object({
  key: Key,
  title: filledLine(200),
  /** The key of the position above; null at the top. */
  parent: Key.nullable().default(null),
  /** Null: vacant; a vacant position can't be chosen. */
  holder: Holder.nullable(),
  order: z.int().min(0).max(100_000).default(0),
});

export const Instruction = z.object({
  key: Key,
  text: filledLine(200),
  order: z.int().min(0).max(100_000).default(0),
});

/**
 * The form of an outgoing book's letter numbers: `{kode}/{nomor:3}/Setda/{bulan}/{tahun}`, where `kode`
 * is the classification, `nomor` the agenda number (with so many digits), `bulan` the Roman month.
 */
export const NumberTemplate = filledLine(100).refine(
  (text) =>
    /\{nomor(:[1-9])?\}/.test(text) &&
    !/[{}]/.test(text.replace(/\{(kode|nomor(:[1-9])?|bulan|tahun)\}/g, '')),
);

/** `https://surat.kota.go.id`: short enough for a receipt's QR code, without a path or a slash at its end. */
export const PublicUrl = z
  .string()
  .max(70)
  .regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/);

export const BookDirection = z.enum(['incoming', 'outgoing']);

export const Letterhead = z.object({
  name: filledLine(200),
  address: z.array(line(200)).max(4).default([]),
  /** Where sheets are signed: `Balikpapan`. */
  place: line(100).default(''),
});

export const officeOperations = {
  'office.found': command<Office>()(Letterhead),
  'office.setLetterhead': command<Office>()(Letterhead),
  /** Adds a position or changes the one with that key. */
  'office.savePosition': command<Office>()(Position),
  'office.closePosition': command<Office>()(z.object({ key: Key })),
  'office.saveInstruction': command<Office>()(Instruction),
  'office.closeInstruction': command<Office>()(z.object({ key: Key })),
  'office.openBook': command<Office>()(
    z.object({ key: Key, title: filledLine(100), direction: BookDirection.default('incoming') }),
  ),
  /** How the book numbers its letters, see `numberFrom`; null: numbers are typed. */
  'office.setNumberTemplate': command<Office>()(
    z.object({ key: Key, template: NumberTemplate.nullable() }),
  ),
  /** Where receipts lead to; null: they carry their bare code. */
  'office.setPublicUrl': command<Office>()(z.object({ url: PublicUrl.nullable() })),
  'office.setStampPlace': command<Office>()(z.object({ stamp: StampKind, place: StampPlace })),
  /** Adds a stamp or changes the one with that key; letters that bear it stay as they are. */
  'office.saveStamp': command<Office>()(z.object({ template: StampTemplate })),
  /** Removes the office's own; one that comes with Lontar is again as it came. */
  'office.removeStamp': command<Office>()(z.object({ key: Key })),
  /**
   * The office's mark from a PNG or JPEG file; null: none. Throws `file.*`, `logo.type`, `logo.damaged`,
   * `logo.too-large`.
   */
  'office.setLogo': command<Office>()(z.object({ file: z.string().min(1).max(4096).nullable() })),
};
