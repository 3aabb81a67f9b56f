import { createHash } from 'node:crypto';
import type { Database } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** Letters read at once. */
const PAGE = 2000;

/** As a desk makes it of its own: see electron/core/sync/state-hash.ts. */
export async function stateHash(
  database: Database,
  office: string,
): Promise<{ hash: string; head: number }> {
  return database.transaction(async (connection) => {
    const digest = createHash('sha256');
    const row = await connection.get<{ head: number }>(
      sql`SELECT head FROM offices WHERE office = ${office} FOR SHARE`,
    );
    const found = await connection.get<{ state: string }>(
      sql`SELECT state FROM office_states WHERE office = ${office}`,
    );
    digest.update(`${found?.state ?? 'null'}\n`);
    let last = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const letters = await connection.all<{ letter: string; state: string }>(
        sql`SELECT letter, state FROM letters WHERE office = ${office} AND letter > ${last}
            ORDER BY letter LIMIT ${PAGE}`,
      );
      for (const { state } of letters) digest.update(`${state}\n`);
      if (letters.length < PAGE) break;
      last = letters.at(-1)!.letter;
    }
    const open = await connection.all<{ fact: string }>(
      sql`SELECT fact FROM disputes WHERE office = ${office} AND settled IS NULL ORDER BY fact`,
    );
    for (const { fact } of open) digest.update(`"${fact}"\n`);
    return { hash: digest.digest('hex'), head: row!.head };
  });
}
