import type { LetterFields, PreparedDocument } from '../../contract/letters.ts';
import type { StampThen } from '../../contract/stamp-template.ts';
import type { StampKind, StampPlace } from '../../contract/stamp-place.ts';
import type { Decided } from '../fact.ts';
import type {
  Disposition,
  FollowUp,
  Handover,
  Imported,
  Letter,
  Loan,
  PositionThen,
  Print,
} from './state.ts';

/** A value before and after; the journal keeps both. */
export interface Change<Value = unknown> {
  from: Value;
  to: Value;
}

export type LetterFact =
  | Decided<
      'letter.registered',
      {
        agenda: Letter['agenda'];
        bookTitle: string;
        officeName: string;
        received: string;
        fields: LetterFields;
        document: PreparedDocument | null;
        stampPlaces: Letter['stampPlaces'];
        imported?: Imported;
        answers?: string;
        stamp?: StampThen;
      }
    >
  | Decided<
      'letter.corrected',
      { fields: Partial<Record<keyof LetterFields, Change>>; received?: Change<string> }
    >
  | Decided<'letter.cancelled', { reason: string; withdrawn?: true }>
  | Decided<'letter.reinstated', { received: string; fields: LetterFields; imported: Imported }>
  | Decided<'letter.document-attached', { document: PreparedDocument }>
  | Decided<'letter.stamp-placed', { stamp: StampKind; place: StampPlace }>
  | Decided<
      'letter.stamped',
      { stamp: StampThen; copy: number | null; day: string; place: StampPlace | null }
    >
  | Decided<'letter.stamp-moved', { stamp: string; place: StampPlace }>
  | Decided<'letter.stamp-removed', { stamp: string }>
  | Decided<
      'letter.disposed',
      { disposition: GivenDisposition; place: StampPlace | null; stamp?: StampThen }
    >
  | Decided<'letter.answered', { by: string; number: string }>
  | Decided<'letter.answer-withdrawn', { by: string }>
  | Decided<'letter.handed-over', Omit<Handover, 'at'>>
  | Decided<'letter.lent', Omit<Loan, 'at'>>
  | Decided<'letter.brought-back', Record<never, never>>
  | Decided<'letter.receipt-issued', { code: string }>
  | Decided<'letter.printed', Omit<Print, 'at'> & { sha256: string; printer: string }>
  | Decided<'letter.disposition-recalled', Act & { reason: string }>
  | Decided<'letter.disposition-seen', Act>
  | Decided<'letter.disposition-returned', Act & { reason: string }>
  | Decided<'letter.followed-up', Act & Pick<FollowUp, 'text' | 'attachments'>>
  | Decided<'letter.task-completed', Act & { note: string }>
  | Decided<'letter.task-reopened', Act & { task: string; reason: string }>
  | Decided<'letter.disposition-closed', Act & { note: string }>
  | Decided<'letter.disposition-reopened', Act & { reason: string }>
  | Decided<'letter.dispute-settled', Settled>;

/** How a person settled a fact that disagreed: what stands was kept, or that fact used by a new command. */
export interface Settled {
  fact: string;
  choice: 'kept' | 'used';
}

/** What somebody does about a disposition, in which position, held by whom at that moment. */
interface Act {
  disposition: string;
  by: PositionThen;
}

/** Those given before routing was known have neither kind nor parent nor copies: they are first ones. */
export type GivenDisposition = Pick<Disposition, 'from' | 'to' | 'instructions' | 'note' | 'due'> &
  Partial<Pick<Disposition, 'kind' | 'parent' | 'copies' | 'paper'>>;
