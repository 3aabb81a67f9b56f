import { syncOperations } from '../../../shared/contract/sync.ts';
import { needed, trustIn, valueOf } from '../arguments.ts';
import { type Command, withCore } from '../command.ts';
import { say, words } from '../words.ts';

export const enrol: Command = {
  usage: 'enrol URL CODE [--name NAME] [--trust FINGERPRINT]',
  flags: { name: { type: 'string' }, trust: { type: 'string' } },
  async run(given, out) {
    const [url, typed] = given.words;
    const input = syncOperations['sync.join'].input.shape;
    const address = valueOf(input.address, 'URL', needed(url, 'URL', this.usage));
    const code = valueOf(input.code, 'CODE', needed(typed, 'CODE', this.usage));
    const name = given.text('name') ?? '';
    const trust = trustIn(given);
    await withCore(
      async (core) => {
        const { joined } = await core.call('sync.join', { address, code, name, trust });
        out.result({ ...joined }, () => say(words.joined, { ...joined }));
      },
      { create: true },
    );
  },
};
