import { z } from 'zod';
import type { Problem } from '../domain/search/query.ts';
import type { LetterRow } from './letters.ts';
import { command, query } from './operation.ts';
import type { ReadBox } from './reading.ts';
import { filledLine, Id, Key } from './values.ts';

/** Places in a text, in UTF-16 units: from and until. */
export type Marks = [from: number, until: number][];

export const AskSearch = z.object({
  /** As typed; any text is answered or explained. */
  query: z.string().max(100_000),
  sort: z.enum(['relevance', 'newest']).default('relevance'),
  limit: z.int().min(0).max(500).default(50),
  /** The last word may be half typed. */
  typing: z.boolean().default(false),
  facets: z.boolean().default(true),
  /**
   * The position for which is searched: it sees what was disposed to it or below, the topmost sees
   * all. Null is the registry desk, which sees everything but letters marked R or SR.
   */
  as: Key.nullable().default(null),
});
export type AskSearch = z.input<typeof AskSearch>;

export interface SearchHit extends Omit<LetterRow, 'forwarded' | 'reason'> {
  /** Where the words sought stand in the fields shown. */
  marks: { number: Marks; sender: Marks; subject: Marks };
  /** A piece of the text around the words sought; `page` is null where it is of no page. */
  snippet: { text: string; marks: Marks; page: number | null };
}

export interface Facet {
  value: string;
  label: string;
  /** Among the letters counted. */
  count: number;
}

export interface SearchAnswer {
  /** Exact up to 1,000. */
  total: number;
  /** There are more than `total`; facets then count the newest of them. */
  more: boolean;
  tookMs: number;
  /** The query as it was understood; null where nothing of it was. */
  understood: string | null;
  problems: Problem[];
  /** Words sought besides, since few letters have what was typed. */
  alsoSought: { word: string; near: string[] }[];
  hits: SearchHit[];
  facets: { years: Facet[]; senders: Facet[]; units: Facet[]; statuses: Facet[] };
}

/** Where on the pages the words sought stand. */
export interface FoundPlaces {
  sha256: string | null;
  pages: number;
  /** The first page with a word sought; 1 where there is none. */
  page: number;
  boxes: (ReadBox & { page: number })[];
}

export interface SavedSearch {
  name: string;
  query: string;
}

export const searchOperations = {
  'search.find': query<SearchAnswer>()(AskSearch),
  'search.places': query<FoundPlaces>()(
    z.object({ letter: Id, ...AskSearch.pick({ query: true, typing: true, as: true }).shape }),
  ),
  'search.saved': query<SavedSearch[]>()(z.object({})),
  /** This desk's own; another search of that name is replaced. */
  'search.save': command<SavedSearch[]>()(
    z.object({ name: filledLine(80), query: filledLine(2_000) }),
  ),
  'search.forget': command<SavedSearch[]>()(z.object({ name: filledLine(80) })),
  /** Makes the index anew, a part at a time. */
  'search.reindex': command<{ letters: number }>()(z.object({})),
};
