import type { ServerContext } from './context.ts';
import { authenticate, type Desk } from './enrolment/authenticate.ts';
import { personCaller } from './people/caller.ts';
import type { Caller } from './people/session.ts';
import type { Callers } from './serve.ts';

/** How each kind of caller is known. */
export function callersOf(context: ServerContext): Callers<Desk, Caller> {
  return {
    desk: (request) => authenticate(context.database, request),
    person: personCaller(context),
    anyone: async () => null,
  };
}
