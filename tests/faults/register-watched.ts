import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openCore } from '../../electron/core/core.ts';
import { captureFiles } from '../../electron/core/scanning/capture.ts';
import { resources } from './desk.ts';

/** `register-watched.ts HOME FILE`: registers one letter with a file, between two words on stdout. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [home, file] = process.argv.slice(2) as [string, string];
  const core = await openCore({ home, resources });
  await core.call('office.found', { name: 'Sekretariat Daerah' });
  writeSync(1, 'begin-registering\n');
  const document = await captureFiles(core.context, [file]);
  const fields = { sender: 'Pengirim', subject: 'Perihal' };
  await core.call('letters.register', { fields, document });
  writeSync(1, 'registered-and-safe\n');
  await core.close();
}
