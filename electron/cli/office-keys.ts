import { LontarError } from '../../shared/contract/error.ts';
import type { Core } from '../core/core.ts';

/** Turns what a person calls a position or an instruction into its key. Throws `office.missing`. */
export async function officeKeys(core: Core) {
  const office = await core.call('office.get', {});
  if (!office) throw new LontarError('office.missing');
  return {
    position: keyIn(office.positions, ({ title }) => title),
    instruction: keyIn(office.instructions, ({ text }) => text),
  };
}

/** A key, or the words that the office knows it by. What is neither stays, for the core to refuse. */
function keyIn<Item extends { key: string }>(items: Item[], wordsOf: (item: Item) => string) {
  return (text: string) => {
    const wanted = text.trim().toLowerCase();
    const found = items.find(
      (item) => item.key === wanted || wordsOf(item).toLowerCase() === wanted,
    );
    return found?.key ?? text;
  };
}
