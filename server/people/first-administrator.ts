import { hash, randomInt } from 'node:crypto';
import { LontarError } from '../../shared/contract/error.ts';
import type { Database } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { Account } from './account.ts';
import { addPerson } from './keep-accounts.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LIFE_MS = 7 * 24 * 3_600_000;

const hashOf = (code: string) => hash('sha256', `administrator ${code}`, 'hex');

/**
 * A code by which the office's first administrator makes the own account: 100 bits, good once, for a
 * week; those given out before are void. Null where there is an administrator.
 */
export async function firstAdministratorCode(
  database: Database,
  office: string,
  now: number,
): Promise<string | null> {
  const code = Array.from({ length: 20 }, () => ALPHABET[randomInt(32)]).join('');
  const expires = new Date(now + LIFE_MS).toISOString();
  return database.transaction(async (connection) => {
    const administrator = await connection.get(
      sql`SELECT 1 FROM people WHERE office = ${office} AND role = 'administrator' LIMIT 1`,
    );
    if (administrator) return null;
    await connection.run(sql`DELETE FROM administrator_codes WHERE office = ${office}`);
    await connection.run(
      sql`INSERT INTO administrator_codes (hash, office, expires)
          VALUES (${hashOf(code)}, ${office}, ${expires})`,
    );
    return code.replace(/(.{4})(?=.)/g, '$1-');
  });
}

/** Throws `auth.wrong` for a code that is unknown, used or too old, and as `addPerson`. */
export async function becomeFirstAdministrator(
  database: Database,
  { code, login, name, password }: { code: string; login: string; name: string; password: string },
  now: number,
): Promise<Account> {
  const known = await database.get<{ office: string }>(
    sql`SELECT office FROM administrator_codes
        WHERE hash = ${hashOf(code)} AND expires > ${new Date(now).toISOString()}`,
  );
  if (!known) throw new LontarError('auth.wrong');
  const { office } = known;
  const person = {
    login,
    name,
    password,
    role: 'administrator',
    positions: [],
    email: null,
  } as const;
  const { account } = await addPerson(database, office, { ...person, positions: [] }, now);
  // Of two who bring the same code at once, the second has no account.
  const taken = await database.run(
    sql`DELETE FROM administrator_codes WHERE hash = ${hashOf(code)}`,
  );
  if (taken === 1) return account;
  await database.run(sql`DELETE FROM people WHERE person = ${account.person}`);
  throw new LontarError('auth.wrong');
}

/** For each office without an administrator its code, to be shown where the server was started. */
export async function firstAdministratorCodes(
  database: Database,
  now: number,
): Promise<{ office: string; code: string }[]> {
  const offices = await database.all<{ office: string; name: string }>(
    sql`SELECT office, name FROM offices ORDER BY made`,
  );
  const codes: { office: string; code: string }[] = [];
  for (const { office, name } of offices) {
    const code = await firstAdministratorCode(database, office, now);
    if (code !== null) codes.push({ office: name, code });
  }
  return codes;
}
