import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LontarError } from '../../shared/contract/error.ts';
import { blobRoutes, uploadsPath } from '../../shared/contract/server/blobs.ts';
import type { ServerContext } from '../context.ts';
import { sql } from '../database/sql.ts';
import { recur } from '../recur.ts';
import { type Callers, serve } from '../serve.ts';
import { sweepUploads } from './finish-upload.ts';
import { rangeOf } from './range.ts';
import { receivePiece } from './receive-piece.ts';
import { receiveUploads, type Uploader } from './receive-uploads.ts';

const SWEEP_MS = 3600 * 1000;

/** Files up by tus and down by hash, each office its own. */
export function serveBlobs<Person>(
  app: FastifyInstance,
  context: ServerContext,
  callers: Callers<Uploader, Person>,
  limits: { largest?: number } = {},
): void {
  const { database, blobs } = context;
  serve(app, callers, blobRoutes.missing, async ({ sha256 }, { office }) => {
    const rows = await database.all<{ sha256: string }>(
      sql`SELECT asked AS sha256 FROM unnest(${sha256}::text[]) asked
          WHERE NOT EXISTS (SELECT FROM blobs WHERE office = ${office} AND blobs.sha256 = asked)`,
    );
    return { missing: rows.map((row) => row.sha256) };
  });
  serve(app, callers, blobRoutes.read, async ({ sha256 }, { office }, { request, reply }) => {
    const blob = await database.get<{ bytes: number }>(
      sql`SELECT bytes FROM blobs WHERE office = ${office} AND sha256 = ${sha256}`,
    );
    if (!blob) throw new LontarError('blob.unknown', { sha256 });
    return sendBlob(reply, context, { sha256, ...blob }, request.headers);
  });
  serveUploads(app, context, callers, limits);
  recur(app, SWEEP_MS, () => sweepUploads({ database, blobs }));
}

/** Bytes never change: what was fetched once is kept for good. */
async function sendBlob(
  reply: FastifyReply,
  { blobs }: ServerContext,
  { sha256, bytes }: { sha256: string; bytes: number },
  headers: Record<string, string | string[] | undefined>,
): Promise<FastifyReply> {
  const tag = `"${sha256}"`;
  reply.header('etag', tag).header('accept-ranges', 'bytes');
  reply.header('cache-control', 'private, max-age=31536000, immutable');
  if (headers['if-none-match'] === tag) return reply.code(304).send();
  const ifRange = headers['if-range'];
  const wanted = ifRange === undefined || ifRange === tag ? headers['range'] : undefined;
  const range = rangeOf(typeof wanted === 'string' ? wanted : undefined, bytes);
  if (range === 'unsatisfiable') {
    reply.header('content-range', `bytes */${bytes}`);
    return reply.code(416).send({ code: 'blob.range', data: {} });
  }
  reply.type('application/octet-stream').header('content-disposition', 'attachment');
  if (range === null) {
    return reply.header('content-length', bytes).send(await blobs.open(sha256));
  }
  const { start, end } = range;
  reply.code(206).header('content-range', `bytes ${start}-${end}/${bytes}`);
  reply.header('content-length', end - start + 1);
  return reply.send(await blobs.open(sha256, range));
}

function serveUploads<Person>(
  app: FastifyInstance,
  context: ServerContext,
  callers: Callers<Uploader, Person>,
  limits: { largest?: number },
): void {
  const receive = receiveUploads(
    context,
    (error) => app.log.error({ err: error }, 'upload failed'),
    limits,
  );
  // tus reads the body itself, as it comes.
  app.addContentTypeParser('application/offset+octet-stream', (_request, _body, done) =>
    done(null),
  );
  const uploadOf = (request: FastifyRequest): string | null => {
    const { upload = null } = request.params as { upload?: string };
    if (upload !== null && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(upload)) {
      throw new LontarError('upload.unknown', { upload: null });
    }
    return upload;
  };
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const who = await callers.desk(request);
    const upload = uploadOf(request);
    reply.raw.setHeader('x-request-id', request.id);
    await receive(request.raw, reply.raw, who, upload);
    reply.hijack();
  };
  app.route({ method: ['POST'], url: uploadsPath, handler: answer });
  app.route({ method: ['HEAD', 'DELETE'], url: `${uploadsPath}/:upload`, handler: answer });
  // Most bytes come here: straight to where they stay.
  app.route({
    method: 'PATCH',
    url: `${uploadsPath}/:upload`,
    async handler(request, reply) {
      const { office } = await callers.desk(request);
      const upload = uploadOf(request)!;
      const { raw: body, headers } = request;
      const offset = Number(headers['upload-offset'] ?? NaN);
      if (headers['tus-resumable'] !== '1.0.0' || !Number.isSafeInteger(offset) || offset < 0) {
        throw new LontarError('input.invalid', { operation: uploadsPath });
      }
      reply.header('tus-resumable', '1.0.0').header('cache-control', 'no-store');
      const end = await receivePiece(context, { upload, office, offset, body });
      return reply.code(204).header('upload-offset', end).send();
    },
  });
}
