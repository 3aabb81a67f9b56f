import { isWord, plain } from './spelling.ts';

/** Names of months as letters write them, misspelt and short forms included. */
const months: string[][] = [
  ['januari', 'january', 'jan'],
  ['februari', 'pebruari', 'february', 'feb'],
  ['maret', 'march', 'mar'],
  ['april', 'apr'],
  ['mei', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['agustus', 'august', 'agt', 'agst', 'agu', 'aug'],
  ['september', 'sept', 'sep'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nopember', 'nov', 'nop'],
  ['desember', 'december', 'des', 'dec'],
];

const notMonths = new Set([
  'ramadan',
  'ramadhan',
  'rajab',
  'safar',
  'muharram',
  'syawal',
  'masehi',
]);

export interface DayFound {
  day: string;
  /** Where it stands in the text. */
  from: number;
  to: number;
  /** 1 where it reads as it stands; less where letters were taken for digits, or nothing parts them. */
  clear: number;
}

/** 1 to 12; 0 where it is no month. */
export function monthOf(read: string): number {
  const text = plain(read);
  if (text.length < 3 || notMonths.has(text)) return 0;
  const exact = months.findIndex((names) => names.includes(text));
  if (exact !== -1) return exact + 1;
  // `Me1`, `Mci`, `Junl`, `Ju1i`: too short for a letter wrong anywhere.
  const short = { mel: 5, mci: 5, mer: 5, met: 5, moi: 5, junl: 6, jull: 7, jurni: 6 }[text];
  if (short) return short;
  const near = months.flatMap((names, index) =>
    names.some((name) => name.length >= 5 && isWord(read, name)) ? [index + 1] : [],
  );
  return near.length === 1 ? near[0]! : 0;
}

/** `l5`, `3O`: digits as an engine may have read them. */
export const digits = (text: string) =>
  text
    .replace(/[lLI|!]/g, '1')
    .replace(/[oOQ]/g, '0')
    .replace(/[sS]/g, '5')
    .replace(/B/g, '8');

const worded =
  /(?<![\p{L}\d/])(?:([\dlLI|!oOSs]{1,2})\s*[.,]?\s*(?:st|nd|rd|th)?[\s.,\\-]*(?:J(?=\p{Lu}))?)([\p{L}\d|!]{3,10})[\s.,-]*([12][\dOolIS]{3})(?!\d)/gu;
const americanWorded = /(?<!\p{L})(\p{L}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/gu;
const numbers = /(?<![\d./-])(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})(?![\d/-]|\.\d)/g;
const iso = /(?<![\d./-])(\d{4})-(\d{2})-(\d{2})(?!\d)/g;

/** Every day that a text names, in its order. */
export function daysIn(text: string): DayFound[] {
  const found: DayFound[] = [];
  const add = (match: RegExpMatchArray, year: string, month: number, date: string) => {
    const [y, d] = [digits(year), digits(date)];
    const full = y.length === 2 ? `20${y}` : y;
    const day = existing(Number(full), month, Number(d));
    const from = match.index ?? 0;
    if (!day || found.some((other) => from < other.to && other.from < from + match[0].length))
      return;
    const parted = !match[0].startsWith(`${date}${match[2]}`);
    const clear = (y === year && d === date ? 1 : 0.85) * (parted ? 1 : 0.6);
    found.push({ day, from, to: from + match[0].length, clear });
  };
  for (const match of text.matchAll(worded)) add(match, match[3]!, monthOf(match[2]!), match[1]!);
  for (const match of text.matchAll(americanWorded))
    add(match, match[3]!, monthOf(match[1]!), match[2]!);
  for (const match of text.matchAll(iso)) add(match, match[1]!, Number(match[2]), match[3]!);
  for (const match of text.matchAll(numbers)) add(match, match[3]!, Number(match[2]), match[1]!);
  return found.sort((a, b) => a.from - b.from);
}

function existing(year: number, month: number, date: number): string | null {
  if (month < 1 || month > 12 || year < 1945 || year > 2100) return null;
  const day = new Date(Date.UTC(year, month - 1, date));
  return day.getUTCMonth() === month - 1 && date > 0 ? day.toISOString().slice(0, 10) : null;
}
