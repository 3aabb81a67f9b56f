const months = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
];

/** `2024-06-13` as letters write it: `13 Juni 2024`. */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date} ${months[month! - 1]} ${year}`;
}

/** The calendar day of a moment on this machine's clock. */
export function dayOf(moment: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/** Whole days from one day to another, negative where the other comes before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** As the desk itself writes days in English. */
const englishMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Spoken and short forms that clerks and letters use, beside the full names. */
const otherMonths: Record<string, number> = { nopember: 11, pebruari: 2, agt: 8, agst: 8, des: 12 };

/**
 * A day as a person types it: `13 Juni 2024`, `13/6/24`, `13-06-2024`, `130624`, `13 6` (this year),
 * `2024-06-13`, `13 June 2024`. Day before month, always. Null where it is no day.
 */
export function readDay(typed: string, today: string): string | null {
  const text = typed.trim().toLowerCase();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const digits = /^(\d{2})(\d{2})(\d{2}|\d{4})$/.exec(text);
  if (digits) return existing(fullYear(digits[3]!), Number(digits[2]), Number(digits[1]));
  const parts = /^(\d{1,2})[\s./-]+([a-z]+|\d{1,2})(?:[\s./-]+(\d{2}|\d{4}))?$/.exec(text);
  if (!parts) return null;
  const year = parts[3] ? fullYear(parts[3]) : Number(today.slice(0, 4));
  return existing(year, monthOf(parts[2]!), Number(parts[1]));
}

/** 1 to 12, of a month in figures or of its name or beginning, Indonesian or English; else 0. */
export function monthOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  if (Object.hasOwn(otherMonths, text)) return otherMonths[text]!;
  if (text.length < 3) return 0;
  const begins = (month: string) => month.toLowerCase().startsWith(text);
  return months.findIndex(begins) + 1 || englishMonths.findIndex(begins) + 1;
}

function fullYear(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

function existing(year: number, month: number, date: number): string | null {
  const day = new Date(Date.UTC(year, month - 1, date));
  const exists =
    year >= 1900 && day.getUTCMonth() === month - 1 && day.getUTCDate() === date && month >= 1;
  return exists ? day.toISOString().slice(0, 10) : null;
}
