import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LontarError } from '../../shared/contract/error.ts';
import { webRoutes as routes } from '../../shared/contract/server/web.ts';
import { closeCommonPdfium } from '../../electron/core/pages/pdfium.ts';
import type { ServerContext } from '../context.ts';
import type { Heads } from '../facts/events.ts';
import type { Caller } from '../people/session.ts';
import { recur } from '../recur.ts';
import { type Callers, serve } from '../serve.ts';
import { answerCall } from './call.ts';
import { forgetDone } from './do-command.ts';
import { mustSeeFile } from './letter.ts';
import { WebPictures } from './pictures.ts';
import { serveFiles } from './serve-files.ts';
import { takeDocument } from './take-document.ts';

const DAY_MS = 24 * 3_600_000;
/** Of one session in a minute: far beyond what a thumb does. */
const CALLS = { max: 600, timeWindow: 60_000 };

/** What the page on a phone asks: operations, pages as pictures, papers up, news. */
export async function serveWeb<Desk>(
  app: FastifyInstance,
  context: ServerContext,
  callers: Callers<Desk, Caller>,
  heads: Heads,
): Promise<void> {
  const pictures = new WebPictures(context);
  const keyGenerator = ({ headers, ip }: FastifyRequest) => headers.cookie ?? ip;
  const rate = { ...CALLS, keyGenerator };
  serve(
    app,
    callers,
    routes.call,
    (input, caller) => answerCall(context, pictures, caller, input),
    { rate },
  );
  serve(
    app,
    callers,
    routes.picture,
    async ({ letter, sha256, page, width }, caller, { reply, request }) => {
      await mustSeeFile(context, caller, { letter, sha256 });
      const tag = `"${sha256}-${page}-${width}"`;
      reply.header('cache-control', 'private, max-age=604800, immutable').header('etag', tag);
      reply.header('cross-origin-resource-policy', 'same-origin');
      if (request.headers['if-none-match'] === tag) return reply.code(304).send();
      const { type, bytes } = await pictures.picture(sha256, page, width);
      reply.type(type).header('content-disposition', 'inline');
      reply.header('content-security-policy', "default-src 'none'; sandbox");
      return bytes;
    },
    { rate },
  );
  serve(app, callers, routes.file, async ({ letter, sha256 }, caller, { reply }) => {
    await mustSeeFile(context, caller, { letter, sha256 });
    reply.type('application/pdf').header('content-disposition', 'attachment');
    reply.header('content-security-policy', "default-src 'none'; sandbox");
    reply.header('cache-control', 'private, no-store');
    return context.blobs.open(sha256);
  });
  serve(app, callers, routes.live, async (_, caller, { reply }) => {
    await heads.stream(caller.office, reply);
    return reply;
  });
  // The bytes go to a file as they come; who sends them is known before the first is read.
  app.addContentTypeParser('application/octet-stream', (_, body, done) => done(null, body));
  const attach = async (request: FastifyRequest) => {
    const caller = await callers.person(request);
    if (caller.role !== 'leader' && caller.role !== 'unit') throw new LontarError('auth.forbidden');
    const { name } = routes.attach.input.parse(request.query);
    const { body } = request;
    if (!isStream(body)) throw new LontarError('input.invalid', { operation: routes.attach.path });
    return takeDocument(context, caller, body, name);
  };
  const { method, path: url } = routes.attach;
  app.route({ method, url, config: { rateLimit: rate }, handler: attach });
  await serveFiles(app);
  recur(app, DAY_MS, () => forgetDone(context));
  app.addHook('onClose', closeCommonPdfium);
}

const isStream = (body: unknown): body is Readable =>
  typeof (body as Readable | null)?.pipe === 'function';
