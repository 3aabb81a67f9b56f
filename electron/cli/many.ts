import type { BulkDone } from '../../shared/contract/bulk.ts';
import type { Core } from '../core/core.ts';
import { letterOf, type Out } from './command.ts';
import { explain, say, words } from './words.ts';

/** All the letters that a person means, before anything is done with the first. Throws `letter.unknown`. */
export async function lettersOf(core: Core, texts: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const text of texts) found.push(await letterOf(core, text));
  return found;
}

/** How many it was done for, and a line a letter that refused. @returns the exit code */
export function tellMany(out: Out, done: BulkDone): number {
  const { left, rest, stopped } = done;
  out.result(done, () => [
    say(words.many, { done: done.done, left: left.length + rest }),
    ...left.map(({ agenda, letter, error }) =>
      say(words.leftOut, { agenda: agenda || String(letter), reason: explain(error) }),
    ),
    ...(stopped ? [explain(stopped)] : []),
  ]);
  return left.length + rest > 0 ? 1 : 0;
}
