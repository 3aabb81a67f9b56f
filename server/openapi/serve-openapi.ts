import type { FastifyInstance } from 'fastify';
import { blobRoutes } from '../../shared/contract/server/blobs.ts';
import { enrolmentRoutes } from '../../shared/contract/server/enrolment.ts';
import { factRoutes } from '../../shared/contract/server/facts.ts';
import { noticeRoutes } from '../../shared/contract/server/notices.ts';
import { peopleRoutes } from '../../shared/contract/server/people.ts';
import { webRoutes } from '../../shared/contract/server/web.ts';
import type { Route } from '../../shared/contract/server/route.ts';
import { describe } from './describe.ts';

/** Every route that is declared by a contract. */
export const routes: readonly Route[] = [
  enrolmentRoutes,
  factRoutes,
  blobRoutes,
  peopleRoutes,
  webRoutes,
  noticeRoutes,
].flatMap((some) => Object.values(some) as Route[]);

/** `/openapi.json`: made when it is first asked for. */
export function serveOpenapi(app: FastifyInstance): void {
  let text: string | undefined;
  app.get('/openapi.json', async (_, reply) => {
    text ??= JSON.stringify(describe(routes, '1'));
    return reply.type('application/json').header('cache-control', 'public, max-age=300').send(text);
  });
}
