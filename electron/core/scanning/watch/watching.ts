import { resolve } from 'node:path';
import { LontarError, toWireError } from '../../../../shared/contract/error.ts';
import type { WatchedFolder } from '../../../../shared/contract/watch.ts';
import type { Archive } from '../../archive/archive.ts';
import { sql } from '../../archive/sql.ts';
import type { CoreContext } from '../../context.ts';
import type { WatchPace } from './watch-folder.ts';

/** This desk's watched folder, as long as its core runs. */
export interface Watching {
  state(): WatchedFolder;
  /** Throws what `prepareFolder` throws, and `watch.own-folder`; then nothing has changed. */
  watch(folder: string | null): Promise<WatchedFolder>;
  close(): Promise<void>;
}

const KEY = 'watch.folder';
const MOST_REFUSED = 20;
/** The first screen comes before the first look. */
const START_MS = 1_000;

/**
 * @param background whether to begin by itself with the folder that is on record
 * @param tell something was taken, or the folder's state has changed
 */
export function openWatching(
  context: () => CoreContext,
  archive: Archive,
  { background, tell, pace }: { background: boolean; tell: () => void; pace?: WatchPace },
): Watching {
  let state: WatchedFolder = { folder: recorded(archive), trouble: null, taken: 0, refused: [] };
  let stop = new AbortController();
  let running: Promise<void> = Promise.resolve();

  async function run(folder: string, signal: AbortSignal): Promise<void> {
    const { watchFolder } = await import('./watch-folder.ts');
    const { takeArrived } = await import('./take-arrived.ts');
    while (!signal.aborted) {
      try {
        await watchFolder({
          folder,
          workDir: archive.blobs.workFolder,
          ...(pace && { pace }),
          signal,
          take: (file) => takeArrived(context(), file),
          tell(event) {
            if ('trouble' in event) state = { ...state, trouble: event.trouble };
            else if ('taken' in event) state = { ...state, taken: state.taken + 1 };
            else {
              const refused = [...state.refused, { file: event.file, error: event.refused }];
              state = { ...state, refused: refused.slice(-MOST_REFUSED) };
            }
            tell();
          },
        });
      } catch (error) {
        // A share that is not there yet when the machine starts: tried again.
        const trouble = toWireError(error);
        if (state.trouble?.code !== trouble.code) {
          state = { ...state, trouble };
          tell();
        }
        await wait(10 * START_MS, signal);
      }
    }
  }

  function begin(folder: string, afterMs: number): void {
    stop = new AbortController();
    const { signal } = stop;
    running = wait(afterMs, signal).then(() => (signal.aborted ? undefined : run(folder, signal)));
  }

  if (background && state.folder !== null) begin(state.folder, START_MS);

  return {
    state: () => state,
    async watch(folder) {
      const chosen = folder === null ? null : resolve(folder);
      if (chosen !== null) {
        await prepareWatch(archive.home, chosen);
      }
      stop.abort();
      await running;
      archive.write((writer) =>
        chosen === null
          ? writer.run(sql`DELETE FROM meta WHERE key = ${KEY}`)
          : writer.run(sql`INSERT INTO meta (key, value) VALUES (${KEY}, ${chosen})
              ON CONFLICT (key) DO UPDATE SET value = excluded.value`),
      );
      state = { folder: chosen, trouble: null, taken: 0, refused: [] };
      if (chosen !== null && background) begin(chosen, 0);
      return state;
    },
    async close() {
      stop.abort();
      await running;
    },
  };
}

/** @throws `watch.own-folder` where the archive would watch itself, and what `prepareFolder` throws */
export async function prepareWatch(home: string, folder: string): Promise<void> {
  if (isWithin(folder, home) || isWithin(home, folder)) {
    throw new LontarError('watch.own-folder', { folder });
  }
  const { prepareFolder } = await import('./put-aside.ts');
  await prepareFolder(folder);
}

function recorded(archive: Archive): string | null {
  return (
    archive.read.get<{ value: string }>(sql`SELECT value FROM meta WHERE key = ${KEY}`)?.value ??
    null
  );
}

function isWithin(path: string, folder: string): boolean {
  const inner = resolve(path);
  const outer = resolve(folder);
  return inner === outer || inner.startsWith(`${outer}/`) || inner.startsWith(`${outer}\\`);
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });
}
