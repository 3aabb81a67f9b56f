import { hash, randomInt, randomUUID } from 'node:crypto';
import { genesis } from '../../shared/domain/fact.ts';
import { newId } from '../../electron/core/archive/identity.ts';
import type { Connection, Database } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** Crockford's base32: nothing in it is mistaken for something else. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SIGNS = 20;
/** A code lies on a desk until somebody types it. */
const VALID_MS = 7 * 86_400_000;

export const codeHash = (code: string) => hash('sha256', code, 'hex');

/** A new office's room on this server, with the chain of what people will do on the web. */
export async function makeOffice(database: Database, name: string): Promise<string> {
  const office = randomUUID();
  await database.transaction(async (connection) => {
    await connection.run(sql`INSERT INTO offices (office, name) VALUES (${office}, ${name})`);
    await connection.run(
      sql`INSERT INTO devices (device, office, name, tip)
          VALUES (${newId()}, ${office}, ${'server'}, ${genesis})`,
    );
  });
  return office;
}

/** A code with which one desk may join, once: 100 bits, shown now and never again, since its hash alone is kept. */
export async function makeCode(
  connection: Connection,
  office: string,
  now: number,
): Promise<string> {
  const code = Array.from({ length: SIGNS }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  const expires = new Date(now + VALID_MS).toISOString();
  await connection.run(
    sql`INSERT INTO enrolment_codes (hash, office, expires)
        VALUES (${codeHash(code)}, ${office}, ${expires})`,
  );
  return code.match(/.{4}/g)!.join('-');
}

/** The code for the very first desk; null once one has joined. */
export async function firstCode(database: Database, now: number): Promise<string | null> {
  const desk = await database.get(sql`SELECT 1 FROM devices WHERE public_key IS NOT NULL LIMIT 1`);
  if (desk) return null;
  const known = await database.get<{ office: string }>(
    sql`SELECT office FROM offices ORDER BY made, office LIMIT 1`,
  );
  const office = known?.office ?? (await makeOffice(database, ''));
  await database.run(sql`DELETE FROM enrolment_codes WHERE office = ${office} AND used IS NULL`);
  return makeCode(database, office, now);
}
