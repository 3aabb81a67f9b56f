import { syncOperations } from '../../../shared/contract/sync.ts';
import { needed, valueOf } from '../arguments.ts';
import { type Command, withCore } from '../command.ts';
import { say, words } from '../words.ts';

export const enrol: Command = {
  usage: 'enrol URL CODE [--name NAME]',
  flags: { name: { type: 'string' } },
  async run(given, out) {
    const [url, typed] = given.words;
    const input = syncOperations['sync.join'].input.shape;
    const address = valueOf(input.address, 'URL', needed(url, 'URL', this.usage));
    const code = valueOf(input.code, 'CODE', needed(typed, 'CODE', this.usage));
    const name = given.text('name') ?? '';
    await withCore(
      async (core) => {
        const { joined } = await core.call('sync.join', { address, code, name });
        out.result({ ...joined }, () => say(words.joined, { ...joined }));
      },
      { create: true },
    );
  },
};
