import { writeSync } from 'node:fs';
import { sql } from '../../electron/core/archive/sql.ts';
import { openCore } from '../../electron/core/core.ts';
import { resources } from './desk.ts';

/** `reading-desk.ts HOME`: reads what waits until it is killed, and says each page when it is kept. */
if (import.meta.main) {
  const core = await openCore({ home: process.argv[2]!, resources, create: false, reads: true });
  writeSync(1, 'open\n');
  const { read } = core.context.archive;
  let last = 0;
  core.on(() => {
    const rows = read.all<{ row: number; page: string }>(
      sql`SELECT rowid AS row, sha256 || ' ' || page AS page FROM reading_pages
          WHERE rowid > ${last} AND reading IS NOT NULL ORDER BY rowid`,
    );
    for (const { row, page } of rows) {
      last = row;
      writeSync(1, `${page}\n`);
    }
  });
  // Reading alone does not keep a process alive.
  setInterval(() => undefined, 60_000);
}
