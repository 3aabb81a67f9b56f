import { expect, test } from 'vitest';
import { lettersWith, WordCounts } from '../../../electron/core/search/vocabulary.ts';
import { openDesk } from '../temporary-archive.ts';

const one = { inOrder: [], fields: new Set<string>(), texts: new Set(['surat']), own: [] };

test('a word’s letters are counted one by one up to a thousand, and about right beyond', async () => {
  const { core } = await openDesk();
  const { archive } = core.context;
  const count = (times: number) => {
    archive.write((writer) => {
      for (let turn = 0; turn < times; turn += 1) {
        const counts = new WordCounts();
        counts.add(one);
        counts.store(writer);
      }
    });
    return lettersWith(archive.read, 'surat');
  };
  expect(count(999)).toBe(999);
  // A fifth more or less is five times what chance makes of it.
  const many = count(8_000);
  expect(many).toBeGreaterThan(999 + 6_400);
  expect(many).toBeLessThan(999 + 9_600);
});
