import { monthOf, readDay } from '../dates.ts';

export interface Days {
  from: string | null;
  until: string | null;
}

/**
 * Days as they are typed behind `tgl:`: `2024`, `2024-06`, `2024-06-13`, `Juni 2024`, `13 Juni 2024`,
 * `13/6/2024`, two of these with `..` between, or one with `..` before or behind. Null where it is no
 * day. Both ends are included; a range backwards is given as it is.
 */
export function readDays(typed: string, today: string): Days | null {
  const [from, until, ...more] = typed.split('..').map((part) => part.trim());
  if (more.length > 0 || from === undefined) return null;
  if (until === undefined) return readOne(from, today);
  const first = from === '' ? null : readOne(from, today);
  const last = until === '' ? null : readOne(until, today);
  if ((from !== '' && !first) || (until !== '' && !last) || (!first && !last)) return null;
  return { from: first?.from ?? null, until: last?.until ?? null };
}

/** The days that a text begins with when a word of it is a month: `13 Juni 2024..20 Juni 2024 rapat`. */
export function daysInWordsAt(text: string): string {
  const day = String.raw`(?:\d{1,2}\s+)?[a-z]{3,}\s+\d{4}`;
  const range = new RegExp(String.raw`^(?:\.\.\s*${day}|${day}(?:\s*\.\.(?:\s*${day})?)?)`, 'i');
  return range.exec(text)?.[0] ?? '';
}

function readOne(typed: string, today: string): { from: string; until: string } | null {
  const year = /^(\d{4})$/.exec(typed)?.[1];
  if (year) return Number(year) < 1900 ? null : { from: `${year}-01-01`, until: `${year}-12-31` };
  const numbered = /^(\d{4})-(\d{1,2})$/.exec(typed);
  if (numbered) return wholeMonth(Number(numbered[1]), Number(numbered[2]));
  const named = /^([a-z]{3,})\s+(\d{4})$/i.exec(typed);
  if (named) return wholeMonth(Number(named[2]), monthOf(named[1]!.toLowerCase()));
  const day = readDay(typed, today);
  return day ? { from: day, until: day } : null;
}

function wholeMonth(year: number, month: number): { from: string; until: string } | null {
  if (year < 1900 || month < 1 || month > 12) return null;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const start = `${year}-${String(month).padStart(2, '0')}`;
  return { from: `${start}-01`, until: `${start}-${last}` };
}
