import type { Changed } from '../../shared/contract/api.ts';
import type { Archive } from './archive/archive.ts';
import type { Reading } from './reading/reading.ts';
import type { Syncing } from './sync/syncing.ts';
import type { Watching } from './scanning/watch/watching.ts';

/** What a use case needs beside its input. */
export interface CoreContext {
  archive: Archive;
  /** The project's `resources` folder: fonts, colour profile. */
  resources: string;
  reading: Reading;
  /** Says that something has changed outside any call that would say so: work in the background. */
  announce(changed: Changed['payload']): void;
  /** Work to be ended before the archive is closed. */
  ends: Set<() => Promise<void>>;
  watching: Watching;
  syncing: Syncing;
}

/** One call's own: how it is cancelled, and where it tells how far it is. */
export interface CallContext {
  signal?: AbortSignal | undefined;
  progress?: ((value: unknown) => void) | undefined;
}
