import { z } from 'zod';
import type { WireError } from './error.ts';
import { command, query } from './operation.ts';

/** The folder that a copier scans to, and how this desk fares with it. */
export interface WatchedFolder {
  /** Null where none is watched. */
  folder: string | null;
  /** What keeps it from being watched at the moment; it is tried again and again. */
  trouble: WireError | null;
  /** Files taken since the start. */
  taken: number;
  /** Files that could not be taken and were put aside, the newest last; the last few of them. */
  refused: { file: string; error: WireError }[];
}

/** Set on one desk, for that desk alone: two that watch one folder would share its files at random. */
export const watchOperations = {
  'scanning.watched': query<WatchedFolder>()(z.object({})),
  /**
   * Watches a folder from now on, also after a restart; null stops. Errors: `watch.missing`,
   * `watch.not-a-folder`, `watch.not-writable`, `watch.own-folder`.
   */
  'scanning.watch': command<WatchedFolder>()(
    z.object({ folder: z.string().min(1).max(4096).nullable() }),
  ),
};
