import { dayInWords } from '../../../shared/domain/dates.ts';
import { spansOf } from '../../../shared/domain/search/cover-days.ts';
import { joinedFromEach, numbersIn, wordsIn } from '../../../shared/domain/search/words.ts';
import { statusOf } from '../../../shared/domain/letter/routing.ts';
import type { Disposition, Letter } from '../../../shared/domain/letter/state.ts';

/**
 * By what a token begins. A word has nothing before it, wherever it stands in `search_tokens`, and if it
 * stands in the text in `search_places`; `+` is a word of any field, which has the sign of its field
 * besides. `#` is the letter's own number joined, `~` one that stands in a text; `=` begins what is
 * filtered by.
 */
export const signs = {
  word: '',
  fields: '+',
  subject: '@',
  sender: '<',
  recipient: '>',
  number: '#',
  mention: '~',
} as const;

/** Between what does not follow upon each other, so that no phrase crosses it. */
const GAP = '|';

export interface LetterTokens {
  /** In the order of the letter, for phrases. */
  inOrder: string[];
  fields: ReadonlySet<string>;
  texts: ReadonlySet<string>;
  /** The letter's number joined from each of its words on; many letters share the beginnings. */
  own: readonly string[];
}

/** Everything by which a letter is found. `pages`: what was read on its document's pages. */
export function tokensOf(letter: Letter, pages: readonly string[]): LetterTokens {
  const { fields } = letter;
  const all = fieldTexts(letter);
  const inFields = all.map(wordsIn);
  const inText = pages.flatMap((page) => [...wordsIn(page), GAP]);
  const recipients = [fields.recipient, ...titlesOf(letter)].filter((text) => text !== null);
  const signed = (sign: string, words: string[]) => [...words.map((word) => sign + word), GAP];
  const mentions = [...pages, ...all.slice(1)].flatMap(numbersIn).flatMap(joinedFromEach);
  const own = joinedFromEach(wordsIn(fields.number ?? ''));
  const inOrder = [
    ...inText,
    ...inFields.flatMap((words) => signed(signs.fields, words)),
    ...signed(signs.subject, wordsIn(fields.subject)),
    ...signed(signs.sender, wordsIn(fields.sender)),
    ...recipients.flatMap((text) => signed(signs.recipient, wordsIn(text))),
    ...signed(signs.number, own),
    ...new Set(signed(signs.mention, mentions)),
    ...filtersOf(letter),
  ];
  const texts = new Set(inText);
  texts.delete(GAP);
  return { inOrder, fields: new Set(inFields.flat()), texts, own };
}

/** The beginnings of letters' numbers, in signs, that are tokens of their own. */
const BEGINNINGS = { shortest: 5, longest: 8 };

/** The token of the numbers that begin so; null where there is none for beginnings of that length. */
export function numberBeginning(begin: string): string | null {
  const { shortest, longest } = BEGINNINGS;
  if (begin.length < shortest || begin.length > longest) return null;
  return `${signs.number}${begin}|`;
}

function beginningsOf(number: string): string[] {
  const lengths = Array.from({ length: number.length }, (_, index) => index + 1);
  return lengths.flatMap((length) => numberBeginning(number.slice(0, length)) ?? []);
}

/** The tokens without an order, each once. */
export function setOf({ inOrder, fields, own }: LetterTokens): Set<string> {
  const set = new Set(inOrder);
  set.delete(GAP);
  for (const word of fields) set.add(word);
  for (const number of own) {
    for (const token of beginningsOf(number)) set.add(token);
  }
  return set;
}

/** The tokens that filter, without their `=`: every letter has `a`. */
export const filters = {
  all: '=a',
  book: (key: string) => `=b:${key}`,
  agenda: (number: number) => `=n:${number}`,
  code: (code: string) => `=k:${code}`,
  urgency: (value: string) => `=d:${value}`,
  secrecy: (value: string) => `=x:${value.toLowerCase()}`,
  status: (value: string) => `=s:${value}`,
  unit: (key: string) => `=u:${key}`,
  date: (span: string) => `=t:${span}`,
  received: (span: string) => `=r:${span}`,
};

/** Where the letter was sent to in this office, now or before; what was taken back does not count. */
export function unitsOf({ dispositions }: Letter): string[] {
  const inForce = dispositions.filter(({ recalled }) => !recalled);
  const keys = inForce.flatMap(({ to, copies }) => [...to, ...copies].map(({ key }) => key));
  return [...new Set(keys)].toSorted();
}

function filtersOf(letter: Letter): string[] {
  const { agenda, fields } = letter;
  const code = fields.classification?.split('.') ?? [];
  const givers = letter.dispositions.map(({ from }) => from.key);
  return [
    filters.all,
    filters.book(agenda.book),
    filters.agenda(agenda.number),
    ...code.map((_, level) => filters.code(code.slice(0, level + 1).join('.'))),
    filters.urgency(fields.urgency),
    filters.secrecy(fields.secrecy),
    filters.status(statusOf(letter)),
    // Who gave a disposition knows the letter as well as who got it.
    ...new Set([...unitsOf(letter), ...givers].map(filters.unit)),
    ...spansOf(letter.received).map(filters.received),
    ...(fields.date ? spansOf(fields.date).map(filters.date) : []),
  ];
}

/** The number first; then all that is written in the book and on the sheets. */
export function fieldTexts(letter: Letter): string[] {
  const { agenda, fields, dispositions } = letter;
  const texts = [
    fields.number ?? '',
    fields.sender,
    fields.subject,
    `${agenda.number}`,
    fields.recipient,
    fields.attachments,
    fields.classification,
    fields.remarks,
    fields.location,
    fields.date && dayInWords(fields.date),
    dayInWords(letter.received),
    ...titlesOf(letter),
    ...dispositions.flatMap(({ note, instructions }) => [
      note,
      ...instructions.map(({ text }) => text),
    ]),
    ...dispositions.flatMap(reportsOf),
    letter.cancelled?.reason ?? null,
  ];
  return texts.filter((text) => text !== null);
}

function titlesOf({ dispositions, fields }: Letter): string[] {
  const given = dispositions.filter(({ recalled }) => !recalled);
  const titles = given.flatMap(({ to, copies }) => [...to, ...copies].map(({ title }) => title));
  return titles.length > 0 ? [...new Set(titles)] : [fields.forwardedTo ?? ''];
}

const reportsOf = ({ tasks }: Disposition) =>
  Object.values(tasks).flatMap(({ followUps, completed, returned }) => [
    ...followUps.map(({ text }) => text),
    completed?.note ?? '',
    returned?.reason ?? '',
  ]);
