import type { FastifyInstance } from 'fastify';
import { enrolmentRoutes } from '../../shared/contract/server/enrolment.ts';
import { factRoutes } from '../../shared/contract/server/facts.ts';
import type { ServerContext } from '../context.ts';
import { type Callers, serve } from '../serve.ts';
import type { Desk } from './authenticate.ts';
import { desksOf } from './desks.ts';
import { enrol } from './enrol.ts';

export function serveEnrolment(
  app: FastifyInstance,
  context: ServerContext,
  callers: Callers<Desk, unknown>,
): void {
  serve(app, callers, { ...enrolmentRoutes.enrol, who: 'anyone' }, (input, _, { request }) =>
    enrol(context, input, request),
  );
  serve(app, callers, { ...factRoutes.desks, who: 'desk' }, async (_, desk) => ({
    desks: await desksOf(context.database, desk.office),
  }));
}
