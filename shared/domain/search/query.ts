/** Where a word is sought; null: everywhere. */
export type TextField = 'number' | 'sender' | 'subject' | 'recipient' | 'text';

export const exactFields = ['urgency', 'secrecy', 'status', 'book', 'unit', 'code'] as const;
export type ExactField = (typeof exactFields)[number];

/** A query as it was understood. */
export type Query =
  | { kind: 'all' }
  /** `exact`: it stood in quotes, so nothing like it will do. */
  | { kind: 'word'; field: TextField | null; word: string; prefix: boolean; exact: boolean }
  | { kind: 'phrase'; field: TextField | null; words: string[] }
  /** A letter's number or a part of it, its signs left out. */
  | { kind: 'number'; field: 'number' | 'text' | null; key: string }
  | { kind: 'is'; field: ExactField; value: string }
  | { kind: 'agenda'; book: string | null; year: number | null; number: number }
  /** Days, both included; null: open. */
  | { kind: 'days'; field: 'date' | 'received'; from: string | null; until: string | null }
  | { kind: 'not'; of: Query }
  | { kind: 'and' | 'or'; of: Query[] };

export type ProblemCode =
  | 'field-unknown'
  | 'value-unknown'
  | 'value-missing'
  | 'date-unknown'
  | 'range-backwards'
  | 'operator-alone'
  | 'bracket-open'
  | 'bracket-extra'
  | 'quote-open'
  | 'nothing-in'
  | 'too-deep'
  | 'too-long';

/** What of a query could not be understood, and where: from and until, in UTF-16 units of the text typed. */
export interface Problem {
  code: ProblemCode;
  at: [from: number, until: number];
  data: Record<string, unknown>;
}

/** The words that a letter found has in it, so far as they can be shown. */
export function soughtIn(query: Query): Extract<Query, { kind: 'word' | 'phrase' | 'number' }>[] {
  switch (query.kind) {
    case 'word':
    case 'phrase':
    case 'number':
      return [query];
    case 'and':
    case 'or':
      return query.of.flatMap(soughtIn);
    default:
      return [];
  }
}

/** Several conditions as one, without a level for a single one. */
export function joined(kind: 'and' | 'or', of: Query[]): Query {
  // A part that has only been begun says nothing yet: it neither narrows nor widens the rest.
  const said = of.filter((one) => one.kind !== 'all');
  const flat = said.flatMap((one) => (one.kind === kind ? one.of : [one]));
  const [first] = flat;
  if (!first) return { kind: 'all' };
  return flat.length === 1 ? first : { kind, of: flat };
}
