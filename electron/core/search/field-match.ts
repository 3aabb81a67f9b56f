import { cut, wordsIn } from '../../../shared/domain/search/words.ts';
import { rowOfDoc } from './doc.ts';
import { signs } from './letter-tokens.ts';

/** The rows of letters that a condition of `search_tokens` fits: a subquery with one value. */
export const rowsWith = `SELECT ${rowOfDoc('rowid')} FROM search_tokens WHERE search_tokens MATCH ?`;

/** Each word as typed begins a word of the book's columns, or of one; null where there is no word. */
export function fieldsBegin(
  typed: string,
  where: 'fields' | 'sender' | 'recipient',
): string | null {
  const words = wordsIn(typed);
  if (words.length === 0) return null;
  return words
    .map((word) => {
      const begins = `"${signs[where]}${word}" *`;
      return where === 'fields' ? `(${begins} OR "${signs.number}${word}" *)` : begins;
    })
    .join(' AND ');
}

/** The letter's whole number, or what it ends in, is this one without its signs. */
export const numberIs = (key: string) => `"${signs.number}${cut(key)}"`;
