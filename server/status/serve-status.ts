import '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Letter } from '../../shared/domain/letter/state.ts';
import { publicStatus } from '../../shared/domain/letter/public-status.ts';
import type { ServerContext } from '../context.ts';
import { sql } from '../database/sql.ts';
import { contentPolicy, languageOf, statusPage, troublePage } from './page.ts';

/** As `issueReceipt` makes them: 128 bits in base32. */
const CODE = /^[a-z2-7]{26}$/;

/** Of one address; a whole counter may sit behind one. */
const RATE = { max: 60, timeWindow: 60_000 };

/** `/s/CODE`, where a receipt's QR code leads: how far a letter is, for whoever holds the receipt. */
export function serveStatus(app: FastifyInstance, { database, now }: ServerContext): void {
  app.get<{ Params: { code: string } }>('/s/:code', {
    config: { rateLimit: RATE },
    errorHandler(error, request, reply) {
      const many = error.statusCode === 429;
      if (!many) request.log.error({ err: error }, 'failed');
      const language = languageOf(request.headers['accept-language']);
      const page = troublePage(many ? 'tooMany' : 'failed', language);
      return html(reply.code(many ? 429 : 500), page);
    },
    async handler(request, reply) {
      const language = languageOf(request.headers['accept-language']);
      const { code } = request.params;
      const found = CODE.test(code)
        ? await database.get<{ state: string }>(
            sql`SELECT state FROM letters WHERE receipt = ${code}`,
          )
        : undefined;
      if (!found) return html(reply.code(404), troublePage('unknown', language));
      const status = publicStatus(JSON.parse(found.state) as Letter);
      return html(reply, statusPage(status, language, new Date(now())));
    },
  });
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply
    .header('content-security-policy', contentPolicy)
    .header('cache-control', 'no-store')
    .header('vary', 'accept-language')
    .header('x-robots-tag', 'noindex')
    .type('text/html; charset=utf-8')
    .send(page);
}
