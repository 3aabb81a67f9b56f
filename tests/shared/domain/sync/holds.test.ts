import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Fact } from '../../../../shared/domain/fact.ts';
import { letterBodies } from '../../../../shared/domain/letter/fact-bodies.ts';
import { officeBodies } from '../../../../shared/domain/office/fact-bodies.ts';
import { holds } from '../../../../shared/domain/sync/holds.ts';
import { type Node, valuesOf } from './form-values.ts';

const schemas: [string, z.ZodType][] = Object.entries({ Fact, ...letterBodies, ...officeBodies });

describe('what holds', () => {
  it.each(schemas)('of %s is what zod says', (_, schema) => {
    const quick = holds(schema);
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(valuesOf(schema as unknown as Node), (value) => {
        const said = schema.safeParse(value).success;
        seen.add(said);
        expect(quick(value)).toBe(said);
      }),
      { numRuns: 600, seed: 20 },
    );
    expect(seen).toEqual(new Set([true, false]));
  });

  it('asks zod about kinds it does not know', () => {
    const quick = holds(z.strictObject({ a: z.string().transform(Number).pipe(z.int()) }));
    expect(quick({ a: '1' })).toBe(true);
    expect(quick({ a: 'x' })).toBe(false);
  });
});
