import type { PrintKind } from '../../contract/printing.ts';
import { LontarError } from '../../contract/error.ts';
import type { Acting } from '../../contract/office.ts';
import type { z } from 'zod';
import type { LetterFields, PreparedDocument } from '../../contract/letters.ts';
import type { SheetPaper } from '../../contract/sheet-reading.ts';
import type { StampTemplate, StampThen } from '../../contract/stamp-template.ts';
import type { StampKind, StampPlace } from '../../contract/stamp-place.ts';

/** A position as it stood when the disposition was given: the record keeps who held it then. */
export interface PositionThen {
  key: string;
  title: string;
  holder: string;
  acting: z.infer<typeof Acting> | null;
}

/** What a receiver was asked to do, and how far it is. All moments are UTC. */
export interface Task {
  followUps: FollowUp[];
  /** The disposition by which it was passed on to somebody else. */
  forwarded: string | null;
  returned: { at: string; reason: string } | null;
  completed: { at: string; note: string } | null;
}

/** Tindak lanjut: what a receiver reports back. */
export interface FollowUp {
  id: string;
  at: string;
  by: PositionThen;
  text: string;
  attachments: PreparedDocument[];
}

export interface Disposition {
  id: string;
  at: string;
  /** `forward`: a receiver hands the task over as it is, and no longer has it. */
  kind: 'disposition' | 'forward';
  /** The disposition by which `from` got the letter; null for a first one. */
  parent: string | null;
  from: PositionThen;
  to: PositionThen[];
  /** Tembusan: for information alone. */
  copies: PositionThen[];
  instructions: { key: string; text: string }[];
  note: string;
  due: string | null;
  /** The sheet on which it was given by hand. */
  paper?: SheetPaper;
  /** When each receiver, by key, first saw it. */
  seen: Record<string, string>;
  /** One for each of `to`, by key. */
  tasks: Record<string, Task>;
  /** Taken back before anybody had seen it. */
  recalled: { at: string; reason: string } | null;
  /** The giver calls all of it done. */
  closed: { at: string; note: string } | null;
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
  /** The office's own stamps that came by themselves; a kind that is absent is as it comes with Lontar. */
  stampLooks?: Partial<Record<StampKind, StampThen>>;
  /** Those that somebody put; oldest first. */
  stamps?: PutStamp[];
  /** In the order given, with those recalled and returned; one first disposition at most is in force. */
  dispositions: Disposition[];
  /** `withdrawn`: with the import that brought it; its number may come in anew with another. */
  cancelled: { at: string; reason: string; withdrawn?: true } | null;
  /** The table it came from, and its line there; null for a letter registered here. */
  imported: Imported | null;
  /** The incoming letter that this one answers; null where it answers none. */
  answers: string | null;
  /** Outgoing letters that answer this one: with the first its loop is closed. */
  answeredBy: Answer[];
  /** Where its paper went, by the courier book; oldest first. */
  handovers: Handover[];
  /** Who has its paper out of the archive; null: it lies in its place. */
  loan: Loan | null;
  /** Tanda terima: its code opens the letter's public state. */
  receipt: { code: string; at: string } | null;
  /** What of it was put on paper. */
  prints: Print[];
}

export interface PutStamp {
  id: string;
  at: string;
  look: StampThen;
  /** Which copy it calls the letter; null where it says nothing of it. */
  copy: number | null;
  /** By the desk's calendar. */
  day: string;
  /** Null: where its template says. */
  place: StampPlace | null;
}

export interface Imported {
  import: string;
  line: number;
}

export interface Answer {
  letter: string;
  /** As a person knows the answer: its letter number, or its place in the book. */
  number: string;
  at: string;
}

/** Buku ekspedisi: who took the paper, and the picture of the initials. */
export interface Handover {
  at: string;
  to: PositionThen;
  receiver: string;
  signature: PreparedDocument | null;
}

export interface Loan {
  at: string;
  borrower: string;
  until: string | null;
}

export interface Print {
  at: string;
  kind: PrintKind;
  /** Of one copy. */
  pages: number;
  copies: number;
}

/** The hashes of all files that a letter points at: document, sheets, reports, who signed, logos. */
export function filesOf(letter: Letter): string[] {
  const { document, dispositions, handovers, stamps = [], stampLooks = {} } = letter;
  const attached = (dispositions ?? []).flatMap(({ tasks, paper }) => [
    ...(paper ? [paper.document.sha256] : []),
    ...Object.values(tasks ?? {}).flatMap(({ followUps }) =>
      followUps.flatMap(({ attachments }) => attachments.map(({ sha256 }) => sha256)),
    ),
  ]);
  const signed = (handovers ?? []).flatMap(({ signature }) => signature?.sha256 ?? []);
  const looks = [...Object.values(stampLooks), ...stamps.map(({ look }) => look)];
  const logos = looks.flatMap(({ logo }) => logo ?? []);
  return [...(document ? [document.sha256] : []), ...attached, ...signed, ...logos];
}

/** `masuk/2026/17` */
export function agendaText({ book, year, number }: Letter['agenda']): string {
  return `${book}/${year}/${number}`;
}

/** Throws `stamp.no-such-page`. */
export function mustHavePage(
  { pages }: PreparedDocument,
  page: number,
  template?: StampTemplate,
): void {
  const last = template?.pages === 'appended' ? pages + 1 : pages;
  if (page > last) throw new LontarError('stamp.no-such-page', { page, pages });
}
