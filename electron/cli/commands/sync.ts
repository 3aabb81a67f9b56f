import { trustIn } from '../arguments.ts';
import { type Command, type Out, withCore } from '../command.ts';
import { explain, say, words } from '../words.ts';
import { toWireError } from '../../../shared/contract/error.ts';
import type { Core } from '../../core/core.ts';

const WATCH_MS = 2000;

export const sync: Command = {
  usage: 'sync [--watch] [--trust FINGERPRINT]',
  flags: { watch: { type: 'boolean' }, trust: { type: 'string' } },
  async run(given, out) {
    const fingerprint = trustIn(given);
    await withCore(async (core) => {
      if (fingerprint !== undefined) await core.call('sync.trust', { fingerprint });
      if (!given.is('watch')) return exchange(core, out);
      const ending = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const)
        process.once(signal, () => ending.abort());
      while (!ending.signal.aborted) {
        try {
          await exchange(core, out);
        } catch (error) {
          // It is tried again; what waits is safe here.
          out.note(explain(toWireError(error)));
        }
        await new Promise((resolve) => setTimeout(resolve, WATCH_MS));
      }
    });
  },
};

async function exchange(core: Core, out: Out): Promise<void> {
  const done = await core.call('sync.now', {});
  out.result(done, () => say(words.synced, { ...done }));
}
