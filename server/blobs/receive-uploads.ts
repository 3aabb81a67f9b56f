import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Server } from '@tus/server';
import { LontarError } from '../../shared/contract/error.ts';
import { uploadsPath } from '../../shared/contract/server/blobs.ts';
import type { ServerContext } from '../context.ts';
import { sql } from '../database/sql.ts';
import { refusalOf } from '../errors.ts';
import { EXPIRES_DAYS, finishUpload, knownUpload } from './finish-upload.ts';
import { lockOf } from './lock.ts';
import { isHash } from './store.ts';

/** Nothing that an office scans is larger; below what S3 copies in one go. */
const MAX_BLOB = 2 * 1024 ** 3;
/** Of unfinished uploads a desk. */
const MAX_UNFINISHED = 64;

export interface Uploader {
  device: string;
  office: string;
}

type Handle = (
  request: IncomingMessage,
  response: ServerResponse,
  who: Uploader,
  upload: string | null,
) => Promise<void>;

/**
 * Uploads by tus. Each is for one blob, whose hash is told when it begins; it is finished when all its
 * bytes are here and are those, and the answer to its last piece comes only then. A wrong one is thrown
 * away (`blob.hash-differs`). Only desks of the office that began it may go on with it.
 */
export function receiveUploads(
  { database, blobs, now }: ServerContext,
  failed: (error: unknown) => void,
  { largest = MAX_BLOB }: { largest?: number } = {},
): Handle {
  const asking = new WeakMap<IncomingMessage, { who: Uploader; upload: string | null }>();
  const askedBy = (request: unknown) => {
    const node = (request as { node?: { req: IncomingMessage } }).node;
    return asking.get(node!.req)!;
  };
  const idOf = (name: string) => name.slice(name.lastIndexOf('/') + 1);
  const tus = new Server({
    path: uploadsPath,
    datastore: blobs.uploads,
    maxSize: largest,
    locker: { newLock: (name) => lockOf(database, idOf(name)) },
    namingFunction: () => blobs.uploadName(randomUUID()),
    generateUrl: (_, { id }) => `${uploadsPath}/${idOf(id)}`,
    getFileIdFromRequest: (request) => {
      const { upload } = askedBy(request);
      return upload === null ? undefined : blobs.uploadName(upload);
    },
    async onUploadCreate(request, { id, size, metadata }) {
      const { device, office } = askedBy(request).who;
      const sha256 = metadata?.['sha256'] ?? '';
      if (!isHash(sha256) || size === undefined) {
        throw new LontarError('input.invalid', { operation: uploadsPath });
      }
      const made = await database.run(
        sql`INSERT INTO uploads (upload, office, device, sha256, bytes)
            SELECT ${idOf(id)}, ${office}, ${device}, ${sha256}, ${size}
            WHERE (SELECT count(*) FROM uploads WHERE device = ${device} AND done IS NULL)
              < ${MAX_UNFINISHED}`,
      );
      if (made === 0) throw new LontarError('request.too-many');
      // Whatever else came with it, a file's name, is not kept.
      return { metadata: { sha256 } };
    },
    async onUploadFinish(_, { id }) {
      await finishUpload({ database, blobs }, idOf(id));
      return {};
    },
    onResponseError(_, error) {
      const { status, code, data } = refusalOf(
        error instanceof LontarError ? error : ours(error, largest),
      );
      if (status >= 500) failed(error);
      return { status_code: status, body: JSON.stringify({ code, data }) };
    },
  });
  return async (request, response, who, upload) => {
    asking.set(request, { who, upload });
    let made = now();
    if (upload !== null) {
      const known = await knownUpload(database, upload, who.office);
      // Whole, but the answer was lost or a server ended before it could give one.
      if (request.method === 'HEAD') {
        if (known.done || (await isWhole(upload, known.bytes))) {
          if (!known.done) await finishUpload({ database, blobs }, upload);
          const length = String(known.bytes);
          const headers = { 'tus-resumable': '1.0.0', 'cache-control': 'no-store' };
          response.writeHead(200, { ...headers, 'upload-offset': length, 'upload-length': length });
          response.end();
          return;
        }
      } else if (known.done) {
        throw new LontarError('upload.unknown', { upload });
      }
      made = Date.parse(known.made);
    }
    const expires = new Date(made + EXPIRES_DAYS * 24 * 3600 * 1000);
    response.setHeader('upload-expires', expires.toUTCString());
    await tus.handle(request, response);
    if (request.method === 'DELETE' && response.statusCode === 204) {
      await database.run(sql`DELETE FROM uploads WHERE upload = ${upload}`);
    }
  };

  async function isWhole(upload: string, bytes: number): Promise<boolean> {
    const found = await blobs.uploads.getUpload(blobs.uploadName(upload)).catch(() => null);
    return found?.offset === bytes;
  }
}

/** What tus refuses, in our words. */
function ours(error: { status_code?: number } | Error, largest: number): unknown {
  const status = 'status_code' in error ? error.status_code : undefined;
  switch (status) {
    case 404:
    case 410:
      return new LontarError('upload.unknown');
    case 409:
      return new LontarError('upload.offset');
    case 413:
      return new LontarError('blob.too-large', { largest });
    case undefined:
      return error;
    default:
      return { statusCode: status };
  }
}
