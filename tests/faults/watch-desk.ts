import { openCore } from '../../electron/core/core.ts';
import { takeArrived } from '../../electron/core/scanning/watch/take-arrived.ts';
import { watchFolder } from '../../electron/core/scanning/watch/watch-folder.ts';
import { resources } from './desk.ts';

/** `watch-desk.ts HOME FOLDER [once]`: watches in haste, and says `taken NAME` of each letter moved aside. */
async function watch(home: string, folder: string, once?: string): Promise<void> {
  const core = await openCore({ home, resources });
  process.stdout.write('open\n');
  await watchFolder({
    folder,
    workDir: core.context.archive.blobs.workFolder,
    take: (file) => takeArrived(core.context, file),
    pace: { lookMs: 10, settleMs: 40, endlessMs: 80, unfinishedMs: 2_000 },
    once: once !== undefined,
    tell(event) {
      if ('taken' in event) process.stdout.write(`taken ${event.file}\n`);
    },
  });
  await core.close();
}

if (import.meta.main) {
  const [home, folder, once] = process.argv.slice(2);
  await watch(home!, folder!, once);
}
