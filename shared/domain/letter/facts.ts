import type { LetterFields, PreparedDocument } from '../../contract/letters.ts';
import type { StampKind, StampPlace } from '../../contract/stamping.ts';
import type { Decided } from '../fact.ts';
import type { Disposition, Letter } from './state.ts';

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
      }
    >
  | Decided<
      'letter.corrected',
      { fields: Partial<Record<keyof LetterFields, Change>>; received?: Change<string> }
    >
  | Decided<'letter.cancelled', { reason: string }>
  | Decided<'letter.document-attached', { document: PreparedDocument }>
  | Decided<'letter.stamp-placed', { stamp: StampKind; place: StampPlace }>
  | Decided<
      'letter.disposed',
      { disposition: Omit<Disposition, 'at' | 'id'>; place: StampPlace | null }
    >;
