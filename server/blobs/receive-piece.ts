import type { IncomingMessage } from 'node:http';
import { LontarError } from '../../shared/contract/error.ts';
import type { ServerContext } from '../context.ts';
import { finishLocked, knownUpload } from './finish-upload.ts';
import { lockOf } from './lock.ts';

/** A piece of an upload as it comes; see the PATCH request of tus 1.0.0. */
export interface Piece {
  upload: string;
  office: string;
  /** Where in the whole it begins. */
  offset: number;
  body: IncomingMessage;
}

/**
 * Takes in a piece, also what came of one whose line was cut; with the last one the upload is finished.
 * @returns where the next one begins
 * Throws `upload.unknown`, `upload.offset`, `upload.busy`, `blob.too-large`, and what finishing throws.
 */
export async function receivePiece(
  { database, blobs }: Pick<ServerContext, 'database' | 'blobs'>,
  { upload, office, offset, body }: Piece,
): Promise<number> {
  const lock = lockOf(database, upload);
  // Whoever goes on with it elsewhere has lost this line: nothing more will come by it.
  await lock.lock(
    new AbortController().signal,
    () => void body.destroy(new LontarError('upload.busy')),
  );
  try {
    const { bytes, done } = await knownUpload(database, upload, office);
    const there = done
      ? null
      : await blobs.uploads.getUpload(blobs.uploadName(upload)).catch(() => null);
    if (!there) throw new LontarError('upload.unknown', { upload });
    if (there.offset !== offset) throw new LontarError('upload.offset');
    const most = bytes - offset;
    if (Number(body.headers['content-length'] ?? 0) > most) {
      throw new LontarError('blob.too-large', { largest: most });
    }
    const { end, sha256 } = await blobs.append(upload, offset, atMost(body, most));
    if (end === bytes) await finishLocked({ database, blobs }, upload, sha256);
    return end;
  } finally {
    await lock.unlock();
  }
}

async function* atMost(body: IncomingMessage, most: number): AsyncGenerator<Buffer> {
  let left = most;
  try {
    for await (const part of body as AsyncIterable<Buffer>) {
      left -= part.length;
      if (left < 0) throw new LontarError('blob.too-large', { largest: most });
      yield part;
    }
  } catch (error) {
    if (error instanceof LontarError) throw error;
    // The line was cut: nobody is there to hear of it.
    throw Object.assign(new Error('a piece was cut off', { cause: error }), { statusCode: 400 });
  }
}
