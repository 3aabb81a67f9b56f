import { LontarError } from '../../../shared/contract/error.ts';
import { agendaText } from '../../../shared/domain/letter/state.ts';
import { needed } from '../arguments.ts';
import { type Command, letterOf, withCore } from '../command.ts';
import { lettersOf, tellMany } from '../many.ts';
import { officeKeys } from '../office-keys.ts';
import { say, words } from '../words.ts';
import { readDate } from './fields.ts';

export const dispose: Command = {
  usage:
    'dispose LETTER… --from POSITION --to POSITION… [--copy POSITION…] [--instruction KEY…] ' +
    '[--note TEXT] [--due DATE] [--under DISPOSITION]',
  flags: {
    from: { type: 'string' },
    to: { type: 'string', multiple: true },
    copy: { type: 'string', multiple: true },
    instruction: { type: 'string', multiple: true },
    note: { type: 'string' },
    due: { type: 'string' },
    under: { type: 'string' },
  },
  async run(given, out) {
    const text = needed(given.words[0], 'LETTER', this.usage);
    const from = needed(given.text('from'), '--from', this.usage);
    needed(given.all('to')[0], '--to', this.usage);
    const due = given.text('due');
    const under = given.text('under');
    const input = {
      note: given.text('note') ?? '',
      due: due === undefined ? null : readDate(due, 'due'),
    };
    return withCore(async (core) => {
      const { position, instruction } = await officeKeys(core);
      const disposed = {
        ...input,
        from: position(from),
        to: given.all('to').map(position),
        copies: given.all('copy').map(position),
        instructions: given.all('instruction').map(instruction),
      };
      if (given.words.length > 1) {
        if (under !== undefined) {
          throw new LontarError('usage.too-many', { what: '--under', usage: this.usage });
        }
        const letters = await lettersOf(core, given.words);
        return tellMany(out, await core.call('bulk.dispose', { ...disposed, letters }));
      }
      const letter = await core.call('dispositions.give', {
        ...disposed,
        letter: await letterOf(core, text),
        ...(under !== undefined && { under }),
      });
      const disposition = letter.dispositions.at(-1)!;
      out.result({ id: letter.id, agenda: letter.agenda, disposition }, () =>
        say(words.disposed, {
          agenda: agendaText(letter.agenda),
          to: disposition.to.map(({ title }) => title),
        }),
      );
      return 0;
    });
  },
};
