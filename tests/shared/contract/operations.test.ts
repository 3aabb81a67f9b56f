import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { operations } from '../../../shared/contract/api.ts';
import { LetterFields } from '../../../shared/contract/letters.ts';
import { Day, Id, Key, line, lines } from '../../../shared/contract/values.ts';

const folder = new URL('../../../shared/contract/', import.meta.url);

/** Every list of operations that a file of the contract declares, by its name. */
const features = new Map<string, object>();
for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
  const module: Record<string, unknown> = await import(new URL(file, folder).href);
  for (const [name, value] of Object.entries(module)) {
    if (name.endsWith('Operations')) features.set(name, value as object);
  }
}

test('no name stands in two features, and all but the window’s own are the core’s', () => {
  const names = [...features.values()].flatMap((feature) => Object.keys(feature));
  expect(new Set(names).size).toBe(names.length);
  const core = [...features].filter(([name]) => name !== 'windowOperations');
  expect(core.length).toBeGreaterThanOrEqual(7);
  const sum = core.flatMap(([, feature]) => Object.keys(feature));
  expect(Object.keys(operations).toSorted()).toEqual(sum.toSorted());
});

describe.each(Object.entries(operations))('%s', (name, { input, kind }) => {
  test('takes an object only, and none with values of the wrong kind', () => {
    expect(kind).toMatch(/^(command|query)$/);
    for (const garbage of [null, 0, 'x', [], true, Number.NaN, () => 0]) {
      expect(input.safeParse(garbage).success, `${name} took ${String(garbage)}`).toBe(false);
    }
    for (const key of Object.keys((input as { shape: object }).shape)) {
      for (const garbage of [Number.NaN, () => 0, Symbol('x')]) {
        const one = { [key]: garbage };
        const issues = input.safeParse(one).error?.issues ?? [];
        expect(
          issues.map(({ path }) => path[0]),
          `${name} took ${key}`,
        ).toContain(key);
      }
    }
  });
});

describe('values', () => {
  const anyText = fc.string({ unit: 'binary' });

  test('what a line of text takes, it takes again unchanged, and UTF-8 keeps it', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, several) => {
        const type = several ? lines(2000) : line(2000);
        const parsed = type.safeParse(text);
        if (!parsed.success) {
          expect(text).toMatch(/\p{Cc}/u);
          return;
        }
        expect(type.parse(parsed.data)).toBe(parsed.data);
        expect(Buffer.from(parsed.data).toString()).toBe(parsed.data);
        expect(parsed.data).toBe(parsed.data.trim());
        expect(parsed.data).not.toMatch(several ? /[^\P{Cc}\n\t]/u : /\p{Cc}/u);
      }),
    );
  });

  test('a letter’s fields, parsed, are parsed to the same', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.record({ sender: text, subject: text, number: fc.option(text) }), (fields) => {
        const parsed = LetterFields.safeParse(fields);
        if (parsed.success) expect(LetterFields.parse(parsed.data)).toEqual(parsed.data);
        else
          expect(Object.values(fields).some((one) => /^\s*$|\p{Cc}/u.test(one ?? 'x'))).toBe(true);
      }),
    );
  });

  test.each([
    [
      Day,
      ['2024-02-29', '1900-01-01'],
      ['0024-06-13', '2023-02-29', '2024-13-01', '2024-1-1', '13/6/2024', ''],
    ],
    [
      Id,
      ['01a20caa-36b1-7000-a6d8-f3aa38469ddc'],
      ['01A20CAA-36b1-7000-a6d8-f3aa38469ddc', '01a20caa-36b1-4000-a6d8-f3aa38469ddc', '../x', ''],
    ],
    [Key, ['sekda', 'asisten-1', '1'], ['', '-a', 'A', 'a b', 'a/b', '__proto__', 'é']],
  ])('%# a value of its own form is taken, any other refused', (type, good, bad) => {
    for (const one of good) expect(type.safeParse(one).success, one).toBe(true);
    for (const one of bad) expect(type.safeParse(one).success, one).toBe(false);
  });
});
