import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fchmodSync,
  fsync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { LontarError } from '../../../shared/contract/error.ts';
import { diskError, syncFolder } from './durable.ts';

const sync = promisify(fsync);

/** Immutable files, each named by the SHA-256 of its bytes. */
export interface Blobs {
  /** Files are made here, so that taking them in is a rename. */
  workFolder: string;
  pathOf(sha256: string): string;
  has(sha256: string): boolean;
  /**
   * Takes in a finished file from the work folder. On disk, synced, under its hash when it returns.
   * Throws `blob.changed` where the bytes are not those of the hash.
   */
  adopt(file: string, sha256: string): Promise<void>;
  discard(sha256: string): void;
}

export function openBlobs(folder: string): Blobs {
  const workFolder = join(folder, 'work');
  prepareFolders(folder, workFolder);
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  return {
    workFolder,
    pathOf,
    has: (sha256) => existsSync(pathOf(sha256)),
    async adopt(file, sha256) {
      const path = pathOf(sha256);
      try {
        if ((await syncAndHash(file)) !== sha256) throw new LontarError('blob.changed', { sha256 });
        renameSync(file, path);
        syncFolder(dirname(path));
      } catch (error) {
        throw diskError(error, path);
      }
    },
    discard(sha256) {
      rmSync(pathOf(sha256), { force: true });
      syncFolder(dirname(pathOf(sha256)));
    },
  };
}

/** The 256 folders are made once, so that taking a file in syncs one folder only; what a crash left half done goes. */
function prepareFolders(folder: string, workFolder: string): void {
  rmSync(workFolder, { recursive: true, force: true });
  mkdirSync(workFolder, { recursive: true });
  if (readdirSync(folder).length > 256) return;
  for (let value = 0; value < 256; value += 1) {
    mkdirSync(join(folder, value.toString(16).padStart(2, '0')), { recursive: true });
  }
  syncFolder(folder);
  syncFolder(dirname(folder));
}

/** Up to here a file is hashed at once, while the disk syncs it; a larger one would keep others waiting. */
const SMALL = 4 << 20;

async function syncAndHash(path: string): Promise<string> {
  if (statSync(path).size <= SMALL) return syncAndHashSmall(path);
  const file = await open(path, 'r+');
  try {
    await file.chmod(0o400);
    await file.sync();
    return await hashOf(file);
  } finally {
    await file.close();
  }
}

async function syncAndHashSmall(path: string): Promise<string> {
  const file = openSync(path, 'r+');
  try {
    fchmodSync(file, 0o400);
    // Both are over before the file is closed, however they end.
    const [synced, hashed] = await Promise.allSettled([sync(file), hashOfSmall(file)]);
    if (synced.status === 'rejected') throw synced.reason;
    if (hashed.status === 'rejected') throw hashed.reason;
    return hashed.value;
  } finally {
    closeSync(file);
  }
}

/** Used from one `readSync` to the next `update` alone. A buffer as large as each file took three times as long. */
const piece = Buffer.allocUnsafe(1 << 16);

async function hashOfSmall(file: number): Promise<string> {
  const digest = createHash('sha256');
  for (let at = 0; ;) {
    const read = readSync(file, piece, 0, piece.length, at);
    if (read === 0) return digest.digest('hex');
    digest.update(piece.subarray(0, read));
    at += read;
  }
}

/** SHA-256 of a file's bytes, in hexadecimal digits; reads a megabyte at a time. */
export async function hashOfFile(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    return await hashOf(file);
  } finally {
    await file.close();
  }
}

async function hashOf(file: Awaited<ReturnType<typeof open>>): Promise<string> {
  const digest = createHash('sha256');
  const { size } = await file.stat();
  const buffer = Buffer.allocUnsafe(Math.min(1 << 20, Math.max(size, 1)));
  for (let at = 0; ;) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) return digest.digest('hex');
    digest.update(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
}
