import type { FastifyRequest } from 'fastify';
import { timingSafeEqual } from 'node:crypto';
import { LontarError } from '../../shared/contract/error.ts';
import type { Role } from '../../shared/contract/server/people.ts';
import type { ServerContext } from '../context.ts';
import { tokenOf } from './cookie.ts';
import { type Caller, callerOf } from './session.ts';

const CSRF = 'lontar-csrf';

/**
 * Who is signed in. What may change something also needs the session's token in a header, which other
 * sites can't set, and an `Origin` that is this one.
 * Throws `auth.needed`, `auth.origin`.
 */
export const personCaller =
  ({ database, settings, now }: ServerContext) =>
  async (request: FastifyRequest): Promise<Caller> => {
    const token = tokenOf(settings, request);
    const caller = token === undefined ? null : await callerOf(database, token, now());
    if (!caller) throw new LontarError('auth.needed');
    if (request.method !== 'GET') {
      mustBeOurs(settings.url, request);
      if (!isSame(request.headers[CSRF], caller.csrf)) throw new LontarError('auth.origin');
    }
    return caller;
  };

/** Throws `auth.origin` where a page of another site asks. */
export function mustBeOurs(
  url: string | undefined,
  { headers, protocol, host }: FastifyRequest,
): void {
  const own = url === undefined ? `${protocol}://${host}` : new URL(url).origin;
  if (headers.origin !== own) throw new LontarError('auth.origin');
}

/** Throws `auth.forbidden`. */
export function mustBe(caller: Caller, ...roles: Role[]): void {
  if (!roles.includes(caller.role)) throw new LontarError('auth.forbidden');
}

function isSame(given: unknown, known: string): boolean {
  if (typeof given !== 'string' || given.length !== known.length) return false;
  const [one, other] = [Buffer.from(given), Buffer.from(known)];
  return one.length === other.length && timingSafeEqual(one, other);
}
