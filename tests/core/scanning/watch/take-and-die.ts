import { openCore } from '../../../../electron/core/core.ts';
import { takeArrived } from '../../../../electron/core/scanning/watch/take-arrived.ts';
import { watchFolder } from '../../../../electron/core/scanning/watch/watch-folder.ts';
import { resources } from '../../../faults/desk.ts';

/** `take-and-die.ts HOME FOLDER`: is killed when the first file is safe and not yet moved aside. */
const core = await openCore({ home: process.argv[2]!, resources });
await watchFolder({
  folder: process.argv[3]!,
  workDir: core.context.archive.blobs.workFolder,
  pace: { lookMs: 10, settleMs: 30, endlessMs: 60, unfinishedMs: 500 },
  async take(file) {
    await takeArrived(core.context, file);
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => undefined);
  },
});
