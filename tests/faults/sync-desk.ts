import { writeSync } from 'node:fs';
import { openCore } from '../../electron/core/core.ts';
import { resources } from './desk.ts';
import { workOnce } from './office-work.ts';
import { randomFrom } from './random.ts';

/** A desk in a process of its own, to be killed: works and exchanges, and says which letters it has registered. */
const [home, seed, hours] = process.argv.slice(2);
const random = randomFrom(Number(seed));
const now = () => Date.now() + Number(hours) * 3_600_000;
const core = await openCore({ home: home!, resources, now });
for (let turn = Number(seed); ; turn += 1) {
  await workOnce(core, random, turn, (letter) => writeSync(1, `${letter}\n`));
  if (turn % 3 === 0) await core.call('sync.now', {}).catch(() => undefined);
}
