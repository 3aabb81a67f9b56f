import { closeSync, fsyncSync, openSync } from 'node:fs';
import { chmod, constants, copyFile, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { LontarError } from '../../../shared/contract/error.ts';

/**
 * Writes a file so that it is either wholly there after a power loss or not at all: aside in the
 * same folder, synced, renamed, the folder synced. Throws `disk.full`, `file.not-writable`.
 */
export async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const aside = asideOf(path);
  try {
    const file = await open(aside, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
    syncFolder(dirname(path));
  } catch (error) {
    await rm(aside, { force: true });
    throw diskError(error, path);
  }
}

/** Puts a file's bytes on disk; gives their number. */
export async function syncFile(path: string): Promise<number> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

/** Makes renames in the folder last. Windows can't open folders and needs no such call. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

let counter = 0;

/** A name in the same folder that no other writer uses. */
export function asideOf(path: string): string {
  counter += 1;
  return join(dirname(path), `.${basename(path)}.${process.pid}-${counter}.part`);
}

/** A file system's refusal by our codes; anything else unchanged. */
export function diskError(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new LontarError('disk.full', { path }, { cause: error });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EEXIST':
    case 'EISDIR':
    case 'ENOTDIR':
    case 'ENOENT':
      return new LontarError('file.not-writable', { path }, { cause: error });
    case 'EIO':
      return new LontarError('disk.failed', { path }, { cause: error });
    default:
      return error;
  }
}

/** Copies a file to where a person wants it, replacing what stood there only when the copy is safe. */
export async function copyDurably(from: string, path: string): Promise<number> {
  const aside = asideOf(path);
  try {
    await copyFile(from, aside, constants.COPYFILE_FICLONE);
    // The copy is as read-only as the original, and must be opened for writing to be synced.
    await chmod(aside, 0o644);
    const size = await syncFile(aside);
    await rename(aside, path);
    syncFolder(dirname(path));
    return size;
  } catch (error) {
    await rm(aside, { force: true });
    throw diskError(error, path);
  }
}
