import { type Command, withCore } from '../command.ts';
import { say, words } from '../words.ts';

export const rebuild: Command = {
  usage: 'rebuild',
  flags: {},
  async run(_, out) {
    await withCore(async (core) => {
      const result = await core.call('evidence.rebuild', {});
      out.result(result, () => say(words.rebuilt, { ...result }));
    });
  },
};
