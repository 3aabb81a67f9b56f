import { hash } from 'node:crypto';
import { LontarError } from '../../shared/contract/error.ts';
import type { Connection } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** So many tries are free; then each costs twice the wait of the one before, up to a quarter of an hour. */
const FREE = 5;
const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 15 * 60;
/** Forgotten after this without another. */
const REMEMBERED_MS = 24 * 3_600_000;

/** Counted by name, whether there is such a person or not: the answer must not tell. */
const keyOf = (login: string) => hash('sha256', `login ${login}`, 'hex');
const moment = (ms: number) => new Date(ms).toISOString();

/**
 * Counts a try before it is looked at, so that many at once are no way around; `forgetTries` follows
 * where it was right. Throws `auth.locked` while too many in a row were wrong.
 */
export async function countTry(connection: Connection, login: string, now: number): Promise<void> {
  const key = keyOf(login);
  await connection.run(
    sql`DELETE FROM sign_in_failures WHERE last < ${moment(now - REMEMBERED_MS)}`,
  );
  const counted = await connection.get(
    sql`INSERT INTO sign_in_failures AS kept (login, failures, last, until)
        VALUES (${key}, 1, ${moment(now)}, 'epoch')
        ON CONFLICT (login) DO UPDATE SET failures = kept.failures + 1, last = excluded.last,
          until = CASE WHEN kept.failures + 1 < ${FREE} THEN 'epoch'
            ELSE excluded.last + interval '1 second' * least(${LONGEST_WAIT_SECONDS},
              ${FIRST_WAIT_SECONDS} * 2 ^ least(kept.failures + 1 - ${FREE}, 16)) END
          WHERE kept.until <= excluded.last
        RETURNING 1`,
  );
  if (counted) return;
  const row = await connection.get<{ until: string }>(
    sql`SELECT until FROM sign_in_failures WHERE login = ${key}`,
  );
  const wait = row ? Date.parse(row.until) - now : 0;
  throw new LontarError('auth.locked', { seconds: Math.max(1, Math.ceil(wait / 1000)) });
}

export async function forgetTries(connection: Connection, login: string): Promise<void> {
  await connection.run(sql`DELETE FROM sign_in_failures WHERE login = ${keyOf(login)}`);
}
