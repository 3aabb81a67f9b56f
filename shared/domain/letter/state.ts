import type { Acting } from '../../contract/office.ts';
import type { z } from 'zod';
import type { LetterFields, LetterStatus, PreparedDocument } from '../../contract/letters.ts';
import type { StampKind, StampPlace } from '../../contract/stamping.ts';

/** A position as it stood when the disposition was given: the record keeps who held it then. */
export interface PositionThen {
  key: string;
  title: string;
  holder: string;
  acting: z.infer<typeof Acting> | null;
}

export interface Disposition {
  id: string;
  at: string;
  from: PositionThen;
  to: PositionThen[];
  instructions: { key: string; text: string }[];
  note: string;
  due: string | null;
}

export interface Letter {
  id: string;
  /** How many facts made this state. */
  version: number;
  agenda: { book: string; year: number; number: number };
  /** Names as they were when the number was given; the stamp prints them. */
  bookTitle: string;
  officeName: string;
  received: string;
  fields: LetterFields;
  document: PreparedDocument | null;
  stampPlaces: Partial<Record<StampKind, StampPlace>>;
  /** The first disposition first; each letter has one first disposition at most. */
  dispositions: Disposition[];
  cancelled: { at: string; reason: string } | null;
}

export function statusOf(letter: Letter): LetterStatus {
  if (letter.cancelled) return 'cancelled';
  return letter.dispositions.length > 0 ? 'disposed' : 'registered';
}

/** `masuk/2026/17` */
export function agendaText({ book, year, number }: Letter['agenda']): string {
  return `${book}/${year}/${number}`;
}
