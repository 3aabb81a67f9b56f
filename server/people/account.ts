import type { Person, Role } from '../../shared/contract/server/people.ts';
import type { Connection } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** A row of `people`, with the name of its office. */
export interface Account {
  person: string;
  office: string;
  office_name: string;
  name: string;
  login: string;
  password: string;
  totp: string | null;
  totp_step: number;
  role: Role;
  positions: string[];
  email: string | null;
  language: 'id' | 'en';
  closed: string | null;
}

/** Of an account what may be shown. */
export function shown(account: Account): Person {
  const { person, login, name, role, positions, email, language } = account;
  const totp = account.totp !== null;
  return {
    person,
    login,
    name,
    role,
    positions,
    email,
    language,
    totp,
    closed: account.closed !== null,
  };
}

export const accountOf = (connection: Connection, login: string) =>
  connection.get<Account>(sql`SELECT people.*, offices.name AS office_name
    FROM people JOIN offices USING (office) WHERE login = ${login}`);

export const accountWith = (connection: Connection, office: string, person: string) =>
  connection.get<Account>(sql`SELECT people.*, offices.name AS office_name
    FROM people JOIN offices USING (office) WHERE office = ${office} AND person = ${person}`);
