import type { z } from 'zod';
import type { BookDirection, Holder, Instruction, Position } from '../../contract/office.ts';
import type { StampKind, StampPlace } from '../../contract/stamping.ts';

export type Holder = z.infer<typeof Holder>;
export type Position = z.infer<typeof Position>;
export type Instruction = z.infer<typeof Instruction>;

export interface Book {
  key: string;
  title: string;
  direction: z.infer<typeof BookDirection>;
  /** The device that alone gives this book's numbers. */
  device: string;
  /** How an outgoing book numbers its letters; absent or null: numbers are typed. */
  template?: string | null;
}

export interface Office {
  id: string;
  /** How many facts made this state. */
  version: number;
  name: string;
  address: string[];
  place: string;
  positions: Position[];
  instructions: Instruction[];
  books: Book[];
  /** Where the office's server answers the public, without a slash at its end; absent or null: nowhere. */
  publicUrl?: string | null;
  /** Where stamps go unless a letter says otherwise; none: where the page itself suggests. */
  stampPlaces: Partial<Record<StampKind, StampPlace>>;
}

export function positionOf(office: Office, key: string): Position | undefined {
  return office.positions.find((position) => position.key === key);
}
