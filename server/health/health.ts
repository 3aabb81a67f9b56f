import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { LontarError } from '../../shared/contract/error.ts';
import type { ServerContext } from '../context.ts';
import { sql } from '../database/sql.ts';

/**
 * `/healthz`: this process answers. `/readyz`: it reaches its database. `/metrics`: Prometheus' text
 * form; times by route and status, never by letter or person.
 */
export function serveHealth(app: FastifyInstance, { database, settings }: ServerContext): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'lontar_http_request_seconds',
    help: 'Time from a request to its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const labels = { method, route: routeOptions.url ?? 'unknown', status: reply.statusCode };
    seconds.observe(labels, reply.elapsedTime / 1000);
  });
  app.get('/healthz', async () => ({ ok: true }));
  app.get('/readyz', async (_, reply) => {
    try {
      await database.get(sql`SELECT 1`);
      return { ok: true };
    } catch {
      return reply.code(503).send({ ok: false });
    }
  });
  app.get('/metrics', async (request, reply) => {
    if (!mayMeasure(request, settings.metricsToken)) throw new LontarError('route.unknown');
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

/** From this machine, unless a proxy on it passes the world on; else with the token alone. */
function mayMeasure({ headers, socket }: FastifyRequest, token: string | undefined): boolean {
  if (token !== undefined) {
    const [given, known] = [headers.authorization ?? '', `Bearer ${token}`].map((text) =>
      hash('sha256', text, 'buffer'),
    );
    return timingSafeEqual(given!, known!);
  }
  const passedOn = headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined;
  return !passedOn && /^(::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '');
}
