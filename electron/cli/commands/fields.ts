import { LetterCorrection } from '../../../shared/contract/letters.ts';
import { readDay, dayOf } from '../../../shared/domain/dates.ts';
import { LontarError } from '../../../shared/contract/error.ts';
import { type Given, valueOf } from '../arguments.ts';

/** The flags by which a letter's fields are given, and the fields they name. */
const fields = {
  number: 'number',
  date: 'date',
  sender: 'sender',
  subject: 'subject',
  recipient: 'recipient',
  attachments: 'attachments',
  classification: 'classification',
  urgency: 'urgency',
  secrecy: 'secrecy',
  'forwarded-to': 'forwardedTo',
  remarks: 'remarks',
  location: 'location',
} as const;

export const fieldFlags = Object.fromEntries(
  [...Object.keys(fields), 'received'].map((flag) => [flag, { type: 'string' as const }]),
);

export const fieldUsage =
  '[--number --date --recipient --attachments --classification --urgency --secrecy ' +
  '--forwarded-to --remarks --location --received]';

/** The fields given, each checked by itself so that the message names its flag. Throws `usage.value`. */
export function readFields(given: Given): LetterCorrection {
  const entries = Object.entries(fields).flatMap(([flag, field]) => {
    const text = given.text(flag);
    if (text === undefined) return [];
    const value = flag === 'date' ? readDate(text, flag) : valueOfField(field, flag, text);
    return [[field, value]];
  });
  return Object.fromEntries(entries) as LetterCorrection;
}

/** A day as a person types it. Throws `usage.value`. */
export function readDate(text: string, flag: string): string {
  const day = readDay(text, dayOf(new Date()));
  if (day) return day;
  throw new LontarError('usage.value', { flag: `--${flag}`, value: text, expected: 'YYYY-MM-DD' });
}

function valueOfField(field: keyof LetterCorrection, flag: string, text: string): unknown {
  // `Sangat Segera` as letters write it is the urgency `sangat-segera`.
  const value = field === 'urgency' ? text.trim().toLowerCase().replace(/\s+/g, '-') : text;
  return valueOf(
    LetterCorrection.shape[field],
    flag,
    field === 'secrecy' ? text.toUpperCase() : value,
  );
}
