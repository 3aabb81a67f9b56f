import { statusOf } from './routing.ts';
import type { Letter } from './state.ts';

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

function forwardedOf({ dispositions, fields }: Letter): string {
  const given = dispositions.filter(({ recalled }) => !recalled);
  const titles = new Set(given.flatMap(({ to }) => to.map(({ title }) => title)));
  return titles.size > 0 ? [...titles].join('; ') : (fields.forwardedTo ?? '');
}
