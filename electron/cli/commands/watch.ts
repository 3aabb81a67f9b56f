import path from 'node:path';
import type { Core } from '../../core/core.ts';
import { type Command, type Out, withCore } from '../command.ts';
import { needed } from '../arguments.ts';
import { explain, say, words } from '../words.ts';

export const watch: Command = {
  usage: 'watch DIR [--once]',
  flags: { once: { type: 'boolean' } },
  async run(given, out) {
    const folder = path.resolve(needed(given.words[0], 'DIR', this.usage));
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
    let refused = 0;
    await withCore(async (core) => {
      refused = await watchInto(core, folder, { out, signal: stop.signal, once: given.is('once') });
    });
    return refused > 0 && given.is('once') ? 1 : 0;
  },
};

/** Gives the number of files that were refused. */
async function watchInto(
  core: Core,
  folder: string,
  { out, signal, once }: { out: Out; signal: AbortSignal; once: boolean },
): Promise<number> {
  const { prepareWatch } = await import('../../core/scanning/watch/watching.ts');
  const { watchFolder } = await import('../../core/scanning/watch/watch-folder.ts');
  const { takeArrived } = await import('../../core/scanning/watch/take-arrived.ts');
  await prepareWatch(core.context.archive.home, folder);
  out.note(say(words.watching, { folder }));
  let refused = 0;
  await watchFolder({
    folder,
    workDir: core.context.archive.blobs.workFolder,
    take: (file) => takeArrived(core.context, file),
    signal,
    once,
    tell(event) {
      if ('trouble' in event) {
        out.note(event.trouble ? explain(event.trouble) : say(words.watching, { folder }));
      } else if ('refused' in event) {
        refused += 1;
        out.result({ file: event.file, refused: event.refused }, () => explain(event.refused));
      } else {
        const { document, again } = event.taken;
        out.result({ file: event.file, document, again }, () =>
          say(again ? words.takenAgain : words.taken, { file: event.file, ...document }),
        );
      }
    },
  });
  return refused;
}
