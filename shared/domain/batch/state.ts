import type { BatchEdit, BatchStatus, ScanSettings, Splitting } from '../../contract/batches.ts';
import type { WireError } from '../../contract/error.ts';
import type { MadeBatchDocument } from '../../contract/batches.ts';
import type { Picture, PictureFindings } from './events.ts';

/** A page as it was scanned, and what was seen on it. It never goes before the batch is closed. */
export interface PictureState extends Picture {
  /** Null until it has been looked at. */
  findings: PictureFindings | null;
}

/** What a person can change of a page, and take back. */
export interface PageMarks {
  place: string;
  /** Which of the batch's pictures it shows. */
  picture: number;
  turn: 0 | 90 | 180 | 270;
  deleted: boolean;
  boundary: 'auto' | 'split' | 'join';
  separator: boolean | null;
  book: string | null;
  blankAccepted: boolean;
}

export interface PageState extends PageMarks {
  /** Of those that came through the feed it belongs to; see `FeedState`. */
  feed: number;
  /** Index of the finished document that holds it. */
  made: number | null;
}

/** One going of the paper through the device; a feed that was cut off goes on in the same. */
export interface FeedState {
  kind: 'end' | 'after' | 'replace' | 'fronts' | 'backs';
  /** Both sides of each sheet come, the front first. */
  duplex: boolean;
  /** For `after` and `replace`. */
  page: number | null;
  /** The pages that came, in that order. */
  came: number[];
  /** How many had come when it was last begun or resumed: with that sheet the sides begin anew. */
  resumedAt: number;
  /** `cut` was stopped before its end, by whatever `stopped` says or by a crash. */
  state: 'running' | 'ended' | 'cut';
  stopped: WireError | null;
}

export interface Step {
  edit: BatchEdit['kind'] | 'replace';
  pages: { page: number; from: Partial<PageMarks>; to: Partial<PageMarks> }[];
  splitting: { from: Splitting; to: Splitting } | null;
}

/** A batch of pages on this desk. Page and picture numbers are places in these lists, from 1. */
export interface Batch {
  version: number;
  status: BatchStatus;
  settings: ScanSettings;
  /** The profile's name, for the list. */
  profile: string;
  pages: PageState[];
  pictures: PictureState[];
  feeds: FeedState[];
  made: MadeBatchDocument[];
  /** Why closing stopped, where it did. */
  closeStopped: WireError | null;
  undo: Step[];
  redo: Step[];
}

export interface NumberedPage extends PageState {
  page: number;
}

/** All pages in their order. */
export function inOrder({ pages }: Pick<Batch, 'pages'>): NumberedPage[] {
  return pages
    .map((page, index) => ({ ...page, page: index + 1 }))
    .sort((one, other) => (one.place < other.place ? -1 : one.place > other.place ? 1 : 0));
}

export const pictureOf = (batch: Batch, page: PageState): PictureState =>
  batch.pictures[page.picture - 1]!;

export const lastFeed = (batch: Batch): FeedState | null => batch.feeds.at(-1) ?? null;
