import type { FastifyRequest } from 'fastify';
import { LontarError } from '../../shared/contract/error.ts';
import { Signature } from '../../shared/contract/server/facts.ts';
import { Id } from '../../shared/contract/values.ts';
import { seeCounter } from '../../shared/domain/sync/counter-window.ts';
import { signatureHeaders, signedText } from '../../shared/domain/sync/signed-text.ts';
import type { Database } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { isSigned } from './keys.ts';

/** A desk that has shown who it is. */
export interface Desk {
  device: string;
  office: string;
  /** Its public key's 32 bytes in base64url. */
  key: string;
}

interface DeviceRow {
  office: string;
  public_key: Uint8Array | null;
  counter: number;
  counters_seen: Uint8Array | null;
  revoked: string | null;
}

/** What a request says of itself, by its headers. Throws `auth.needed`. */
export function readSignature({ headers }: FastifyRequest) {
  const device = Id.safeParse(headers[signatureHeaders.device]);
  const counter = Number(headers[signatureHeaders.counter]);
  const signature = Signature.safeParse(headers[signatureHeaders.signature]);
  if (!device.success || !signature.success || !Number.isSafeInteger(counter) || counter < 1) {
    throw new LontarError('auth.needed');
  }
  return { device: device.data, counter, signature: signature.data };
}

/** Of an upload's part its place in the whole is signed; the whole is checked by its own hash. */
export function textSigned({ method, url, bodyHash }: FastifyRequest, counter: number): string {
  const body = method === 'PATCH' ? '*' : bodyHash;
  return signedText({ method, path: url, body, counter });
}

/** How often a desk's own parallel requests may push its window along under each other's feet. */
const TRIES = 20;

/**
 * The desk that signed a request, each counter once, whichever server it comes to.
 * Throws `auth.needed`, `auth.signature`, `auth.replayed` (with the newest counter, so that a desk whose
 * own was lost goes on after it), `auth.revoked`.
 */
export async function authenticate(database: Database, request: FastifyRequest): Promise<Desk> {
  const { device, counter, signature } = readSignature(request);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const row = await database.get<DeviceRow>(
      sql`SELECT office, public_key, counter, counters_seen, revoked FROM devices
          WHERE device = ${device}`,
    );
    if (!row?.public_key) throw new LontarError('auth.signature');
    const key = Buffer.from(row.public_key).toString('base64url');
    if (!isSigned(key, textSigned(request, counter), signature)) {
      throw new LontarError('auth.signature');
    }
    if (row.revoked) throw new LontarError('auth.revoked');
    const seen = row.counters_seen ?? new Uint8Array(32);
    const next = seeCounter({ newest: row.counter, seen }, counter);
    if (!next) throw new LontarError('auth.replayed', { counter: row.counter });
    const moved = await database.run(
      sql`UPDATE devices SET counter = ${next.newest}, counters_seen = ${next.seen}, heard = now()
          WHERE device = ${device} AND counter = ${row.counter}
            AND counters_seen IS NOT DISTINCT FROM ${row.counters_seen}`,
    );
    if (moved === 1) return { device, office: row.office, key };
  }
  throw new LontarError('request.too-many');
}
