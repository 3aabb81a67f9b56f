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
  actor: z.strictObject(Actor.shape),
  type: z.string(),
  /** Version of the body's form. */
  version: z.int().min(1),
  /** `letter:<id>` or `office:<id>`. */
  aggregate: z.string().regex(/^(letter|office):[0-9a-f-]{36}$/),
  /**
   * How many facts of this aggregate had been seen when this one was decided; of the office those alone
   * that the server had applied, and its founding.
   */
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

/** Whether a fact's hash is that of its canonical text, `text`: of all of it but the hash itself. */
export function isSealed({ hash, id }: Fact, text: string, sha256: Sha256OfText): boolean {
  const said = `,"hash":"${hash}"`;
  const at = text.lastIndexOf(`${said},"id":"${id}","prev":`);
  return at !== -1 && sha256(text.slice(0, at) + text.slice(at + said.length)) === hash;
}

/** So deep it is worth asking whether a part is in order already; no deeper, so that no value costs much. */
const ASKED_DEPTH = 4;

/**
 * JSON with one spelling only (RFC 8785): keys in the order of their UTF-16 units, no spaces, numbers
 * and strings as ECMAScript writes them. Keys whose value is undefined are left out, as JSON does.
 */
export function canonicalText(value: unknown): string {
  return textOf(value, 0);
}

function textOf(value: unknown, depth: number): string {
  // Most of what is sealed or kept was read from such a text: then the platform's own writer does it.
  if ((depth < ASKED_DEPTH || typeof value !== 'object') && isOrdered(value)) {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((one) => textOf(one, depth + 1)).join(',')}]`;
  if (value === null) return 'null';
  if (typeof value === 'object') return recordText(value as Value, depth + 1);
  throw new TypeError('not a JSON value');
}

type Value = Record<string, unknown>;

/** Whether JSON.stringify writes it in the canonical form: each record's keys lie in their order. */
function isOrdered(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      if (value === null) return true;
      return Array.isArray(value) ? value.every(isOrdered) : isOrderedRecord(value as Value);
    default:
      return false;
  }
}

function isOrderedRecord(record: Value): boolean {
  let before = '';
  for (const key of Object.keys(record)) {
    if (key < before) return false;
    const value = record[key];
    if (value !== undefined && !isOrdered(value)) return false;
    before = key;
  }
  return true;
}

function recordText(record: Value, depth: number): string {
  let text = '';
  for (const key of Object.keys(record).sort()) {
    if (record[key] === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${textOf(record[key], depth)}`;
  }
  return `{${text}}`;
}
