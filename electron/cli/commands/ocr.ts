import { LontarError } from '../../../shared/contract/error.ts';
import type { Core } from '../../core/core.ts';
import { needed } from '../arguments.ts';
import { type Command, type Out, withCore } from '../command.ts';
import { explain, say, words } from '../words.ts';

const actions = ['status', 'run', 'retry', 'pause', 'resume'] as const;

export const ocr: Command = {
  usage: 'ocr status|run|retry|pause|resume',
  flags: {},
  async run(given, out) {
    const wanted = needed(given.words[0], 'status|run|retry|pause|resume', this.usage);
    const action = actions.find((known) => known === wanted);
    if (!action) {
      const expected = actions.join(', ');
      throw new LontarError('usage.value', { flag: 'ocr', value: wanted, expected });
    }
    if (given.words[1]) {
      throw new LontarError('usage.too-many', { what: given.words[1], usage: this.usage });
    }
    return withCore(async (core) => {
      if (action === 'pause') await core.call('reading.pause', {});
      if (action === 'resume') await core.call('reading.resume', {});
      if (action === 'retry') await core.call('reading.retry', {});
      if (action === 'run' || action === 'retry') await read(core);
      return tell(core, out);
    });
  },
};

/** Until nothing is left to do now; Ctrl+C keeps what was read. */
async function read(core: Core): Promise<void> {
  const stop = new AbortController();
  const onSignal = () => stop.abort(new LontarError('call.cancelled', { name: 'reading.read' }));
  process.once('SIGINT', onSignal);
  try {
    await core.call('reading.read', {}, { signal: stop.signal });
  } finally {
    process.off('SIGINT', onSignal);
  }
}

async function tell(core: Core, out: Out): Promise<void> {
  const engine = await core.call('reading.engine', {});
  const status = { ...(await core.call('reading.status', {})), engine };
  out.result(status, () => [
    say(status.paused ? words.readingPaused : words.reading, { ...status }),
    ...status.unread.map(({ sha256, page, reason }) =>
      say(words.unread, { sha256: sha256.slice(0, 12), page, why: explain(reason) }),
    ),
  ]);
}
