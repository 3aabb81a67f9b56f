import { hash } from 'node:crypto';
import type { RateLimitOptions } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { LontarError } from '../shared/contract/error.ts';
import type { Route } from '../shared/contract/server/route.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** SHA-256 of the body as it came, for its signature. */
    bodyHash: string;
  }
}

/** The route's own way to find out who asks, and to refuse. */
export interface Callers<Desk, Person> {
  desk(request: FastifyRequest): Promise<Desk>;
  person(request: FastifyRequest): Promise<Person>;
  anyone(request: FastifyRequest): Promise<null>;
}

export interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
}

/** JSON is kept apart from its bytes' hash, which requests are signed over. */
export function readBodies(app: FastifyInstance): void {
  app.decorateRequest('bodyHash', '');
  app.addHook('onRequest', async (request) => {
    request.bodyHash = hash('sha256', '', 'hex');
  });
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    request.bodyHash = hash('sha256', body, 'hex');
    parse(request, body.toString(), done);
  });
}

/** Answers a route: who asks is known and the input parsed before the handler sees either. */
export function serve<
  Input extends z.ZodType,
  Output extends z.ZodType,
  Desk,
  Person,
  Who extends Route['who'],
>(
  app: FastifyInstance,
  callers: Callers<Desk, Person>,
  route: Route<Input, Output> & { who: Who },
  handle: (
    input: z.output<Input>,
    caller: { desk: Desk; person: Person; anyone: null }[Who],
    exchange: Exchange,
  ) => Promise<z.input<Output>>,
  { limit, rate }: { limit?: number; rate?: RateLimitOptions } = {},
): void {
  app.route({
    method: route.method,
    url: route.path,
    ...(limit !== undefined && { bodyLimit: limit }),
    ...(rate && { config: { rateLimit: rate } }),
    async handler(request, reply) {
      const caller = await callers[route.who](request);
      const given = route.method === 'GET' ? request.query : request.body;
      const parsed = route.input.safeParse({ ...(given as object), ...(request.params as object) });
      if (!parsed.success) {
        const issues = parsed.error.issues.map(({ path, message }) => ({
          path: path.map(String).join('.'),
          message,
        }));
        throw new LontarError('input.invalid', { operation: route.path, issues });
      }
      return handle(parsed.data, caller as never, { request, reply });
    },
  });
}
