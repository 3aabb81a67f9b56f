import type { z } from 'zod';
import { LontarError } from '../../shared/contract/error.ts';
import type { NewPerson, peopleRoutes } from '../../shared/contract/server/people.ts';
import type { Office } from '../../shared/domain/office/state.ts';
import { newId } from '../../electron/core/archive/identity.ts';
import type { Connection, Database } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { type Account, accountOf, accountWith } from './account.ts';
import { forgetTries } from './failures.ts';
import { hashPassword, madeUpPassword, mustBeStrong } from './password.ts';
import { closeSessions } from './session.ts';

export interface Kept {
  account: Account;
  /** Where it was made up: told once. */
  password: string | null;
}

/**
 * Makes an account. Throws `person.exists`, `person.needs-position`, `position.unknown`,
 * `person.password-weak`.
 */
export async function addPerson(
  database: Database,
  office: string,
  person: z.output<typeof NewPerson>,
  now: number,
): Promise<Kept> {
  const { login, name, role, positions, email } = person;
  const madeUp = person.password === undefined ? madeUpPassword() : null;
  if (person.password !== undefined) mustBeStrong(person.password, login);
  const password = await hashPassword(person.password ?? madeUp!);
  const account = await database.transaction(async (connection) => {
    await mustFit(connection, office, person);
    const added = await connection.run(
      sql`INSERT INTO people (person, office, name, login, password, role, positions, email)
          VALUES (${newId(now)}, ${office}, ${name}, ${login}, ${password}, ${role}, ${positions},
            ${email}) ON CONFLICT DO NOTHING`,
    );
    if (added === 0) throw new LontarError('person.exists', { login });
    return (await accountOf(connection, login))!;
  });
  return { account, password: madeUp };
}

/** Throws `person.unknown`, `person.last-administrator`, and as `addPerson`. */
export async function changePerson(
  database: Database,
  office: string,
  { person, reset, closed, ...change }: z.output<(typeof peopleRoutes)['change']['input']>,
  now: number,
): Promise<Kept> {
  const madeUp = reset ? madeUpPassword() : null;
  const password = madeUp === null ? null : await hashPassword(madeUp);
  return database.transaction(async (connection) => {
    // One after the other, so that two administrators can't close each other.
    await connection.get(sql`SELECT 1 FROM offices WHERE office = ${office} FOR UPDATE`);
    const before = await accountWith(connection, office, person);
    if (!before) throw new LontarError('person.unknown', { person });
    const given = Object.entries(change).filter(([, value]) => value !== undefined);
    const next = { ...before, ...(Object.fromEntries(given) as Partial<Account>) };
    await mustFit(connection, office, next);
    const end = closed ? new Date(now).toISOString() : null;
    const closedAt = closed === undefined ? before.closed : ((end && before.closed) ?? end);
    await connection.run(
      sql`UPDATE people SET name = ${next.name}, role = ${next.role}, positions = ${next.positions},
            email = ${next.email}, closed = ${closedAt} WHERE person = ${person}`,
    );
    await mustHaveAdministrator(connection, office);
    if (password !== null) {
      await connection.run(
        sql`UPDATE people SET password = ${password}, totp = NULL WHERE person = ${person}`,
      );
      await forgetTries(connection, before.login);
    }
    // Who may do something else now, signs in anew.
    if (reset || closed || next.role !== before.role) await closeSessions(connection, person);
    return { account: (await accountWith(connection, office, person))!, password: madeUp };
  });
}

export function peopleOf(connection: Connection, office: string): Promise<Account[]> {
  return connection.all<Account>(
    sql`SELECT people.*, offices.name AS office_name FROM people JOIN offices USING (office)
        WHERE office = ${office} ORDER BY closed IS NOT NULL, name, login`,
  );
}

/** Who acts needs a position, and a position must be one of the office, as far as it is known here. */
async function mustFit(
  connection: Connection,
  office: string,
  { role, positions }: Pick<Account, 'role' | 'positions'>,
): Promise<void> {
  if ((role === 'leader' || role === 'unit') && positions.length === 0) {
    throw new LontarError('person.needs-position');
  }
  const stored = await connection.get<{ state: string }>(
    sql`SELECT state FROM office_states WHERE office = ${office}`,
  );
  if (!stored) return;
  const known = (JSON.parse(stored.state) as Office).positions.map(({ key }) => key);
  const unknown = positions.find((key) => !known.includes(key));
  if (unknown !== undefined) throw new LontarError('position.unknown', { key: unknown, known });
}

async function mustHaveAdministrator(connection: Connection, office: string): Promise<void> {
  const row = await connection.get(
    sql`SELECT 1 FROM people
        WHERE office = ${office} AND role = 'administrator' AND closed IS NULL LIMIT 1`,
  );
  if (!row) throw new LontarError('person.last-administrator');
}
