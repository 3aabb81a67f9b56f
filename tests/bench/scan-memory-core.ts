import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BatchProgress } from '../../shared/contract/batches.ts';
import { openCore } from '../../electron/core/core.ts';
import { resources } from '../faults/desk.ts';

/** No scanner is faster than the clean-up for long; so many pages ahead is a full feeder's head start. */
const AHEAD = 60;

async function scanAndClose(home: string, scans: string, pages: number): Promise<void> {
  const core = await openCore({ home, resources });
  const files = readdirSync(scans).map((name) => path.join(scans, name));
  const { batch } = await core.call('batches.open', {
    settings: { splitting: { by: 'none' }, cleanUp: {} },
  });

  for (let done = 0; done < pages;) {
    const next = Array.from(
      { length: Math.min(10, pages - done) },
      (_, at) => (done + at) % files.length,
    );
    const { stopped } = await core.call('batches.add', {
      batch,
      files: next.map((at) => files[at]!),
    });
    if (stopped) throw new Error(stopped.code);
    done += next.length;
    say({ step: 'in', pages: done });
    while ((await core.call('batches.get', { batch })).waiting > AHEAD) {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  let cleaned = false;
  const { documents } = await core.call(
    'batches.close',
    { batch },
    {
      progress: (value) => {
        if (cleaned || (value as BatchProgress).step !== 'document') return;
        cleaned = true;
        say({ step: 'cleaned', pages });
      },
    },
  );
  const [made] = documents;
  if (documents.length !== 1 || made!.document.pages !== pages) throw new Error('not one document');
  say({ step: 'closed', pages, file: core.context.archive.blobs.pathOf(made!.document.sha256) });
  await core.close();
}

function say(said: object): void {
  process.stdout.write(`${JSON.stringify(said)}\n`);
}

/** `scan-memory-core.ts HOME SCANS PAGES`: one batch through the core, as its own process. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [home, scans, count] = process.argv.slice(2) as [string, string, string];
  await scanAndClose(home, scans, Number(count));
}
