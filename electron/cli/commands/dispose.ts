import { LontarError } from '../../../shared/contract/error.ts';
import { agendaText } from '../../../shared/domain/letter/state.ts';
import { needed } from '../arguments.ts';
import { type Command, letterOf, withCore } from '../command.ts';
import { say, words } from '../words.ts';
import { readDate } from './fields.ts';

export const dispose: Command = {
  usage:
    'dispose LETTER --from POSITION --to POSITION… [--instruction KEY…] [--note TEXT] [--due DATE]',
  flags: {
    from: { type: 'string' },
    to: { type: 'string', multiple: true },
    instruction: { type: 'string', multiple: true },
    note: { type: 'string' },
    due: { type: 'string' },
  },
  async run(given, out) {
    const text = needed(given.words[0], 'LETTER', this.usage);
    const from = needed(given.text('from'), '--from', this.usage);
    needed(given.all('to')[0], '--to', this.usage);
    const due = given.text('due');
    const input = {
      note: given.text('note') ?? '',
      due: due === undefined ? null : readDate(due, 'due'),
    };
    await withCore(async (core) => {
      const office = await core.call('office.get', {});
      if (!office) throw new LontarError('office.missing');
      const position = keyIn(office.positions, ({ title }) => title);
      const instruction = keyIn(office.instructions, (one) => one.text);
      const letter = await core.call('dispositions.give', {
        ...input,
        letter: await letterOf(core, text),
        from: position(from),
        to: given.all('to').map(position),
        instructions: given.all('instruction').map(instruction),
      });
      const [disposition] = letter.dispositions;
      out.result({ id: letter.id, agenda: letter.agenda, disposition }, () =>
        say(words.disposed, {
          agenda: agendaText(letter.agenda),
          to: disposition!.to.map(({ title }) => title),
        }),
      );
    });
  },
};

/** A key, or the words that the office knows it by. What is neither stays, for the core to refuse. */
function keyIn<Item extends { key: string }>(items: Item[], wordsOf: (item: Item) => string) {
  return (text: string) => {
    const wanted = text.trim().toLowerCase();
    const found = items.find(
      (item) => item.key === wanted || wordsOf(item).toLowerCase() === wanted,
    );
    return found?.key ?? text;
  };
}
