import { join } from 'node:path';
import type { Archive } from '../archive/archive.ts';
import { connect, type Connection } from '../archive/database.ts';

export interface VerifyContext {
  signal?: AbortSignal | undefined;
  progress?: ((done: { facts: number; blobs: number }) => void) | undefined;
}

/** The archive as it was at one moment, and who is told of the work on it. */
export interface Witness {
  archive: Archive;
  /** A connection of its own, whose view stays the same while letters are registered beside it. */
  past: Connection;
  /** To be awaited between steps: lets other calls have their turn. Throws where it is cancelled. */
  rest(done: { facts: number; blobs: number }): Promise<void> | undefined;
}

/** How long a call that comes meanwhile may wait, in milliseconds. */
const TURN = 30;

export async function withWitness<Result>(
  archive: Archive,
  { signal, progress }: VerifyContext,
  work: (witness: Witness) => Promise<Result>,
): Promise<Result> {
  const past = connect(join(archive.home, 'archive.sqlite'));
  let since = performance.now();
  const rest = (done: { facts: number; blobs: number }) => {
    signal?.throwIfAborted();
    if (performance.now() - since < TURN) return undefined;
    progress?.(done);
    return new Promise<void>((resolve, reject) =>
      setImmediate(() => {
        since = performance.now();
        if (signal?.aborted) reject(signal.reason);
        else resolve();
      }),
    );
  };
  try {
    // The view is taken with the first reading.
    past.script('BEGIN; SELECT count(*) FROM sqlite_schema');
    return await work({ archive, past, rest });
  } finally {
    past.close();
  }
}
