import { storeOf } from './store.ts';

/** What capturing is asked for from anywhere on the desk. */
export const capture = storeOf<{
  /** The system's dialog to choose files. */
  choosing: boolean;
  /** Paths on their way in. */
  files: { paths: string[]; together: boolean | null } | null;
  /** Go on with the next letter that waits to be registered. */
  next: boolean;
}>({ choosing: false, files: null, next: false });
