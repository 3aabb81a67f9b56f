import { LontarError } from '../../contract/error.ts';
import type { OfficeFact } from './facts.ts';
import type { Book, Office } from './state.ts';

/** The office after a fact. Throws `fact.out-of-order` where the fact can't follow this state. */
export function reduceOffice(state: Office | null, id: string, fact: OfficeFact): Office {
  if (fact.type === 'office.founded') {
    if (state) throw new LontarError('fact.out-of-order', { type: fact.type });
    return { id, version: 1, stampPlaces: {}, ...fact.body };
  }
  if (!state) throw new LontarError('fact.out-of-order', { type: fact.type });
  return { ...state, ...change(state, fact), version: state.version + 1 };
}

function change(
  state: Office,
  fact: Exclude<OfficeFact, { type: 'office.founded' }>,
): Partial<Office> {
  switch (fact.type) {
    case 'office.letterhead-set':
      return fact.body;
    case 'office.position-saved':
      return { positions: saved(state.positions, fact.body.position) };
    case 'office.position-closed':
      return { positions: without(state.positions, fact.body.key) };
    case 'office.instruction-saved':
      return { instructions: saved(state.instructions, fact.body.instruction) };
    case 'office.instruction-closed':
      return { instructions: without(state.instructions, fact.body.key) };
    case 'office.book-opened':
      return { books: [...state.books, fact.body.book] };
    case 'office.number-template-set': {
      const { key, template } = fact.body;
      const set = (book: Book) => (book.key === key ? { ...book, template } : book);
      return { books: state.books.map(set) };
    }
    case 'office.public-url-set':
      return { publicUrl: fact.body.url };
    case 'office.stamp-place-set':
      return { stampPlaces: { ...state.stampPlaces, [fact.body.stamp]: fact.body.place } };
    case 'office.stamp-saved': {
      const { template } = fact.body;
      return {
        stamps: [...(state.stamps ?? []).filter(({ key }) => key !== template.key), template],
        stampPlaces: withoutPlace(state, template.key),
      };
    }
    case 'office.stamp-removed':
      return {
        stamps: (state.stamps ?? []).filter(({ key }) => key !== fact.body.key),
        stampPlaces: withoutPlace(state, fact.body.key),
      };
    case 'office.logo-set':
      return { logo: fact.body.logo };
    case 'office.book-handed-over': {
      const { book: key, to } = fact.body;
      const handed = (book: Book) => (book.key === key ? { ...book, device: to } : book);
      return { books: state.books.map(handed) };
    }
    case 'office.printed':
    case 'office.dispute-settled':
      // Evidence alone: nothing of the office changes by it.
      return {};
    default:
      throw new LontarError('fact.unknown', { type: (fact as { type: string }).type });
  }
}

/** A template says where its stamp goes: what was remembered before is over. */
function withoutPlace({ stampPlaces }: Office, stamp: string): Office['stampPlaces'] {
  return Object.fromEntries(Object.entries(stampPlaces).filter(([kind]) => kind !== stamp));
}

interface Listed {
  key: string;
  order: number;
}

function saved<Item extends Listed>(list: Item[], item: Item): Item[] {
  return [...without(list, item.key), item].sort(
    (a, b) => a.order - b.order || (a.key < b.key ? -1 : 1),
  );
}

function without<Item extends Listed>(list: Item[], key: string): Item[] {
  return list.filter((item) => item.key !== key);
}
