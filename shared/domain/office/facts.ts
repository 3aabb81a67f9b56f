import type { OfficeLogo, StampTemplate } from '../../contract/stamp-template.ts';
import type { StampKind, StampPlace } from '../../contract/stamp-place.ts';
import type { PrintKind } from '../../contract/printing.ts';
import type { Decided } from '../fact.ts';
import type { Settled } from '../letter/facts.ts';
import type { Book, Instruction, Position } from './state.ts';

interface Head {
  name: string;
  address: string[];
  place: string;
}

export type OfficeFact =
  | Decided<
      'office.founded',
      Head & { positions: Position[]; instructions: Instruction[]; books: Book[] }
    >
  | Decided<'office.letterhead-set', Head>
  | Decided<'office.position-saved', { position: Position }>
  | Decided<'office.position-closed', { key: string }>
  | Decided<'office.instruction-saved', { instruction: Instruction }>
  | Decided<'office.instruction-closed', { key: string }>
  | Decided<'office.book-opened', { book: Book }>
  | Decided<'office.number-template-set', { key: string; template: string | null }>
  | Decided<
      'office.printed',
      { kind: PrintKind; pages: number; copies: number; sha256: string; printer: string }
    >
  | Decided<'office.public-url-set', { url: string | null }>
  | Decided<'office.stamp-place-set', { stamp: StampKind; place: StampPlace }>
  | Decided<'office.stamp-saved', { template: StampTemplate }>
  | Decided<'office.stamp-removed', { key: string }>
  | Decided<'office.logo-set', { logo: OfficeLogo | null }>
  | Decided<'office.book-handed-over', { book: string; to: string }>
  | Decided<'office.dispute-settled', Settled>;
