import { LontarError } from '../shared/contract/error.ts';
import type { ServerContext } from './context.ts';
import { personCaller } from './people/caller.ts';
import type { Caller } from './people/session.ts';
import type { Callers } from './serve.ts';

/** How each kind of caller is known. */
export function callersOf(context: ServerContext): Callers<never, Caller> {
  return {
    desk: async () => {
      throw new LontarError('auth.signature');
    },
    person: personCaller(context),
    anyone: async () => null,
  };
}
