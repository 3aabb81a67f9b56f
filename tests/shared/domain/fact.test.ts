import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalText, genesis, isSealed, sealFact } from '../../../shared/domain/fact.ts';

const sha256 = (text: string) => hash('sha256', text, 'hex');
const id = '01a20caa-36b1-7000-a6d8-f3aa38469ddc';

const unsealed = (body: Record<string, unknown>) => ({
  id,
  device: id,
  seq: 1,
  at: '2026-01-02T03:04:05.678Z',
  actor: { person: 'petugas', position: 'agenda' },
  type: 'letter.registered',
  version: 1,
  aggregate: `letter:${id}`,
  base: 0,
  body,
  prev: genesis,
});

test('canonical text is RFC 8785: the reference implementation writes the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonicalText(value)).toBe(canonicalize(value));
    }),
  );
});

test('what JSON can’t say is refused', () => {
  expect(() => canonicalText(Number.NaN)).toThrow(TypeError);
  expect(() => canonicalText({ a: Number.POSITIVE_INFINITY })).toThrow(TypeError);
  expect(() => canonicalText(undefined)).toThrow(TypeError);
});

test('a sealed fact’s text is its canonical text, whatever the body holds', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body) => {
      const { fact, text } = sealFact(unsealed(body), sha256);
      expect(text).toBe(canonicalText(fact));
      expect(isSealed(fact, text, sha256)).toBe(true);
      const forged = { ...fact, seq: fact.seq + 1 };
      expect(isSealed(forged, canonicalText(forged), sha256)).toBe(false);
    }),
  );
});

test('a body that imitates the end of a fact does not move the hash', () => {
  const { fact, text } = sealFact(unsealed({ x: `,"id":"${id}","prev":` }), sha256);
  expect(JSON.parse(text)).toEqual(fact);
});
