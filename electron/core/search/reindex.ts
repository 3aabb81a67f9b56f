import type { Archive } from '../archive/archive.ts';
import { sql } from '../archive/sql.ts';
import type { CallContext } from '../context.ts';
import { readDocuments, readingOf } from '../reading/store.ts';
import { forgetIndex, indexSome } from './index-letters.ts';
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
    const some = archive.write((writer) => indexSome(writer, PART));
    if (some === 0) break;
    letters += some;
    progress?.({ letters });
    await rest(signal);
  }
  for (const table of ['search_tokens', 'search_places']) {
    // The first step says that all is to be merged, the others go on with it.
    for (let pages = -STEP; mergeSome(archive, table, pages); pages = STEP) await rest(signal);
  }
  return { letters };
}

/** One piece is searched faster than ten. False where there was nothing left to merge. */
export function mergeSome(archive: Archive, table: string, pages: number): boolean {
  return archive.write((writer) => {
    const changes = () => writer.column<number>(sql`SELECT total_changes()`)[0]!;
    const before = changes();
    writer.run({
      text: `INSERT INTO ${table} (${table}, rank) VALUES ('merge', ?)`,
      values: [BigInt(pages)],
    });
    return changes() - before >= 2;
  });
}

/** Other calls have their turn; throws where it is cancelled. */
async function rest(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal?.throwIfAborted();
}
