import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, type ReadStream } from 'node:fs';
import { chmod, type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { once } from 'node:events';
import { FileStore } from '@tus/file-store';
import { LontarError } from '../../shared/contract/error.ts';
import { hashOfFile } from '../../electron/core/archive/blobs.ts';
import {
  copyDurably,
  diskError,
  syncFile,
  syncFolder,
} from '../../electron/core/archive/durable.ts';
import { type BlobStore, isHash } from './store.ts';

/** Blobs in a folder, `ab/abcd…`, and uploads beside them on the same disk: taking one in is a rename. */
export function openFolder(folder: string): BlobStore {
  const directory = path.join(folder, 'uploads');
  prepareFolders(folder, directory);
  const uploadPath = (upload: string) => path.join(directory, upload);
  const pathOf = (sha256: string) => path.join(folder, sha256.slice(0, 2), sha256);
  return {
    uploads: new FileStore({ directory }),
    uploadName: (upload) => upload,
    append: (upload, offset, source) => appendTo(uploadPath(upload), offset, source),
    async settle(upload, hashed) {
      const file = uploadPath(upload);
      await syncFile(file);
      return hashed ?? hashOfFile(file);
    },
    async keep(upload, sha256) {
      const target = pathOf(sha256);
      try {
        await rename(uploadPath(upload), target);
        await chmod(target, 0o400);
        syncFolder(path.dirname(target));
      } catch (error) {
        throw diskError(error, target);
      }
      await rm(`${uploadPath(upload)}.json`, { force: true });
    },
    async drop(upload) {
      await rm(uploadPath(upload), { force: true });
      await rm(`${uploadPath(upload)}.json`, { force: true });
    },
    async take(file, sha256) {
      await copyDurably(file, pathOf(sha256));
    },
    sizeOf: (sha256) =>
      stat(pathOf(sha256)).then(
        ({ size }) => size,
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') return null;
          throw error;
        },
      ),
    pathOf,
    async open(sha256, range) {
      const stream = createReadStream(pathOf(sha256), range);
      await opened(stream, sha256);
      return stream;
    },
    async *list() {
      for (const part of await readdir(folder)) {
        if (!/^[0-9a-f]{2}$/.test(part)) continue;
        for (const sha256 of await readdir(path.join(folder, part))) {
          if (!isHash(sha256)) continue;
          yield { sha256, bytes: (await stat(pathOf(sha256))).size };
        }
      }
    },
    async remove(sha256) {
      await rm(pathOf(sha256), { force: true });
      syncFolder(path.dirname(pathOf(sha256)));
    },
  };
}

/** Written at once, while more comes. */
const WRITTEN = 1 << 20;
const MOST_PARTS = 256;

async function appendTo(file: string, offset: number, source: AsyncIterable<Buffer>) {
  const handle = await open(file, 'r+');
  const digest = createHash('sha256');
  let end = offset;
  let parts: Buffer[] = [];
  let size = 0;
  let writing: Promise<void> = Promise.resolve();
  const flush = async () => {
    await writing;
    writing = writeAll(handle, parts, end - size);
    // Whoever waits for it next hears of it.
    writing.catch(() => undefined);
    parts = [];
    size = 0;
  };
  try {
    try {
      for await (const part of source) {
        digest.update(part);
        parts.push(part);
        size += part.length;
        end += part.length;
        if (size >= WRITTEN || parts.length >= MOST_PARTS) await flush();
      }
    } finally {
      await flush();
      await writing;
    }
    return { end, sha256: offset === 0 ? digest.digest('hex') : null };
  } catch (error) {
    throw diskError(error, file);
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: FileHandle, parts: Buffer[], at: number): Promise<void> {
  if (parts.length === 0) return;
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  const { bytesWritten } = await handle.writev(parts, at);
  // A disk that is nearly full takes a part; the rest says why.
  if (bytesWritten < size)
    await handle.write(Buffer.concat(parts), bytesWritten, size - bytesWritten, at + bytesWritten);
}

/** All 256 at once, so that taking a blob in makes one folder last and no other. */
function prepareFolders(folder: string, uploads: string): void {
  mkdirSync(uploads, { recursive: true, mode: 0o700 });
  if (readdirSync(folder).length > 256) return;
  for (let value = 0; value < 256; value += 1) {
    mkdirSync(path.join(folder, value.toString(16).padStart(2, '0')), { recursive: true });
  }
  syncFolder(folder);
  syncFolder(path.dirname(folder));
}

async function opened(stream: ReadStream, sha256: string): Promise<void> {
  try {
    await once(stream, 'open');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new LontarError('blob.unknown', { sha256 });
  }
}
