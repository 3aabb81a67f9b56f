import type { FastifyInstance } from 'fastify';
import { factRoutes } from '../../shared/contract/server/facts.ts';
import type { ServerContext } from '../context.ts';
import type { Desk } from '../enrolment/authenticate.ts';
import { type Callers, serve } from '../serve.ts';
import type { Heads } from './events.ts';
import { giveFacts } from './give-facts.ts';
import { takeFacts } from './take-facts.ts';

/** Of a request with facts; a desk sends a quarter of it. */
const FACTS_LIMIT = 8 * 1024 * 1024;

export function serveFacts(
  app: FastifyInstance,
  context: ServerContext,
  callers: Callers<Desk, unknown>,
  heads: Heads,
): void {
  serve(
    app,
    callers,
    { ...factRoutes.send, who: 'desk' },
    (input, desk) => takeFacts(context, desk, input),
    { limit: FACTS_LIMIT },
  );
  serve(app, callers, { ...factRoutes.get, who: 'desk' }, async (input, desk, { reply }) => {
    // Named as JSON, so that it is compressed where the desk asks for it.
    reply.type('application/json; charset=utf-8; lines');
    return giveFacts(context, desk, input) as unknown as string;
  });
  serve(app, callers, { ...factRoutes.events, who: 'desk' }, async (_, desk, { reply }) => {
    await heads.stream(desk.office, reply);
    return reply as unknown as string;
  });
}
