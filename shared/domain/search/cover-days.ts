import type { Days } from './read-days.ts';

/** From here on a date is a slip of the pen: all such are one. */
const BEYOND = '21';

/** By which a day is found: itself, its month, year, decade and century. */
export function spansOf(day: string): string[] {
  const century = day.slice(0, 2) < BEYOND ? day.slice(0, 2) : BEYOND;
  return [day, day.slice(0, 7), day.slice(0, 4), day.slice(0, 3), century];
}

/** The fewest spans that together are these days. */
export function coverDays({ from, until }: Days): string[] {
  const spans: string[] = [];
  const end = until === null || until >= '2100' ? null : until;
  let at = from === null || from < '1900' ? '1900-01-01' : from;
  if (at >= '2100') return end === null ? [BEYOND] : [];
  while (at <= (end ?? '2099-12-31')) {
    const span = widestFrom(at, end);
    spans.push(span);
    at = firstAfter(span);
  }
  if (end === null) spans.push(BEYOND);
  return spans;
}

/** The widest span that begins on this day and ends within the days. */
function widestFrom(day: string, end: string | null): string {
  const [year, rest] = [day.slice(0, 4), day.slice(5)];
  const begins = [
    year.endsWith('00') && rest === '01-01' && day.slice(0, 2),
    year.endsWith('0') && rest === '01-01' && day.slice(0, 3),
    rest === '01-01' && year,
    rest.endsWith('-01') && day.slice(0, 7),
  ];
  const fits = (span: string) => end === null || lastOf(span) <= end;
  return begins.find((span): span is string => span !== false && fits(span)) ?? day;
}

function lastOf(span: string): string {
  return dayBefore(firstAfter(span));
}

function firstAfter(span: string): string {
  if (span.length === 10) return move(span, 1);
  if (span.length === 7) {
    const [year, month] = span.split('-').map(Number) as [number, number];
    return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
  }
  return `${String(Number(span) + 1).padEnd(4, '0')}-01-01`;
}

const dayBefore = (day: string) => move(day, -1);

function move(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
}
