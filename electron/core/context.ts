import type { Archive } from './archive/archive.ts';
import type { Reading } from './reading/reading.ts';

/** What a use case needs beside its input. */
export interface CoreContext {
  archive: Archive;
  /** The project's `resources` folder: fonts, colour profile. */
  resources: string;
  reading: Reading;
}

/** One call's own: how it is cancelled, and where it tells how far it is. */
export interface CallContext {
  signal?: AbortSignal | undefined;
  progress?: ((value: unknown) => void) | undefined;
}
