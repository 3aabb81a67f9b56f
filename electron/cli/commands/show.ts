import { agendaText } from '../../../shared/domain/letter/state.ts';
import { needed } from '../arguments.ts';
import { type Command, letterOf, withCore } from '../command.ts';

export const show: Command = {
  usage: 'show LETTER',
  flags: {},
  async run(given, out) {
    const text = needed(given.words[0], 'LETTER', this.usage);
    await withCore(async (core) => {
      const found = await core.call('letters.get', { letter: await letterOf(core, text) });
      const { letter, history } = found;
      out.result({ ...letter, history }, () => [
        `${agendaText(letter.agenda)}  ${letter.id}`,
        ...Object.entries(letter.fields)
          .filter(([, value]) => value !== null)
          .map(([name, value]) => `${name}: ${value}`),
        ...history.map(({ at, actor, type }) => `${at}  ${actor.person}  ${type}`),
      ]);
    });
  },
};
