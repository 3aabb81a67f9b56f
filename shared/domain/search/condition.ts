import { type FieldName, valueNamed, valueNames } from './field-names.ts';
import { joined, type ProblemCode, type Query, type TextField } from './query.ts';
import { readDays } from './read-days.ts';
import { cut, keyOf, wordsIn } from './words.ts';

interface How {
  quoted: boolean;
  /** It ends where the person still types. */
  typing: boolean;
  today: string;
}

/** `query` is null for what is only half typed yet: no condition, and no problem. */
type Found = { query: Query | null } | { problem: ProblemCode; data?: Record<string, unknown> };

/** What one word, number, phrase or value means in its field. */
export function conditionOf(field: FieldName | null, text: string, how: How): Found {
  switch (field) {
    case 'date':
    case 'received':
      return daysOf(field, text, how);
    case 'urgency':
    case 'secrecy':
    case 'status':
      return valueOf(field, text, how);
    case 'agenda':
      return agendaOf(text);
    case 'code':
      return codeOf(text);
    case 'book':
    case 'unit': {
      const value = text.trim().toLowerCase();
      if (/^[a-z0-9][a-z0-9-]{0,59}$/.test(value)) return { query: { kind: 'is', field, value } };
      return { problem: 'value-unknown', data: { known: [] } };
    }
    case 'number': {
      const key = cut(keyOf(text));
      return key === '' ? { problem: 'nothing-in' } : { query: { kind: 'number', field, key } };
    }
    default:
      return how.quoted ? phraseOf(field, text, how) : wordOf(field, text, how);
  }
}

function daysOf(field: 'date' | 'received', text: string, { today, typing }: How): Found {
  const days = readDays(text, today);
  if (!days) return typing ? { query: null } : { problem: 'date-unknown' };
  if (days.from !== null && days.until !== null && days.from > days.until) {
    return { problem: 'range-backwards' };
  }
  return { query: { kind: 'days', field, ...days } };
}

function valueOf(field: keyof typeof valueNames, text: string, { typing }: How): Found {
  const value = valueNamed(field, text);
  if (value !== undefined) return { query: { kind: 'is', field, value } };
  const known = Object.values(valueNames[field]).map(([name]) => name!);
  const begun = typing && known.some((name) => keyOf(name).startsWith(keyOf(text)));
  return begun ? { query: null } : { problem: 'value-unknown', data: { known } };
}

/** `17`, `17/2026`, `masuk/2026/17`. */
function agendaOf(text: string): Found {
  const found =
    /^(?<book>[a-z0-9-]+)\/(?<year>\d{4})\/(?<number>\d{1,9})$/.exec(text.trim().toLowerCase()) ??
    /^(?<number>\d{1,9})(?:\/(?<year>\d{4}))?$/.exec(text.trim());
  if (!found?.groups) return { problem: 'value-unknown', data: { known: ['17', '17/2026'] } };
  const { book = null, year, number } = found.groups;
  const query = { book, year: year === undefined ? null : Number(year), number: Number(number) };
  return { query: { kind: 'agenda', ...query } };
}

function codeOf(text: string): Found {
  const value = text.trim().replace(/\.\*?$|\*$/, '');
  if (/^\d{1,3}(\.\d{1,3}){0,3}$/.test(value)) {
    return { query: { kind: 'is', field: 'code', value } };
  }
  return { problem: 'value-unknown', data: { known: ['000.1'] } };
}

function phraseOf(field: TextField | null, text: string, { typing }: How): Found {
  const words = wordsIn(text);
  if (words.length === 0) return { problem: 'nothing-in' };
  if (words.length > 1) return { query: { kind: 'phrase', field, words } };
  const word = words[0]!;
  return { query: { kind: 'word', field, word, prefix: typing, exact: true } };
}

/** Signs within a word part it, except in a number, whose parts belong together. */
function wordOf(field: TextField | null, text: string, { typing }: How): Found {
  const words = wordsIn(text);
  if (words.length === 0) return typing ? { query: null } : { problem: 'nothing-in' };
  const last = words.length - 1;
  const begins = typing || text.endsWith('*');
  const inNumber = (field === null || field === 'text') && /\p{N}/u.test(text);
  if (words.length > 1 && inNumber)
    return { query: { kind: 'number', field, key: cut(keyOf(text)) } };
  const each = words.map<Query>((word, index) => {
    return { kind: 'word', field, word, prefix: begins && index === last, exact: false };
  });
  return { query: joined('and', each) };
}
