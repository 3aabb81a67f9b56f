import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { LontarError } from '../../../shared/contract/error.ts';
import { uploadsPath } from '../../../shared/contract/server/blobs.ts';
import type { Archive } from '../archive/archive.ts';
import type { Writer } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';
import type { Exchange } from './exchange.ts';
import { keepMeta, metaOf } from './standing.ts';
import { unreachable } from './unreachable.ts';

/** An upload that was cut off is gone on with after so long, each time longer. */
const AGAIN_MS = [200, 1000];
/** Of a file at once. */
const READ = 1 << 20;
/** Of an upload's parts; a cut line costs no more than this. */
const CHUNK = 8 << 20;
/** A smaller file is sent again sooner than where its upload is, is written down. */
const REMEMBERED = 1 << 20;

const keyOf = (sha256: string) => `sync.upload.${sha256}`;

/**
 * Sends a file by tus 1.0.0, going on where its upload was cut off: by the line, or by the end of this
 * process. How far it came the server knows; where it is, is written down here.
 */
export async function sendFile(
  archive: Archive,
  exchange: Exchange,
  sha256: string,
  signal?: AbortSignal,
): Promise<void> {
  const file = archive.blobs.pathOf(sha256);
  const { size } = await stat(file);
  const begin = async () => {
    const told = { 'upload-length': size, 'upload-metadata': `sha256 ${btoa(sha256)}` };
    const { location = '' } = await exchange.upload('POST', uploadsPath, told, undefined, signal);
    const begun = new URL(location, exchange.url(uploadsPath)).pathname;
    if (size > REMEMBERED) archive.write((writer) => keepMeta(writer, keyOf(sha256), begun));
    return begun;
  };
  let known = metaOf(archive.read, keyOf(sha256));
  let offset: number | null = known === null ? 0 : null;
  let at = known ?? (await begin());
  const waits = AGAIN_MS.values();
  while (offset === null || offset < size) {
    try {
      offset =
        offset === null
          ? offsetIn(await exchange.upload('HEAD', at, {}, undefined, signal))
          : await sendPiece(exchange, at, { file, offset, size }, signal);
    } catch (error) {
      if (known !== null && codeOf(error) === 'upload.unknown') {
        // The server keeps what is unfinished for some days only.
        known = null;
        at = await begin();
        offset = 0;
        continue;
      }
      const next = waits.next();
      if (next.done || signal?.aborted || !PASSING.has(codeOf(error))) throw error;
      await wait(next.value);
      offset = null;
    }
  }
}

/** Once all files up to some fact are there, none of them is under way. */
export function forgetUploads(writer: Writer): void {
  writer.run(sql`DELETE FROM meta WHERE key GLOB ${keyOf('*')}`);
}

async function sendPiece(
  exchange: Exchange,
  at: string,
  { file, offset, size }: { file: string; offset: number; size: number },
  signal?: AbortSignal,
): Promise<number> {
  const end = Math.min(size, offset + CHUNK);
  const headers = {
    'content-type': 'application/offset+octet-stream',
    'content-length': end - offset,
    'upload-offset': offset,
  };
  const piece = createReadStream(file, { start: offset, end: end - 1, highWaterMark: READ });
  try {
    return offsetIn(await exchange.upload('PATCH', at, headers, piece, signal));
  } finally {
    piece.destroy();
  }
}

function offsetIn(headers: IncomingHttpHeaders): number {
  const offset = Number(headers['upload-offset']);
  if (!Number.isSafeInteger(offset)) throw unreachable(new Error('no offset'));
  return offset;
}

const PASSING = new Set(['sync.unreachable', 'upload.busy', 'upload.offset']);

const codeOf = (error: unknown) => (error instanceof LontarError ? error.code : '');
