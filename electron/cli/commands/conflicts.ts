import { syncOperations } from '../../../shared/contract/sync.ts';
import { valueOf } from '../arguments.ts';
import { type Command, withCore } from '../command.ts';
import { explain, say, words } from '../words.ts';

/** Facts that disagreed; `--keep FACT` and `--use FACT` settle one. */
export const conflicts: Command = {
  usage: 'conflicts [--keep FACT | --use FACT]',
  flags: { keep: { type: 'string' }, use: { type: 'string' } },
  async run(given, out) {
    const Fact = syncOperations['sync.settle'].input.shape.fact.optional();
    const [keep, use] = (['keep', 'use'] as const).map((flag) =>
      valueOf(Fact, flag, given.text(flag)),
    );
    await withCore(async (core) => {
      if (keep !== undefined) await core.call('sync.settle', { fact: keep, choice: 'kept' });
      if (use !== undefined) await core.call('sync.settle', { fact: use, choice: 'used' });
      const disputes = await core.call('sync.conflicts', {});
      out.result({ conflicts: disputes }, () =>
        disputes.length === 0
          ? words.noConflicts
          : disputes.map((one) =>
              say(words.conflictLine, {
                fact: one.fact,
                agenda: one.agenda ?? '',
                person: one.actor.person,
                why: explain({ code: one.code, data: { agenda: one.agenda } }),
                differs: one.differs.map(
                  ({ field, stands, wanted }) => `${field}: ${String(stands)} | ${String(wanted)}`,
                ),
              }),
            ),
      );
    });
  },
};
