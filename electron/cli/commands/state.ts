import { type Command, withCore } from '../command.ts';
import { withServerDatabase, officeMeant } from '../server-database.ts';
import { say, words } from '../words.ts';

const flags = { hash: { type: 'boolean' } } as const;

/** A hash over all that is synced: equal on every desk and the server when they agree. */
export const state: Command = {
  usage: 'state --hash',
  flags,
  async run(_, out) {
    await withCore(async (core) => {
      const found = await core.call('sync.hash', {});
      out.result(found, () => say(words.stateHash, { ...found }));
    });
  },
};

export const serverState: Command = {
  usage: 'server state --hash [--office OFFICE]',
  flags: { ...flags, office: { type: 'string' } },
  async run(given, out) {
    const { stateHash } = await import('../../../server/facts/state-hash.ts');
    await withServerDatabase(async (database) => {
      const office = await officeMeant(database, given.text('office'));
      const found = await stateHash(database, office);
      out.result(found, () => say(words.stateHash, { ...found, waiting: 0 }));
    });
  },
};
