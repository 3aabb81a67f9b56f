import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Written aside, synced, renamed, the folder synced: after this the bytes survive a pulled plug. */
export async function keepFile(path: string, bytes: Uint8Array): Promise<{ sha256: string }> {
  const aside = join(dirname(path), `.${basename(path)}.part`);
  try {
    const file = await open(aside, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
  return { sha256: createHash('sha256').update(bytes).digest('hex') };
}

export async function syncFolder(path: string): Promise<void> {
  // Windows can't open a folder for syncing; its file systems journal the rename.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
