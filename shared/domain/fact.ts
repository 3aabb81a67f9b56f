import canonicalize from 'canonicalize';
import { z } from 'zod';
import { Id, Moment, Sha256 } from '../contract/values.ts';

/** Who did it: a person, in the position held at that moment. */
export const Actor = z.object({ person: z.string().max(200), position: z.string().max(200) });
export type Actor = z.infer<typeof Actor>;

/**
 * One thing that happened, for good. `hash` is SHA-256 over the canonical JSON (RFC 8785) of
 * everything else, `prev` the hash of the device's fact before it: a chain that nobody rewrites
 * unseen.
 */
export const Fact = z.strictObject({
  id: Id,
  device: Id,
  /** 1, 2, 3 … without a gap on each device. */
  seq: z.int().min(1),
  at: Moment,
  actor: Actor,
  type: z.string(),
  /** Version of the body's form. */
  version: z.int().min(1),
  /** `letter:<id>` or `office:<id>`. */
  aggregate: z.string().regex(/^(letter|office):[0-9a-f-]{36}$/),
  /** How many facts of this aggregate had been seen when this one was decided. */
  base: z.int().min(0),
  body: z.record(z.string(), z.unknown()),
  prev: Sha256,
  hash: Sha256,
});
export type Fact = z.infer<typeof Fact>;

/** What `decide` gives: a fact's type and body, before the journal seals it. */
export interface Decided<Type extends string = string, Body extends object = object> {
  type: Type;
  version: number;
  body: Body;
}

/** The `prev` of a device's first fact. */
export const genesis = '0'.repeat(64);

/** Gives the hash of a text's UTF-8 bytes as 64 hexadecimal digits. */
export type Sha256OfText = (text: string) => string;

/** The fact with its hash, and the canonical text that is kept. */
export function sealFact(unsealed: Omit<Fact, 'hash'>, sha256: Sha256OfText) {
  const fact: Fact = { ...unsealed, hash: sha256(canonicalText(unsealed)) };
  return { fact, text: canonicalText(fact) };
}

/** What `hash` must be for this fact. */
export function hashOfFact(fact: Fact, sha256: Sha256OfText): string {
  const { hash: _, ...rest } = fact;
  return sha256(canonicalText(rest));
}

/** JSON with one spelling only (RFC 8785). */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}
