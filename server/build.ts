import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance } from 'fastify';
import { callersOf } from './callers.ts';
import type { ServerContext } from './context.ts';
import { serveBlobs } from './blobs/serve-blobs.ts';
import { serveEnrolment } from './enrolment/serve.ts';
import { refusalOf, refuseRaw } from './errors.ts';
import { Heads } from './facts/events.ts';
import { serveFacts } from './facts/serve.ts';
import { serveHealth } from './health/health.ts';
import { serveNotices } from './notices/serve-notices.ts';
import { serveOpenapi } from './openapi/serve-openapi.ts';
import { servePeople } from './people/routes.ts';
import { readBodies } from './serve.ts';
import { serveWeb } from './web/routes.ts';
import { serveStatus } from './status/serve-status.ts';

/** Of a request whose route says nothing else. */
const BODY_LIMIT = 1024 * 1024;
/** A body that comes more slowly than this is given up. */
const REQUEST_MS = 60_000;

/** Files are as small as they get, and asked for by ranges of their bytes. */
const COMPRESSIBLE = /^text\/(?!event-stream)|[+/](x-nd)?json\b|[+/](xml|javascript)\b/;

interface Log {
  write(line: string): void;
}

/** Everything the server answers, not listening yet: tests ask it by `inject`. */
export async function buildServer(
  context: ServerContext,
  { requestMs = REQUEST_MS, log }: { requestMs?: number; log?: Log } = {},
): Promise<FastifyInstance> {
  const { settings } = context;
  // Node looks at slow bodies only where heads have no more time than they.
  const waits = {
    requestTimeout: requestMs,
    headersTimeout: requestMs,
    connectionsCheckingInterval: Math.min(requestMs, 10_000),
  };
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: requestMs,
    http: waits,
    clientErrorHandler: refuseRaw,
    trustProxy: settings.proxies.length > 0 ? settings.proxies : false,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    // Names of people and letters never come into the log: of a request, its method and route alone.
    logger:
      settings.log === 'silent'
        ? false
        : {
            level: settings.log,
            ...(log && { stream: log }),
            serializers: {
              req: ({ method, routeOptions }) => ({ method, route: routeOptions?.url }),
              res: ({ statusCode }) => ({ statusCode }),
            },
          },
    ...(settings.tls && {
      https: {
        ...waits,
        cert: readFileSync(settings.tls.cert),
        key: readFileSync(settings.tls.key),
      },
    }),
  }) as unknown as FastifyInstance;
  readBodies(app);
  await app.register(compress, { threshold: 1024, customTypes: COMPRESSIBLE });
  await app.register(cookie);
  // Counted by each server for itself; a route says how often.
  await app.register(rateLimit, { global: false });
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
  });
  app.setErrorHandler((error, request, reply) => {
    const { status, code, data } = refusalOf(error);
    if (status >= 500) request.log.error({ err: error }, 'failed');
    else request.log.info({ code }, 'refused');
    return reply.code(status).send({ code, data });
  });
  app.setNotFoundHandler((_, reply) => reply.code(404).send({ code: 'route.unknown', data: {} }));
  serveHealth(app, context);
  const callers = callersOf(context);
  servePeople(app, callers, context);
  serveStatus(app, context);
  serveEnrolment(app, context, callers);
  const heads = new Heads(context);
  app.addHook('preClose', () => heads.close());
  serveFacts(app, context, callers, heads);
  serveBlobs(app, context, callers);
  serveNotices(app, callers, context);
  serveOpenapi(app);
  await serveWeb(app, context, callers, heads);
  return app;
}
