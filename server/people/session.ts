import { hash, randomBytes } from 'node:crypto';
import type { Role } from '../../shared/contract/server/people.ts';
import type { Connection } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { Account } from './account.ts';

const HOUR = 3_600_000;

/** How long a session lives without being used, and at all: shorter where more can be done with it. */
const LIFE: Record<Role, { idle: number; most: number }> = {
  administrator: { idle: HOUR, most: 12 * HOUR },
  auditor: { idle: 4 * HOUR, most: 24 * HOUR },
  clerk: { idle: 4 * HOUR, most: 24 * HOUR },
  leader: { idle: 72 * HOUR, most: 14 * 24 * HOUR },
  unit: { idle: 72 * HOUR, most: 14 * 24 * HOUR },
};
/** Its last use is written down no oftener than this. */
const USE_MS = 60_000;

/** Whoever asks, as a session tells: its account, and which session. */
export interface Caller extends Account {
  session: string;
  csrf: string;
}

const secret = () => randomBytes(32).toString('base64url');
const hashOf = (token: string) => hash('sha256', token, 'hex');
const moment = (ms: number) => new Date(ms).toISOString();

/** @returns the token for the cookie; only its hash is kept */
export async function openSession(
  connection: Connection,
  { person, role }: { person: string; role: Role },
  now: number,
): Promise<{ token: string; csrf: string; seconds: number }> {
  const [token, csrf] = [secret(), secret()];
  const { most } = LIFE[role];
  await connection.run(sql`DELETE FROM sessions WHERE expires < ${moment(now)}`);
  await connection.run(
    sql`INSERT INTO sessions (hash, person, csrf, made, used, expires)
        VALUES (${hashOf(token)}, ${person}, ${csrf}, ${moment(now)}, ${moment(now)},
          ${moment(now + most)})`,
  );
  return { token, csrf, seconds: most / 1000 };
}

/** Null: there is none, it is over, or its account closed. */
export async function callerOf(
  connection: Connection,
  token: string,
  now: number,
): Promise<Caller | null> {
  const row = await connection.get<Caller & { used: string; expires: string }>(
    sql`SELECT people.*, offices.name AS office_name, sessions.hash AS session, csrf, used, expires
        FROM sessions JOIN people USING (person) JOIN offices USING (office)
        WHERE hash = ${hashOf(token)} AND people.closed IS NULL`,
  );
  if (!row) return null;
  const { used, expires, ...caller } = row;
  const idle = now - Date.parse(used);
  if (Date.parse(expires) <= now || idle > LIFE[row.role].idle) return null;
  if (idle > USE_MS) {
    await connection.run(
      sql`UPDATE sessions SET used = ${moment(now)} WHERE hash = ${row.session}`,
    );
  }
  return caller;
}

export async function closeSession(connection: Connection, session: string): Promise<void> {
  await connection.run(sql`DELETE FROM sessions WHERE hash = ${session}`);
}

/** @param except the one that goes on */
export async function closeSessions(
  connection: Connection,
  person: string,
  except = '',
): Promise<void> {
  await connection.run(sql`DELETE FROM sessions WHERE person = ${person} AND hash <> ${except}`);
}
