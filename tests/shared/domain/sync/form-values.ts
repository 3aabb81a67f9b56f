import fc from 'fast-check';
import { z } from 'zod';

export const sampleId = '01a20caa-36b1-7000-a6d8-f3aa38469ddc';
const days = ['2026-06-13', '2026-02-30', '1899-12-31'];
const moments = ['2026-06-13T01:02:03.456Z', '2026-06-13T01:02:03Z'];
const names = [
  sampleId,
  sampleId.toUpperCase(),
  `letter:${sampleId}`,
  `rak:${sampleId}`,
  'masuk',
  '-masuk',
  '000.1.2.3',
];
const lines = [
  'Dinas Kesehatan',
  'dua\nbaris',
  '\u0007',
  '\ud800',
  '🌴',
  'https://surat.contoh.go.id',
];
const lengths = ['', 'a'.repeat(64), 'b'.repeat(400)];
const colours = ['#0a3f7c', '#xyz'];
const strings = [...days, ...moments, ...names, ...lines, ...lengths, ...colours];
const numbers = [0, 1, -1, 0.5, 3, 10, 30, 90, 2026, 10_000, 2 ** 31, 2 ** 53, Infinity, NaN];
const others = fc.constantFrom<unknown>(null, undefined, true, [], {}, '', 7, [null], { x: 1 });

export type Node = z.core.$ZodTypes;

/** Mostly what a schema takes, now and then something else in one of its places. */
export function valuesOf(node: Node): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 400, arbitrary: rightOf(node) }, { weight: 1, arbitrary: others });
}

function rightOf(node: Node): fc.Arbitrary<unknown> {
  const { def } = node._zod;
  const fitting = (all: unknown[]) => {
    const right = all.filter((one) => z.safeParse(node, one).success);
    if (right.length === 0) throw new Error(`of the samples none is right: ${JSON.stringify(def)}`);
    const [mostly, seldom] = [fc.constantFrom(...right), fc.constantFrom(...all)];
    return fc.oneof({ weight: 300, arbitrary: mostly }, { weight: 1, arbitrary: seldom });
  };
  switch (def.type) {
    case 'string':
      return fitting(strings);
    case 'number':
      return fitting(numbers);
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'literal':
      return fc.constantFrom(...def.values);
    case 'nullable':
      return fc.oneof(fc.constant(null), valuesOf(def.innerType as Node));
    case 'optional':
      return fc.oneof(fc.constant(leftOut), valuesOf(def.innerType as Node));
    case 'array':
      return fc.array(valuesOf(def.element as Node), { maxLength: 3 });
    case 'union':
      return fc.oneof(...def.options.map((one) => valuesOf(one as Node)));
    case 'record':
      return fc.dictionary(fc.string(), fc.jsonValue());
    case 'object': {
      const fields = Object.entries(def.shape).map(([key, one]) => [key, valuesOf(one as Node)]);
      const record = fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>);
      const changes = fc.constantFrom(...Array.from({ length: 60 }, () => ''), 'more', 'less');
      return fc.tuple(record, changes).map(([given, change]) => {
        const kept = Object.entries(given).filter(([, value]) => value !== leftOut);
        if (change === 'less') kept.pop();
        if (change === 'more') kept.push(['lain', 1]);
        return Object.fromEntries(kept);
      });
    }
    default:
      return fc.oneof(fc.boolean(), fc.constantFrom(...strings, ...numbers), others);
  }
}

const leftOut = Symbol('left out');
