import { createHash } from 'node:crypto';
import type { Reader } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';
import { confirmedRow, cursorOf, unconfirmed } from './standing.ts';

/**
 * SHA-256 over everything that is synced: the office's state, each letter's in the order of their ids, and
 * the ids of open disputes, a line each, in canonical JSON. The server's is made the same way.
 */
export function stateHash(reader: Reader): { hash: string; head: number; waiting: number } {
  const digest = createHash('sha256');
  const office = reader.get<{ state: string }>(sql`SELECT state FROM office`);
  digest.update(`${office?.state ?? 'null'}\n`);
  const letters = reader.each<{ state: string }>(
    sql`SELECT state FROM letters JOIN letter_states USING (row) ORDER BY letter`,
  );
  for (const { state } of letters) digest.update(`${state}\n`);
  const open = reader.column<string>(
    sql`SELECT fact FROM disputes WHERE settled = 0 ORDER BY fact`,
  );
  for (const fact of open) digest.update(`"${fact}"\n`);
  const waiting = unconfirmed(reader, confirmedRow(reader), 1_000_000).length;
  return { hash: digest.digest('hex'), head: cursorOf(reader), waiting };
}
