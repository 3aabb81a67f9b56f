import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { LontarError } from '../../shared/contract/error.ts';
import type { enrolmentRoutes } from '../../shared/contract/server/enrolment.ts';
import { genesis } from '../../shared/domain/fact.ts';
import { freshWindow, seeCounter } from '../../shared/domain/sync/counter-window.ts';
import type { ServerContext } from '../context.ts';
import type { Connection } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { readSignature, textSigned } from './authenticate.ts';
import { codeHash } from './codes.ts';
import { isSigned } from './keys.ts';

type Input = z.output<typeof enrolmentRoutes.enrol.input>;
type Output = z.output<typeof enrolmentRoutes.enrol.output>;

interface CodeRow {
  office: string;
  expires: string;
  used: string | null;
  device: string | null;
}

/**
 * A desk joins the office that its code is for. The same desk may say it again with the same key, where
 * the answer was lost; a desk that was revoked comes back by a new code.
 * Throws `enrol.code`, `auth.signature`, `enrol.other-office`, `enrol.elsewhere`.
 */
export async function enrol(
  { database, now }: ServerContext,
  input: Input,
  request: FastifyRequest,
): Promise<Output> {
  const signed = readSignature(request);
  const text = textSigned(request, signed.counter);
  if (signed.device !== input.device || !isSigned(input.publicKey, text, signed.signature)) {
    throw new LontarError('auth.signature');
  }
  return database.transaction(async (connection) => {
    const hash = codeHash(input.code);
    const code = await connection.get<CodeRow>(
      sql`SELECT office, expires, used, device FROM enrolment_codes WHERE hash = ${hash} FOR UPDATE`,
    );
    const own = await connection.get<{ office: string; public_key: Uint8Array | null }>(
      sql`SELECT office, public_key FROM devices WHERE device = ${input.device} FOR UPDATE`,
    );
    const key = Buffer.from(input.publicKey, 'base64url');
    const again = code?.device === input.device && own?.public_key && key.equals(own.public_key);
    if (!code || (code.used ? !again : Date.parse(code.expires) < now())) {
      throw new LontarError('enrol.code');
    }
    if (own && (own.office !== code.office || own.public_key === null)) {
      throw new LontarError('enrol.elsewhere');
    }
    const answer = await joinOffice(connection, code.office, input.founded);
    if (!again) {
      // By another key the chain's last signature can't be checked: the next facts bring one.
      const counters = seeCounter(freshWindow(), signed.counter)!;
      await connection.run(
        sql`INSERT INTO devices (device, office, name, public_key, tip, counter, counters_seen, heard)
            VALUES (${input.device}, ${code.office}, ${input.name}, ${key}, ${genesis},
              ${counters.newest}, ${counters.seen}, now())
            ON CONFLICT (device) DO UPDATE SET name = excluded.name, revoked = NULL, heard = now(),
              signature = CASE WHEN devices.public_key = excluded.public_key
                THEN devices.signature END,
              public_key = excluded.public_key, counter = excluded.counter,
              counters_seen = excluded.counters_seen`,
      );
      await connection.run(
        sql`UPDATE enrolment_codes SET used = now(), device = ${input.device} WHERE hash = ${hash}`,
      );
    }
    return answer;
  });
}

/** A desk that has founded its office brings it where there is none yet, and can join no other. */
async function joinOffice(
  connection: Connection,
  office: string,
  founded: string | null,
): Promise<Output> {
  const row = await connection.get<{ name: string; founded: string | null; head: number }>(
    sql`SELECT name, founded, head FROM offices WHERE office = ${office} FOR UPDATE`,
  );
  const { name, head } = row!;
  if (founded !== null && row!.founded !== null && founded !== row!.founded) {
    throw new LontarError('enrol.other-office', { name });
  }
  const known = row!.founded ?? founded;
  if (known !== row!.founded) {
    const taken = await connection.get(sql`SELECT 1 FROM offices WHERE founded = ${known}`);
    if (taken) throw new LontarError('enrol.other-office', { name });
    await connection.run(sql`UPDATE offices SET founded = ${known} WHERE office = ${office}`);
  }
  return { office, name, founded: known, head };
}
