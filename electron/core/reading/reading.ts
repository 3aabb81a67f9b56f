import type { Archive } from '../archive/archive.ts';
import type { Queue } from './queue.ts';
import { hasWaiting } from './store.ts';

/** The core's reading: what reads is loaded when there is something to read. */
export interface Reading {
  queue(): Promise<Queue>;
  /** There may be something new to read, or reading was paused or resumed. */
  wake(): void;
  current(): { sha256: string; page: number }[];
  close(): Promise<void>;
}

/** The first screen comes before the first page is read. */
const START_MS = 1_000;

/**
 * @param background reads by itself; otherwise only when it is asked to
 * @param tell a page was read or given up
 */
export function openReading(
  archive: Archive,
  { background, tell }: { background: boolean; tell: () => void },
): Reading {
  let opening: Promise<Queue> | undefined;
  let opened: Queue | undefined;
  let closed = false;

  function queue(): Promise<Queue> {
    opening ??= import('./queue.ts').then(async ({ openQueue }) => {
      opened = await openQueue(archive, tell);
      if (closed) await opened.close();
      return opened;
    });
    return opening;
  }

  function wake(): void {
    if (closed) return;
    if (opened) opened.wake();
    else if (background && !starting && (opening || hasWaiting(archive.read))) {
      void queue().then((found) => found.wake());
    }
  }

  let starting = background
    ? setTimeout(() => {
        starting = undefined;
        wake();
      }, START_MS).unref()
    : undefined;

  return {
    queue,
    wake,
    current: () => opened?.current() ?? [],
    async close() {
      closed = true;
      clearTimeout(starting);
      await (await opening)?.close();
    },
  };
}
