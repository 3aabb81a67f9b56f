import type { Archive } from '../archive/archive.ts';
import type { CallContext } from '../context.ts';
import { readingOf } from '../reading/readings.ts';
import { readDocuments } from '../reading/store.ts';
import { forgetIndex, indexMany } from './index-letters.ts';
import { indexTables, mergeSome } from './merge.ts';
import { keepPageText } from './texts.ts';

const PART = 500;
/** Pages of the index written in one transaction. */
const STEP = 2_000;

/**
 * Makes the texts anew from what was read, and the index from them, a part in each transaction, so that letters can be registered meanwhile. Where
 * it ends early, what is missing waits, and is indexed before anything is asked.
 */
export async function reindex(
  archive: Archive,
  { signal, progress }: CallContext = {},
): Promise<{ letters: number }> {
  archive.write(forgetIndex);
  for (const sha256 of readDocuments(archive.read)) {
    archive.write((writer) => {
      for (const { page, text } of readingOf(writer, sha256)?.read ?? []) {
        keepPageText(writer, sha256, page, text);
      }
    });
    await rest(signal);
  }
  let letters = 0;
  for (;;) {
    const some = archive.write((writer) => indexMany(writer, PART));
    if (some === 0) break;
    letters += some;
    progress?.({ letters });
    await rest(signal);
  }
  for (const table of indexTables) {
    const some = (pages: number) => archive.write((writer) => mergeSome(writer, table, pages));
    // The first step says that all is to be merged, the others go on with it.
    for (let pages = -STEP; some(pages); pages = STEP) await rest(signal);
  }
  return { letters };
}

/** Other calls have their turn; throws where it is cancelled. */
async function rest(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal?.throwIfAborted();
}
