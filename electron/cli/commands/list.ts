import { ListLetters } from '../../../shared/contract/first-screen.ts';
import { agendaText } from '../../../shared/domain/letter/state.ts';
import { valueOf } from '../arguments.ts';
import { type Command, withCore } from '../command.ts';
import { say, words } from '../words.ts';

export const list: Command = {
  usage:
    'list [FILTER] [--book KEY] [--year YEAR] [--status STATUS] [--sort COLUMN] [--ascending] [--limit N]',
  flags: {
    book: { type: 'string' },
    year: { type: 'string' },
    status: { type: 'string' },
    sort: { type: 'string' },
    ascending: { type: 'boolean' },
    limit: { type: 'string' },
  },
  async run(given, out) {
    const shape = ListLetters.shape;
    const count = (flag: string) => {
      const text = given.text(flag);
      return text === undefined ? undefined : Number(text);
    };
    const input = {
      filter: given.words.join(' '),
      book: valueOf(shape.book, 'book', given.text('book')),
      year: valueOf(shape.year, 'year', count('year')),
      status: valueOf(shape.status, 'status', given.text('status')),
      sort: valueOf(shape.sort, 'sort', given.text('sort')),
      direction: given.is('ascending') ? ('asc' as const) : ('desc' as const),
      first: valueOf(shape.first, 'limit', count('limit') ?? 50),
    };
    await withCore(async (core) => {
      const { order, rows } = await core.call('letters.list', input);
      const letters = rows.map(({ agenda, book, year, ...rest }) => ({
        ...rest,
        agenda: { book, year, number: agenda },
      }));
      out.result({ total: order.length, letters }, () =>
        letters.map((letter) =>
          say(words.columns, {
            ...letter,
            agenda: agendaText(letter.agenda),
            number: letter.number ?? words.noNumber,
            status: words.status[letter.status],
          }),
        ),
      );
    });
  },
};
