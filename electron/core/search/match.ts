import { coverDays } from '../../../shared/domain/search/cover-days.ts';
import type { Query, TextField } from '../../../shared/domain/search/query.ts';
import type { Reader } from '../archive/database.ts';
import { filters, numberBeginning, signs } from './letter-tokens.ts';
import { wordsBeginning } from './vocabulary.ts';

/** Up to so many signs the index has beginnings of words ready. */
const READY = 5;
/** More words than these are left to the index to put together. */
const MOST_WORDS = 100;

/** Which index answers, and what it is asked, in FTS5's language. */
export interface Match {
  table: 'search_tokens' | 'search_places';
  text: string;
}

/** Words to be taken for a word besides itself. */
export type Near = ReadonlyMap<string, readonly string[]>;

const none: Near = new Map();

/** @param only what the viewer may see, as a condition besides */
export function matchOf(
  reader: Reader,
  query: Query,
  { near = none, only }: { near?: Near; only: Query },
): Match {
  const table = needsPlaces(query) ? 'search_places' : 'search_tokens';
  const both: Query = { kind: 'and', of: only.kind === 'all' ? [query] : [query, only] };
  return { table, text: new Writing(reader, table, near).write(both) };
}

/** Phrases need places, and only there the words of the text stand apart from those of the fields. */
function needsPlaces(query: Query): boolean {
  switch (query.kind) {
    case 'phrase':
      return true;
    case 'word':
      return query.field === 'text';
    case 'not':
      return needsPlaces(query.of);
    case 'and':
    case 'or':
      return query.of.some(needsPlaces);
    default:
      return false;
  }
}

class Writing {
  private readonly reader: Reader;
  private readonly table: Match['table'];
  private readonly near: Near;

  constructor(reader: Reader, table: Match['table'], near: Near) {
    this.reader = reader;
    this.table = table;
    this.near = near;
  }

  write(query: Query): string {
    switch (query.kind) {
      case 'all':
        return quoted(filters.all);
      case 'word':
        return this.word(query);
      case 'phrase':
        return this.phrase(query.field, query.words);
      case 'number':
        return this.number(query);
      case 'is':
        return quoted(filters[query.field](query.value));
      case 'agenda':
        return all([
          quoted(filters.agenda(query.number)),
          ...(query.year === null ? [] : [quoted(filters.received(String(query.year)))]),
          ...(query.book === null ? [] : [quoted(filters.book(query.book))]),
        ]);
      case 'days': {
        const spans = coverDays(query).map(
          query.field === 'date' ? filters.date : filters.received,
        );
        return spans.length === 0 ? nothing : any(spans.map(quoted));
      }
      case 'not':
        return `(${quoted(filters.all)} NOT ${this.write(query.of)})`;
      case 'or':
        return any(query.of.map((one) => this.write(one)));
      case 'and': {
        const without = query.of.flatMap((one) => (one.kind === 'not' ? [this.write(one.of)] : []));
        const some = query.of.filter(({ kind }) => kind !== 'not').map((one) => this.write(one));
        const kept = all(some.length > 0 ? some : [quoted(filters.all)]);
        return without.length > 0 ? `(${kept} NOT ${any(without)})` : kept;
      }
    }
  }

  private word({ field, word, prefix, exact }: Extract<Query, { kind: 'word' }>): string {
    const words = exact ? [word] : [word, ...(this.near.get(word) ?? [])];
    const places = this.signsOf(field);
    const tokens = words.flatMap((one) =>
      places.map((sign) => (prefix ? this.beginning(sign, one) : quoted(sign + one))),
    );
    // Digits may be part of a number that has signs in it.
    if (field === null && !exact && word.length >= 3 && /\p{N}/u.test(word)) {
      tokens.push(this.beginning(signs.number, word), this.beginning(signs.mention, word));
    }
    return any(tokens);
  }

  private number({ field, key }: Extract<Query, { kind: 'number' }>): string {
    const places: string[] = [field === 'number' ? signs.number : signs.mention];
    if (field === null) places.push(signs.number);
    return any(places.map((sign) => this.beginning(sign, key)));
  }

  private phrase(field: TextField | null, words: string[]): string {
    const places = this.signsOf(field);
    return any(places.map((sign) => quoted(words.map((word) => sign + word).join(' '))));
  }

  private signsOf(field: TextField | null): string[] {
    if (field === 'text') return [signs.word];
    if (field !== null) return [signs[field]];
    return this.table === 'search_tokens' ? [signs.word] : [signs.word, signs.fields];
  }

  /** Words that begin so. Beyond what the index has ready, the words there are are named. */
  private beginning(sign: string, begin: string): string {
    const asked = `${quoted(sign + begin)} *`;
    const inTokens = this.table === 'search_tokens';
    if (sign === signs.mention) return asked;
    if (sign === signs.number) {
      const token = inTokens ? numberBeginning(begin) : null;
      return token === null ? asked : quoted(token);
    }
    if (inTokens && [...(sign + begin)].length <= READY) return asked;
    const words = wordsBeginning(this.reader, begin, MOST_WORDS);
    if (words === null) return asked;
    return words.length === 0 ? nothing : any(words.map((word) => quoted(sign + word)));
  }
}

/** No token has only this sign and nothing behind it. */
const nothing = '"="';
const quoted = (tokens: string) => `"${tokens}"`;
const any = (some: string[]) => (some.length === 1 ? some[0]! : `(${some.join(' OR ')})`);
const all = (some: string[]) => (some.length === 1 ? some[0]! : `(${some.join(' AND ')})`);
