import { lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LontarError } from '../../../../shared/contract/error.ts';
import { diskError, syncFolder, writeDurably } from '../../archive/durable.ts';

/** Both are hidden, and so never looked into for letters. */
const FOLDERS = { taken: '.lontar-taken', refused: '.lontar-refused' } as const;
type Aside = keyof typeof FOLDERS;

/**
 * Makes the folders beside the letters and tries whether they can be written.
 * @throws `watch.missing`, `watch.not-a-folder`, `watch.not-writable`
 */
export async function prepareFolder(folder: string): Promise<void> {
  const seen = await lstat(join(folder, '.')).catch((error: NodeJS.ErrnoException) => {
    const code = error.code === 'ENOTDIR' ? 'watch.not-a-folder' : 'watch.missing';
    throw new LontarError(code, { folder, reason: error.code });
  });
  if (!seen.isDirectory()) throw new LontarError('watch.not-a-folder', { folder });
  try {
    for (const name of Object.values(FOLDERS)) {
      const path = join(folder, name);
      await mkdir(path, { recursive: true });
      // A link would put the letters where whoever made it wants them.
      if (!(await lstat(path)).isDirectory())
        throw new LontarError('watch.not-writable', { folder });
      await tryWriting(path);
    }
    // Moving a file out needs more than being allowed to make folders in it.
    await tryWriting(folder);
  } catch (error) {
    const known = diskError(error, folder);
    if (known instanceof LontarError && known.code === 'disk.full') throw known;
    throw new LontarError('watch.not-writable', { folder }, { cause: error });
  }
}

/** Always of one name, so that what a crash leaves is gone the next time. */
async function tryWriting(folder: string): Promise<void> {
  const probe = join(folder, '.lontar-probe');
  await rm(probe, { force: true });
  // Never through a link that stands there.
  await (await open(probe, 'wx', 0o600)).close();
  await rm(probe);
}

export interface Found {
  name: string;
  /** What it was when it was read: device, inode, size, time of change. */
  mark: string;
}

/**
 * Moves a file to where it is not looked at again, under a name that begins with its content's hash:
 * nothing can be in the way but the same file. A file that has taken its place since is put back.
 * @throws `watch.not-writable`, `disk.full`
 */
export async function putAside(
  folder: string,
  { name, mark }: Found,
  { aside, sha256, reason }: { aside: Aside; sha256: string; reason?: object },
): Promise<void> {
  const into = join(folder, FOLDERS[aside]);
  const from = join(folder, name);
  const to = join(into, `${sha256.slice(0, 16)} ${shortened(name)}`);
  try {
    if ((await markOf(from)) !== mark) return;
    await rename(from, to);
    if ((await markOf(to)) !== mark) {
      await rename(to, from);
      return;
    }
    if (reason) {
      await writeDurably(`${to}.json`, Buffer.from(`${JSON.stringify(reason, null, 2)}\n`));
    }
    syncFolder(into);
    syncFolder(folder);
  } catch (error) {
    if (error instanceof LontarError && error.code === 'disk.full') throw error;
    throw new LontarError('watch.not-writable', { folder }, { cause: error });
  }
}

/** Null where there is no plain file of that name. */
export async function markOf(path: string): Promise<string | null> {
  try {
    const seen = await lstat(path, { bigint: true });
    if (!seen.isFile()) return null;
    return [seen.dev, seen.ino, seen.size, seen.mtimeNs].join(' ');
  } catch {
    return null;
  }
}

/** File systems take 255 bytes; the ending is what people look at. */
function shortened(name: string): string {
  let short = name;
  while (Buffer.byteLength(short) > 200) short = short.slice(-(short.length - 8));
  return short;
}
