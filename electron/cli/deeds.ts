import { LontarError } from '../../shared/contract/error.ts';
import type { Core } from '../core/core.ts';
import type { Given } from './arguments.ts';
import { type Command, type Out, withCore } from './command.ts';

export type Deed = (core: Core, given: Given, out: Out) => Promise<void>;

/**
 * A command whose first word says what is done, `list` where there is none, and that takes one more.
 * Its `run` throws `usage.missing` where it is none of the deeds, `usage.too-many`.
 */
export function commandOf(usage: string, deeds: Record<string, Deed>): Command {
  return {
    usage,
    flags: {},
    async run(given, out) {
      const name = given.words[0] ?? 'list';
      const deed = Object.hasOwn(deeds, name) ? deeds[name] : undefined;
      if (!deed)
        throw new LontarError('usage.missing', { what: Object.keys(deeds).join('|'), usage });
      const more = given.words.slice(2);
      if (more.length > 0) throw new LontarError('usage.too-many', { what: more, usage });
      await withCore((core) => deed(core, given, out));
    },
  };
}
