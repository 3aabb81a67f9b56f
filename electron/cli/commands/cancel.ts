import { agendaText } from '../../../shared/domain/letter/state.ts';
import { needed } from '../arguments.ts';
import { type Command, letterOf, withCore } from '../command.ts';
import { say, words } from '../words.ts';

export const cancel: Command = {
  usage: 'cancel LETTER --reason TEXT',
  flags: { reason: { type: 'string' } },
  async run(given, out) {
    const text = needed(given.words[0], 'LETTER', this.usage);
    const reason = needed(given.text('reason'), '--reason', this.usage);
    await withCore(async (core) => {
      const letter = await letterOf(core, text);
      const { id, agenda, cancelled } = await core.call('letters.cancel', { letter, reason });
      out.result({ id, agenda, cancelled }, () =>
        say(words.cancelled, { agenda: agendaText(agenda) }),
      );
    });
  },
};
