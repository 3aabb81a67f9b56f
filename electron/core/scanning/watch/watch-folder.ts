import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LontarError, toWireError, type WireError } from '../../../../shared/contract/error.ts';
import { diskError } from '../../archive/durable.ts';
import { IMPORT_LIMITS } from '../import/limits.ts';
import { claimedKind } from '../import/sniff.ts';
import { endsProperly } from './is-whole.ts';
import { type Found, markOf, prepareFolder, putAside } from './put-aside.ts';

/** A file that has come in whole, as a copy of our own that nobody else writes to. */
export interface ArrivedFile {
  path: string;
  /** As the copier called it. */
  name: string;
  /** Of its bytes, by which it is known again. */
  sha256: string;
}

export type WatchEvent<Taken> =
  | { file: string; taken: Taken }
  | { file: string; refused: WireError }
  /** Null once it is over. */
  | { trouble: WireError | null };

export interface WatchFolder<Taken> {
  folder: string;
  /** For the copies; on the archive's disk. */
  workDir: string;
  /** Returns when the file is safe, also where it was safe already. What it throws is told. */
  take(file: ArrivedFile): Promise<Taken>;
  tell?: (event: WatchEvent<Taken>) => void;
  signal?: AbortSignal;
  /** Takes what is there and ends, once nothing is on its way any more. */
  once?: boolean;
  pace?: WatchPace;
}

/** Milliseconds. */
export interface WatchPace {
  lookMs: number;
  /** A file is complete when it has not changed for so long and ends as one of its kind does. */
  settleMs: number;
  /** The same for a kind that has no end to be known by: a page may follow. */
  endlessMs: number;
  /** From then on a file without a proper end is judged as it is. */
  unfinishedMs: number;
}

const PACE: WatchPace = { lookMs: 1_000, settleMs: 3_000, endlessMs: 15_000, unfinishedMs: 60_000 };
/** Whoever asks for what is there now does not wait for what a copier may be sending. */
const PACE_ONCE: WatchPace = { ...PACE, lookMs: 500, endlessMs: 3_000, unfinishedMs: 10_000 };

/** Put there by systems, not by copiers; and what copiers and browsers call a file on its way. */
const NO_LETTERS =
  /^(\.|~\$|thumbs\.db$|desktop\.ini$)|\.(part|partial|tmp|temp|crdownload|filepart)$/i;

/** Concerns every file alike: none is refused for it. */
const OF_ALL = /^(disk|archive|watch|core)\./;
/** Certain at once; all else may be a file on its way, or over in a moment, and is tried again. */
const OF_THE_FILE =
  /^(file\.(type|empty|too-large|too-many-pages|mixed)|pdf\.(password|too-slow))$/;

interface Watched {
  mark: string;
  since: number;
  /** When it was refused for a reason that may pass: not again before a while. */
  retryAt: number;
}

/**
 * Takes every letter that comes into the folder, and moves it aside only when it is safe. Looks at
 * the folder again and again, since shared folders tell nobody of changes. Links, pipes, folders and
 * hidden files are left alone.
 * @throws `watch.…` where the folder can't be watched from the start; later troubles are told, and
 *   the folder is tried again
 */
export async function watchFolder<Taken>(watch: WatchFolder<Taken>): Promise<void> {
  const { folder, signal, tell, once = false } = watch;
  const pace = watch.pace ?? (once ? PACE_ONCE : PACE);
  await prepareFolder(folder);
  const known = new Map<string, Watched>();
  let troubled = false;
  for (;;) {
    if (signal?.aborted) return;
    let waiting = 0;
    try {
      if (troubled) await prepareFolder(folder);
      waiting = await look(watch, pace, known);
      if (troubled) tell?.({ trouble: null });
      troubled = false;
    } catch (error) {
      if (signal?.aborted) return;
      if (once) throw error;
      if (!troubled) tell?.({ trouble: toWireError(error) });
      troubled = true;
    }
    if (once && waiting === 0) return;
    await pause(pace.lookMs, undefined, { signal }).catch(() => undefined);
  }
}

/** One round; gives the number of files that are not done with. */
async function look<Taken>(
  watch: WatchFolder<Taken>,
  pace: WatchPace,
  known: Map<string, Watched>,
): Promise<number> {
  const { folder, signal } = watch;
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new LontarError('watch.missing', { folder, reason: toWireError(error).data['message'] });
  });
  const names = entries
    .filter((entry) => !entry.isDirectory() && !NO_LETTERS.test(entry.name))
    .map(({ name }) => name)
    .toSorted();
  for (const name of known.keys()) if (!names.includes(name)) known.delete(name);
  let waiting = 0;
  for (const name of names) {
    if (signal?.aborted) return waiting;
    const mark = await markOf(join(folder, name));
    if (mark === null) continue;
    const now = performance.now();
    const before = known.get(name);
    const watched = before?.mark === mark ? before : { mark, since: now, retryAt: 0 };
    known.set(name, watched);
    const still = now - watched.since;
    waiting += 1;
    if (still < pace.settleMs || now < watched.retryAt) continue;
    const found = { name, mark };
    const ends = { endless: still >= pace.endlessMs, unfinished: still >= pace.unfinishedMs };
    const copied = await copyOut(watch, found, ends);
    if (!copied) continue;
    try {
      const done = await takeOne(watch, found, copied, ends.unfinished);
      if (done) waiting -= 1;
      else watched.retryAt = performance.now() + pace.settleMs;
    } finally {
      await rm(copied.dir, { recursive: true, force: true });
    }
  }
  return waiting;
}

interface Copied {
  dir: string;
  path: string;
  sha256: string;
  error: LontarError | null;
}

/** Null where it is not whole yet, or was changed meanwhile. */
async function copyOut<Taken>(
  { folder, workDir, signal }: WatchFolder<Taken>,
  { name, mark }: Found,
  allowed: { endless: boolean; unfinished: boolean },
): Promise<Copied | null> {
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const source = await open(join(folder, name), flags).catch(() => null);
  // Still held by whoever writes it, or gone.
  if (!source) return null;
  let dir: string | undefined;
  try {
    const seen = await source.stat();
    if (!seen.isFile()) return null;
    const tooLarge = seen.size > IMPORT_LIMITS.fileBytes;
    const whole = seen.size > 0 && ((await endsProperly(source, seen.size)) ?? allowed.endless);
    if (!whole && !allowed.unfinished) return null;
    dir = await mkdtemp(join(workDir, '.watch-'));
    // Only the ending comes of its name, and only one that is known.
    const ending = claimedKind(name) === null ? '' : extname(name).toLowerCase();
    const path = join(dir, `file${ending}`);
    const hash = createHash('sha256');
    if (tooLarge) {
      const limit = Math.floor(IMPORT_LIMITS.fileBytes / (1 << 20));
      const error = new LontarError('file.too-large', { name, what: 'bytes', limit });
      return { dir, path, sha256: hash.update(mark).digest('hex'), error };
    }
    const copy = await open(path, 'wx', 0o600);
    try {
      const stream = source.createReadStream({ start: 0, autoClose: false, signal });
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        hash.update(chunk);
        await copy.writeFile(chunk);
      }
    } finally {
      await copy.close();
    }
    if ((await markOf(join(folder, name))) !== mark) {
      await rm(dir, { recursive: true, force: true });
      return null;
    }
    return { dir, path, sha256: hash.digest('hex'), error: null };
  } catch (error) {
    if (dir !== undefined) await rm(dir, { recursive: true, force: true });
    throw diskError(error, workDir);
  } finally {
    await source.close();
  }
}

/** Whether it is done with; else it is tried again. Throws what concerns all files: a full disk. */
async function takeOne<Taken>(
  { folder, take, tell }: WatchFolder<Taken>,
  found: Found,
  copied: Copied,
  patient: boolean,
): Promise<boolean> {
  const { name } = found;
  const { path, sha256 } = copied;
  try {
    if (copied.error) throw copied.error;
    const taken = await take({ path, name, sha256 });
    await putAside(folder, found, { aside: 'taken', sha256 });
    tell?.({ file: name, taken });
    return true;
  } catch (error) {
    const { code, data } = toWireError(error);
    if (OF_ALL.test(code)) throw error;
    // It may be on its way still: it is given the time that a slow copier needs.
    if (!OF_THE_FILE.test(code) && !patient) return false;
    const refused = { code, data: { ...data, name, path: name } };
    await putAside(folder, found, { aside: 'refused', sha256, reason: refused });
    tell?.({ file: name, refused });
    return true;
  }
}
