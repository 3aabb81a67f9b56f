import type { StampField } from '../../../shared/contract/stamp-template.ts';
import type { StampData } from '../../../shared/contract/stamping.ts';
import { printedDay, SECRECY, URGENCY } from './words.ts';

/** What each field says, an entry a line; nothing where the letter has none. */
export type StampValues = Record<StampField, string[]>;

export function valuesOf(data: StampData): StampValues {
  const { about = {}, disposition: given } = data;
  const book = `${data.book} ${data.year}`;
  return {
    office: [data.office],
    agenda: [String(data.number)],
    book: [book],
    'agenda-and-book': [`${data.number} · ${book}`],
    received: [printedDay(data.received)],
    'letter-number': filled(about.number),
    'letter-date': about.date ? [printedDay(about.date)] : [],
    sender: filled(about.sender),
    subject: filled(about.subject),
    recipient: filled(about.recipient),
    attachments: filled(about.attachments),
    classification: filled(about.classification),
    urgency: filled(about.urgency && (URGENCY[about.urgency] ?? about.urgency)),
    secrecy: filled(about.secrecy && (SECRECY[about.secrecy] ?? about.secrecy)),
    from: filled(given?.from),
    holder: filled(given?.holder),
    to: listed(given?.to ?? []),
    instructions: listed(given?.instructions ?? []),
    note: filled(given?.note),
    due: given?.due ? [printedDay(given.due)] : [],
    copy: data.copy === undefined ? [] : [String(data.copy)],
    day: data.day ? [printedDay(data.day)] : [],
  };
}

/** What the QR code says. */
export const carried = (data: StampData): string =>
  data.letter ?? `${data.book}/${data.year}/${data.number}`;

const filled = (text: string | undefined): string[] => (text ? [text] : []);

const LONG_LIST = 8;

/** A short list numbered, a line an entry; a long one run on. */
function listed(entries: readonly string[]): string[] {
  if (entries.length <= 1) return [...entries];
  if (entries.length > LONG_LIST) return [entries.join('; ')];
  return entries.map((entry, index) => `${index + 1}. ${entry}`);
}
