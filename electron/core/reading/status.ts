import type { ReadingProgress, ReadingStatus } from '../../../shared/contract/reading.ts';
import type { CallContext, CoreContext } from '../context.ts';
import { countPages, isPaused, unreadPages } from './store.ts';

const MOST_UNREAD = 50;

export function readingStatus({ archive, reading }: CoreContext): ReadingStatus {
  return {
    paused: isPaused(archive.read),
    ...countPages(archive.read),
    current: reading.current(),
    unread: unreadPages(archive.read, MOST_UNREAD),
  };
}

/** Reads what is due, telling how far it is; ends when that is done, paused or cancelled. */
export async function readAll(
  { archive, reading }: CoreContext,
  { signal, progress }: CallContext,
): Promise<ReadingProgress> {
  const queue = await reading.queue();
  const tell = setInterval(() => progress?.(countPages(archive.read)), 250);
  try {
    const stopped = new Promise<void>((stop) => {
      signal?.addEventListener('abort', () => stop(), { once: true });
    });
    await Promise.race([queue.settled(), stopped]);
    signal?.throwIfAborted();
    return countPages(archive.read);
  } finally {
    clearInterval(tell);
  }
}
