import { openCore } from './core.ts';
import { hostCore, parentOf } from './host.ts';
import { secretsOf } from './secrets.ts';

/** The core's process, started by `CoreStarter` as `process HOME RESOURCES`. */
const [home, resources] = process.argv.slice(2);
if (home === undefined || resources === undefined) {
  throw new Error('the core needs the folders of its archive and its resources');
}
const parent = parentOf(process);
const secrets = secretsOf(parent);
hostCore(
  parent,
  () => openCore({ home, resources, secrets, reads: true, watches: true, syncs: true }),
  process.exit,
);
