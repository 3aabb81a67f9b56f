import { openCore } from '../../../electron/core/core.ts';
import { resources } from '../../faults/desk.ts';

/** Opens the archive in the folder given, says so, and holds it until it is killed. */
await openCore({ home: process.argv[2]!, resources });
process.stdout.write('open\n');
setInterval(() => undefined, 60_000);
