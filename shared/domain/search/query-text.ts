import { fieldNames, valueNames, type FieldName } from './field-names.ts';
import type { Query } from './query.ts';

/** A query as it was understood, in the form in which it could be typed. */
export function queryText(query: Query): string {
  return write(query, false);
}

function write(query: Query, within: boolean): string {
  switch (query.kind) {
    case 'all':
      return '';
    case 'word': {
      const word = query.exact ? `"${query.word}"` : `${query.word}${query.prefix ? '*' : ''}`;
      return named(query.field, word);
    }
    case 'phrase':
      return named(query.field, `"${query.words.join(' ')}"`);
    case 'number':
      return named(query.field, query.key);
    case 'is':
      return named(query.field, valueText(query.field, query.value));
    case 'agenda':
      return named('agenda', agendaText(query));
    case 'days':
      return named(query.field, daysText(query));
    case 'not':
      return `BUKAN ${write(query.of, true)}`;
    default: {
      const parts = query.of.map((one) => write(one, true)).filter((part) => part !== '');
      const all = parts.join(query.kind === 'and' ? ' DAN ' : ' ATAU ');
      return within && parts.length > 1 ? `(${all})` : all;
    }
  }
}

const named = (field: FieldName | null, value: string) =>
  field === null ? value : `${fieldNames[field][0]}:${value}`;

function valueText(field: FieldName, value: string): string {
  if (field !== 'urgency' && field !== 'secrecy' && field !== 'status') return value;
  return valueNames[field][value]?.[0] ?? value;
}

function agendaText({ book, year, number }: Extract<Query, { kind: 'agenda' }>): string {
  if (book !== null && year !== null) return `${book}/${year}/${number}`;
  return year === null ? String(number) : `${number}/${year}`;
}

function daysText({ from, until }: Extract<Query, { kind: 'days' }>): string {
  if (from === until) return from ?? '';
  return `${from ?? ''}..${until ?? ''}`;
}
