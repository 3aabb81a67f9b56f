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
  const text = canonicalText(unsealed);
  const hash = sha256(text);
  // `hash` sorts between `device` and `id`: putting it there saves writing the whole text again.
  const at = text.lastIndexOf(`,"id":"${unsealed.id}","prev":`);
  return {
    fact: { ...unsealed, hash } as Fact,
    text: `${text.slice(0, at)},"hash":"${hash}"${text.slice(at)}`,
  };
}

/** What `hash` must be for this fact. */
export function hashOfFact(fact: Fact, sha256: Sha256OfText): string {
  const { hash: _, ...rest } = fact;
  return sha256(canonicalText(rest));
}

/**
 * JSON with one spelling only (RFC 8785): keys in the order of their UTF-16 units, no spaces, numbers
 * and strings as ECMAScript writes them. Keys whose value is undefined are left out, as JSON does.
 */
export function canonicalText(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (typeof value === 'object' && value !== null) return recordText(value as Value);
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError('not a JSON number');
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}

type Value = Record<string, unknown>;

function recordText(record: Value): string {
  let text = '';
  for (const key of sortedKeys(Object.keys(record))) {
    if (record[key] === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalText(record[key])}`;
  }
  return `{${text}}`;
}

function sortedKeys(keys: string[]): string[] {
  for (let at = 1; at < keys.length; at += 1) {
    if (keys[at - 1]! > keys[at]!) return keys.sort();
  }
  return keys;
}
