import { marksIn } from '../../../shared/domain/search/marks.ts';
import type { Query, soughtIn } from '../../../shared/domain/search/query.ts';
import type { Near } from './match.ts';

type Sought = ReturnType<typeof soughtIn>[number];

/** What of a letter is weighed. */
export interface Weighed {
  doc: number;
  received: string;
  number: string | null;
  sender: string;
  subject: string;
  forwarded: string;
  text: string | null;
}

/** How much a word counts in each field: a subject says in ten words what the text says in two hundred. */
const weights = { number: 8, subject: 6, sender: 4, forwarded: 2, text: 1 } as const;
/** BM25's: how soon more of the same word stops counting, and how much a long text is held against it. */
const K1 = 1.2;
const B = 0.6;
const USUAL_LENGTH = 1_800;
/** A letter of today counts so much more than an old one, half of that after a year. */
const FRESH = 0.3;
const DAY = 86_400_000;

/** BM25 with field weights (BM25F, Robertson and Zaragoza 2009) and recency: the best first. */
export function ranked<Letter extends Weighed>(
  letters: readonly Letter[],
  sought: readonly Sought[],
  options: { near: Near; rarity: readonly number[]; today: string },
): Letter[] {
  const scores = new Map(letters.map((one) => [one, scoreOf(one, sought, options)]));
  return letters.toSorted((a, b) => scores.get(b)! - scores.get(a)! || b.doc - a.doc);
}

function scoreOf(
  letter: Weighed,
  sought: readonly Sought[],
  { near, rarity, today }: { near: Near; rarity: readonly number[]; today: string },
): number {
  const often = sought.map(() => 0);
  for (const [field, weight] of Object.entries(weights)) {
    const text = letter[field as keyof typeof weights];
    if (!text) continue;
    const length = field === 'text' ? 1 - B + (B * text.length) / USUAL_LENGTH : 1;
    for (const { of } of marksIn(text, sought, near)) often[of]! += weight / length;
  }
  const words = often.reduce((sum, tf, of) => sum + (rarity[of]! * tf * (K1 + 1)) / (tf + K1), 0);
  const days = Math.max(0, (Date.parse(today) - Date.parse(letter.received)) / DAY);
  return words * (1 + FRESH * 2 ** (-days / 365));
}

/** How telling a word is that so many of all letters have. */
export const rarityOf = (letters: number, having: number): number =>
  Math.log(1 + (Math.max(letters, having) - having + 0.5) / (having + 0.5));

/** The same query, with each thing sought in subject, sender or number instead of anywhere. */
export function inTitle(query: Query): Query {
  switch (query.kind) {
    case 'number':
      return { ...query, field: 'number' };
    case 'word':
    case 'phrase':
      if (query.field !== null) return query;
      return {
        kind: 'or',
        of: [
          { ...query, field: 'subject' },
          { ...query, field: 'sender' },
        ],
      };
    case 'and':
    case 'or':
      return { ...query, of: query.of.map(inTitle) };
    default:
      return query;
  }
}
