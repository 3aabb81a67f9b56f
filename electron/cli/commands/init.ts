import { needed } from '../arguments.ts';
import { type Command, home, withCore } from '../command.ts';
import { say, words } from '../words.ts';

export const init: Command = {
  usage: 'init --office NAME [--address LINE]… [--place CITY]',
  flags: {
    office: { type: 'string' },
    address: { type: 'string', multiple: true },
    place: { type: 'string' },
  },
  async run(given, out) {
    const name = needed(given.text('office'), '--office', this.usage);
    const letterhead = { name, address: given.all('address'), place: given.text('place') ?? '' };
    const { officeOperations } = await import('../../../shared/contract/office.ts');
    const { valueOf } = await import('../arguments.ts');
    const input = valueOf(officeOperations['office.found'].input, 'office', letterhead);
    await withCore(
      async (core) => {
        const { id } = await core.call('office.found', input);
        out.result({ home: home(), office: { id, name: input.name } }, () =>
          say(words.founded, { home: home(), office: input.name }),
        );
      },
      { create: true },
    );
  },
};
