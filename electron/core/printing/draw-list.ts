import id from '../../../shared/i18n/print.id.json' with { type: 'json' };
import type { Reader } from '../archive/database.ts';
import { foundedOffice } from '../office/store.ts';
import { bookLines } from './book-lines.ts';
import { drawAside } from './draw-aside.ts';

/** A list of letters as pages of the agenda book, in the list's order: the same bytes for the same letters. */
export async function drawList(
  reader: Reader,
  rows: number[],
  resources: string,
): Promise<Uint8Array> {
  const office = foundedOffice(reader);
  const letters = bookLines(reader, rows);
  const titles = new Map(office.books.map(({ key, title }) => [key, title]));
  const [book, ...others] = new Set(letters.map((letter) => letter.book));
  const one = book !== undefined && others.length === 0 ? titles.get(book) : undefined;
  const days = letters.map(({ received }) => received).toSorted();
  const title = one ?? id.agenda.allBooks;
  const period = days.length > 0 ? { from: days[0]!, until: days.at(-1)! } : {};
  const pages = { office: office.name, book: title, letters, ...period };
  const drawn = {
    kind: 'agenda' as const,
    pages,
    title: `${id.agenda.title}: ${title}`,
    resources,
  };
  return (await drawAside(drawn)).bytes;
}
