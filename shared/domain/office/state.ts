import type { z } from 'zod';
import type { BookDirection, Holder, Instruction, Position } from '../../contract/office.ts';
import type { OfficeLogo, StampTemplate, StampThen } from '../../contract/stamp-template.ts';
import type { StampKind, StampPlace } from '../../contract/stamp-place.ts';

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
  /** The stamps that the office has made or changed; absent: all are as they come. */
  stamps?: StampTemplate[];
  logo?: OfficeLogo | null;
}

/** The office's own stamp of that key as it is today; null: it has none, or none of its own. */
export function ownStamp(office: Office, key: string): StampThen | null {
  const template = office.stamps?.find((one) => one.key === key);
  return template ? stampNow(office, template) : null;
}

export function stampNow(office: Office, template: StampTemplate): StampThen {
  return { template, logo: template.logo === null ? null : (office.logo?.sha256 ?? null) };
}

export function positionOf(office: Office, key: string): Position | undefined {
  return office.positions.find((position) => position.key === key);
}
