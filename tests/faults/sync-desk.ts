import { writeSync } from 'node:fs';
import { openCore } from '../../electron/core/core.ts';
import { resources } from './desk.ts';
import { workOnce } from './office-work.ts';
import { randomFrom } from './random.ts';

/** Works and exchanges until it is killed, and says which letters it has registered. */
async function workForEver(home: string, seed: number, hours: number): Promise<never> {
  const random = randomFrom(seed);
  const now = () => Date.now() + hours * 3_600_000;
  const core = await openCore({ home, resources, now });
  for (let turn = seed; ; turn += 1) {
    await workOnce(core, random, turn, (letter) => writeSync(1, `${letter}\n`));
    if (turn % 3 === 0) await core.call('sync.now', {}).catch(() => undefined);
  }
}

/** `sync-desk.ts HOME SEED HOURS`: a desk in a process of its own, its clock so many hours off. */
if (import.meta.main) {
  const [home, seed, hours] = process.argv.slice(2);
  await workForEver(home!, Number(seed), Number(hours));
}
