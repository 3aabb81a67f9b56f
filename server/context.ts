import type { BlobStore } from './blobs/store.ts';
import type { Database } from './database/database.ts';
import type { Settings } from './settings.ts';

/** What a use case of the server needs beside its input. Nothing here is remembered between requests. */
export interface ServerContext {
  database: Database;
  blobs: BlobStore;
  settings: Settings;
  /** The project's `resources` folder: fonts, colour profile, stamps. */
  resources: string;
  /** Milliseconds since 1970. */
  now: () => number;
}
