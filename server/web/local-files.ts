import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { asideOf } from '../../electron/core/archive/durable.ts';
import type { ServerContext } from '../context.ts';

/** Of a store elsewhere so many files are kept here, those used last. */
const MOST_KEPT = 200;

const fetching = new Map<string, Promise<string>>();

/** A blob as a file on this machine, for drawing its pages. Throws `blob.unknown`. */
export function localFile(context: ServerContext, sha256: string): Promise<string> {
  const { blobs, settings } = context;
  if (blobs.pathOf) return Promise.resolve(blobs.pathOf(sha256));
  const folder = path.join(settings.data, 'cache', 'documents');
  const file = path.join(folder, sha256);
  const under = fetching.get(file);
  if (under) return under;
  const work = fetched(context, sha256, folder, file).finally(() => fetching.delete(file));
  fetching.set(file, work);
  return work;
}

async function fetched(
  { blobs, now }: ServerContext,
  sha256: string,
  folder: string,
  file: string,
): Promise<string> {
  const moment = new Date(now());
  const known = await utimes(file, moment, moment).then(
    () => true,
    () => false,
  );
  if (known) return file;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const aside = asideOf(file);
  try {
    await pipeline(await blobs.open(sha256), createWriteStream(aside, { mode: 0o600 }));
    await rename(aside, file);
  } finally {
    await rm(aside, { force: true });
  }
  await makeRoom(folder);
  return file;
}

async function makeRoom(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= MOST_KEPT) return;
  const files = await Promise.all(
    names.map(async (name) => ({
      name,
      used: await stat(path.join(folder, name)).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    })),
  );
  files.sort((one, other) => one.used - other.used);
  for (const { name } of files.slice(0, names.length - MOST_KEPT)) {
    await rm(path.join(folder, name), { force: true });
  }
}
