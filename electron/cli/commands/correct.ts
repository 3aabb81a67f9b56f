import { agendaText } from '../../../shared/domain/letter/state.ts';
import { needed } from '../arguments.ts';
import { type Command, letterOf, withCore } from '../command.ts';
import { say, words } from '../words.ts';
import { fieldFlags, fieldUsage, readDate, readFields } from './fields.ts';

export const correct: Command = {
  usage: `correct LETTER [--sender NAME] [--subject TEXT] ${fieldUsage}`,
  flags: fieldFlags,
  async run(given, out) {
    const text = needed(given.words[0], 'LETTER', this.usage);
    const fields = readFields(given);
    const day = given.text('received');
    const received = day === undefined ? undefined : readDate(day, 'received');
    await withCore(async (core) => {
      const letter = await letterOf(core, text);
      const { id, agenda, version } = await core.call('letters.correct', {
        letter,
        fields,
        received,
      });
      out.result({ id, agenda, version }, () =>
        say(words.corrected, { agenda: agendaText(agenda) }),
      );
    });
  },
};
