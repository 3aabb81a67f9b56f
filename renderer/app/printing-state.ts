import { storeOf } from './store.ts';

/** What can be printed from where one is: a letter's papers, or a book's pages. */
export type Printable = { letter: string } | { book: string | null };

/** The printing dialogs, opened from anywhere on the desk. */
export const printingState = storeOf<{
  wanted: Printable | null;
  jobs: boolean;
  /** The letter registered last: its receipt is one key away. */
  registered: string | null;
}>({ wanted: null, jobs: false, registered: null });
