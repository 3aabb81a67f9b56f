import type { Archive } from '../archive/archive.ts';
import { indexSome, isBehind } from './index-letters.ts';
import { indexTables, mergeSome } from './merge.ts';

/** The first screen comes before the first look. */
const START_MS = 1_000;
/** Nobody waits for the index: it begins when nothing has happened for so long, */
const CALM_MS = 400;
/** or when letters have waited for so long in spite of it. */
const PATIENCE_MS = 5_000;
/** Letters in one transaction, and pages of the index merged in one. */
const TURN = 4;
const PAGES = 16;
/** Turns until what they wrote is brought from the log into the file. */
const LOG_TURNS = 64;

export interface Indexing {
  /** Something has been written. */
  wake(): void;
  close(): Promise<void>;
}

/**
 * Keeps the index close behind the letters, in turns so short that no call waits for one. Registering
 * itself never writes to it, and whoever asks before it has caught up catches up first.
 */
export function openIndexing(archive: Archive, { background }: { background: boolean }): Indexing {
  let timer: NodeJS.Timeout | undefined;
  let since = 0;
  let turns = 0;
  let closed = false;

  function wake() {
    if (closed || !background) return;
    since ||= Date.now();
    clearTimeout(timer);
    timer = setTimeout(turn, Math.max(0, Math.min(CALM_MS, since + PATIENCE_MS - Date.now())));
  }

  function turn() {
    since = 0;
    if (closed) return;
    try {
      const more = doSome(archive);
      turns += 1;
      if (!more || turns % LOG_TURNS === 0) archive.checkpoint();
      if (more) timer = setTimeout(turn, 0);
    } catch {
      // A full disk, say: letters go on waiting, and whoever asks for them is told why.
    }
  }

  if (background) timer = setTimeout(turn, START_MS);
  return {
    wake,
    async close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}

/** One short piece of work; false where nothing was left to do. */
function doSome(archive: Archive): boolean {
  const isMore = isBehind(archive.read);
  return archive.write((writer) => {
    if (isMore) indexSome(writer, TURN);
    // Also meanwhile: of a hundred thousand letters there would be too many pieces in the end.
    return indexTables.some((table) => mergeSome(writer, table, PAGES)) || isMore;
  });
}
