import { z } from 'zod';
import { route } from './route.ts';

/** Ed25519 (RFC 8032), 64 bytes in base64url. */
export const Signature = z.string().regex(/^[A-Za-z0-9_-]{86}$/);

export const Verdict = z.enum(['applied', 'disputed', 'newer']);
export type Verdict = z.infer<typeof Verdict>;

/** Of one request; a desk sends less. */
export const MOST_FACTS = 2000;

const Confirmed = z.object({
  seq: z.int().min(1),
  /** The office's number for it. */
  n: z.int().min(1),
  verdict: Verdict,
  /** What it disagrees with. */
  code: z.string().nullable(),
});

/**
 * One line of what a desk gets: number, verdict, its code, the device, its sequence number there, and the
 * fact; null for the asking desk's own. The fact is last and written in its canonical form, so that its text
 * is what lies between the line's first `{` and its last `}`.
 */
export const GivenLine = z.tuple([
  z.int().min(1),
  Verdict,
  z.string().nullable(),
  z.string(),
  z.int().min(1),
  z.record(z.string(), z.unknown()).nullable(),
]);
export type GivenLine = z.infer<typeof GivenLine>;

export const factRoutes = {
  send: route({
    method: 'POST',
    path: '/v1/facts',
    who: 'desk',
    says: 'A desk hands in its facts in their order; each is decided again and gets its number',
    input: z.strictObject({
      /** As sealed; see `Fact`. */
      facts: z.array(z.unknown()).min(1).max(MOST_FACTS),
      /** Over the hash of the last. */
      signature: Signature,
    }),
    output: z.object({ confirmed: z.array(Confirmed), head: z.int().min(0) }),
  }),
  get: route({
    method: 'GET',
    path: '/v1/facts',
    who: 'desk',
    says: 'The facts of the office after a number, in their order: a line of JSON each',
    input: z.strictObject({
      after: z.coerce.number().int().min(0),
      limit: z.coerce.number().int().min(1).max(20_000).default(2000),
    }),
    output: z.string(),
  }),
  events: route({
    method: 'GET',
    path: '/v1/events',
    who: 'desk',
    says: "Server-sent events: `head` with the office's newest number, whenever there is one",
    input: z.strictObject({}),
    output: z.string(),
  }),
  desks: route({
    method: 'GET',
    path: '/v1/desks',
    who: 'desk',
    says: "The office's desks, for handing a book over",
    input: z.strictObject({}),
    output: z.object({
      desks: z.array(
        z.object({
          device: z.string(),
          name: z.string(),
          heard: z.string().nullable(),
          revoked: z.boolean(),
        }),
      ),
    }),
  }),
};
