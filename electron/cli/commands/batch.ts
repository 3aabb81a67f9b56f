import { LontarError } from '../../../shared/contract/error.ts';
import { Id } from '../../../shared/contract/values.ts';
import type { Core } from '../../core/core.ts';
import { type Given, needed, valueOf } from '../arguments.ts';
import { type Command, type Out, withCore } from '../command.ts';
import { explain, say, words } from '../words.ts';
import { closedSentence, feedAndTell } from './scan-batch.ts';

type Deed = (core: Core, given: Given, out: Out) => Promise<number | void>;

const deeds: Record<string, Deed> = {
  async list(core, given, out) {
    const batches = await core.call('batches.list', { closed: given.is('closed') });
    if (batches.length === 0) out.note(words.batchNone);
    out.result({ batches }, () =>
      batches.map((one) => say(words.batchLine, one as unknown as Record<string, unknown>)),
    );
  },
  async show(core, given, out) {
    const view = await core.call('batches.get', { batch: await batchOf(core, given) });
    for (const { code, data, pages } of view.warnings) {
      out.note(explain({ code, data: { ...data, pages } }));
    }
    out.result(view, () =>
      view.parts.map(({ name, pages, book }) =>
        say(words.batchPart, { name, pages: pages.length, book }),
      ),
    );
  },
  async resume(core, given, out) {
    return feedAndTell(core, await batchOf(core, given), 'batches.resume', given, out);
  },
  async close(core, given, out) {
    const closed = await core.call('batches.close', { batch: await batchOf(core, given) });
    out.result(closed, () => closedSentence(closed));
  },
  async discard(core, given, out) {
    const view = await core.call('batches.discard', { batch: await batchOf(core, given) });
    out.result({ batch: view.batch, status: view.status }, () => []);
  },
  async restore(core, given, out) {
    const view = await core.call('batches.restore', { batch: await batchOf(core, given) });
    out.result({ batch: view.batch, status: view.status }, () => []);
  },
};

export const batch: Command = {
  usage:
    'batch list [--closed] | show|resume|close|discard|restore [BATCH] [--register-drafts] [--anyway]',
  flags: {
    closed: { type: 'boolean' },
    'register-drafts': { type: 'boolean' },
    anyway: { type: 'boolean' },
  },
  async run(given, out) {
    const [name = '', , ...more] = given.words;
    const deed = Object.hasOwn(deeds, name) ? deeds[name] : undefined;
    if (!deed) {
      const what = Object.keys(deeds).join('|');
      throw new LontarError('usage.missing', { what, usage: this.usage });
    }
    if (more.length > 0) throw new LontarError('usage.too-many', { what: more, usage: this.usage });
    return withCore((core) => deed(core, given, out));
  },
};

/** The one named; or the only one that is open. */
async function batchOf(core: Core, given: Given): Promise<string> {
  const named = given.words[1];
  if (named !== undefined) return valueOf(Id, 'batch', named);
  const open = await core.call('batches.list', {});
  return needed(open.length === 1 ? open[0]!.batch : undefined, 'BATCH', batch.usage);
}
