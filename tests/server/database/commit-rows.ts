import { openPglite } from '../../../server/database/pglite.ts';
import { sql } from '../../../server/database/sql.ts';

/** Ten commits into a new PGlite in the folder named, each told when it is done. */
const database = await openPglite(process.argv[2]!);
await database.script('CREATE TABLE rows (n INTEGER)');
for (let n = 0; n < 10; n += 1) {
  await database.run(sql`INSERT INTO rows VALUES (${n})`);
  process.stdout.write(`done ${n}\n`);
}
process.exit(0);
