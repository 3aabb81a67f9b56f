import { dayInWords } from '../../../shared/domain/dates.ts';
import { statusOf } from '../../../shared/domain/letter/routing.ts';
import type { Disposition, Letter } from '../../../shared/domain/letter/state.ts';

/** What lists sort and filter by: derived from the state, never changed by itself. */
export function columnsOf(letter: Letter) {
  const { agenda, received, fields } = letter;
  return {
    book: agenda.book,
    year: agenda.year,
    agenda: agenda.number,
    received,
    number: fields.number,
    date: fields.date,
    sender: fields.sender,
    subject: fields.subject,
    urgency: fields.urgency,
    secrecy: fields.secrecy,
    status: statusOf(letter),
    pages: letter.document?.pages ?? 0,
    forwarded: forwardedOf(letter),
  };
}

/** The words by which the list finds the letter. */
export function wordsOf(letter: Letter) {
  const { fields } = letter;
  const rest = [
    `${letter.agenda.number}`,
    fields.recipient,
    fields.attachments,
    fields.classification,
    fields.remarks,
    fields.location,
    fields.date && dayInWords(fields.date),
    dayInWords(letter.received),
    forwardedOf(letter),
    ...letter.dispositions.map(({ note }) => note),
    ...letter.dispositions.flatMap(reportsOf),
  ];
  return {
    // With the number as one word beside its parts: by it duplicates are found.
    number: fields.number ? `${fields.number} ${keyOf(fields.number)}` : '',
    sender: fields.sender,
    subject: fields.subject,
    rest: rest.filter(Boolean).join('\n'),
  };
}

/** Letters and digits alone, lower case: `B-2884/UN.08` and `b 2884 / un 08` are the same number. */
export function keyOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

const reportsOf = ({ tasks }: Disposition) =>
  Object.values(tasks).flatMap(({ followUps }) => followUps.map(({ text }) => text));

function forwardedOf({ dispositions, fields }: Letter): string {
  const given = dispositions.filter(({ recalled }) => !recalled);
  const titles = new Set(given.flatMap(({ to }) => to.map(({ title }) => title)));
  return titles.size > 0 ? [...titles].join('; ') : (fields.forwardedTo ?? '');
}
