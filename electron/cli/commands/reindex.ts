import { type Command, withCore } from '../command.ts';
import { say, words } from '../words.ts';

export const reindex: Command = {
  usage: 'reindex',
  flags: {},
  async run(_, out) {
    await withCore(async (core) => {
      const result = await core.call('search.reindex', {});
      out.result(result, () => say(words.reindexed, { ...result }));
    });
  },
};
