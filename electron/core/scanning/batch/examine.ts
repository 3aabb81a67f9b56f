import { toWireError } from '../../../../shared/contract/error.ts';
import { LontarError } from '../../../../shared/contract/error.ts';
import type { PictureFindings } from '../../../../shared/domain/batch/events.ts';
import { toExamine } from '../../../../shared/domain/batch/view.ts';
import type { Cleaner } from '../clean/cleaner.ts';
import type { BatchDesk, Live } from './desk.ts';
import { lookAtPicture } from './look-at-picture.ts';

/**
 * Cleans and judges pages behind a person's back. What is to be done is read from the batches' state,
 * so that nothing of it is forgotten when the core ends.
 */
export interface Examiner {
  /** Something may have come to be looked at. */
  wake(live: Live): void;
  /** Until every page of the batch has been looked at. Throws what keeps that from being done. */
  finish(live: Live, signal?: AbortSignal, onLeft?: (left: number) => void): Promise<void>;
  close(): Promise<void>;
}

/** As many at once as the cleaner has threads. */
const AT_ONCE = 2;
/** The machine's trouble, not the page's: it is tried again when something else has happened. */
const PASSING = new Set(['disk.full', 'disk.failed', 'file.not-writable']);

export function openExaminer(desk: () => BatchDesk): Examiner {
  const lives = new Set<Live>();
  const running = new Map<string, Promise<void>>();
  const stop = new AbortController();
  let trouble: unknown = null;
  let listeners = new Set<() => void>();
  let cleaner: Promise<Cleaner> | undefined;

  const keyOf = (live: Live, picture: number) => `${live.batch}/${picture}`;

  function next(): { live: Live; picture: number } | null {
    for (const live of lives) {
      const waiting = live.state.status === 'open' ? toExamine(live.state) : [];
      const picture = waiting.find((one) => !running.has(keyOf(live, one)));
      if (picture !== undefined) return { live, picture };
      if (waiting.length === 0) lives.delete(live);
    }
    return null;
  }

  function pump(): void {
    if (trouble !== null || stop.signal.aborted) return;
    while (running.size < AT_ONCE) {
      const found = next();
      if (!found) break;
      const key = keyOf(found.live, found.picture);
      const work = examine(found.live, found.picture).then(
        () => void running.delete(key),
        (error: unknown) => {
          running.delete(key);
          if (!stop.signal.aborted) trouble = error;
        },
      );
      running.set(key, work);
      void work.then(tell).then(pump);
    }
  }

  function tell(): void {
    const told = listeners;
    listeners = new Set();
    for (const listener of told) listener();
  }

  async function examine(live: Live, number: number): Promise<void> {
    cleaner ??= import('../clean/cleaner.ts').then(({ openCleaner }) =>
      openCleaner({ workers: AT_ONCE }),
    );
    const { cleanUp } = live.state.settings;
    const home = desk().context.archive.home;
    const { signal } = stop;
    let findings: PictureFindings;
    try {
      // The one before is compared with this: it goes first.
      await running.get(keyOf(live, number - 1));
      findings = await lookAtPicture({ live, number, home, cleaner: await cleaner, signal });
    } catch (error) {
      const { code } = toWireError(error);
      if (signal.aborted || PASSING.has(code)) throw error;
      findings = failed(code);
    }
    signal.throwIfAborted();
    // Closed or put aside meanwhile, or to be cleaned in another way.
    if (live.state.status !== 'open' || live.state.settings.cleanUp !== cleanUp) return;
    desk().append(live, { type: 'examined', version: 1, body: { picture: number, findings } });
    desk().context.announce({ operation: 'batches.scan', batch: live.batch });
  }

  return {
    wake(live) {
      lives.add(live);
      trouble = null;
      // The caller is in the middle of something: after it.
      setImmediate(pump);
    },
    async finish(live, signal, onLeft) {
      lives.add(live);
      trouble = null;
      pump();
      for (;;) {
        const left = toExamine(live.state).length;
        if (left === 0) return;
        onLeft?.(left);
        if (stop.signal.aborted) throw new LontarError('core.gone');
        if (trouble !== null) throw trouble;
        await new Promise<void>((resolve, reject) => {
          const cancel = () => reject(new LontarError('scanning.cancelled'));
          if (signal?.aborted) return cancel();
          signal?.addEventListener('abort', cancel, { once: true });
          listeners.add(() => {
            signal?.removeEventListener('abort', cancel);
            resolve();
          });
        });
      }
    },
    async close() {
      stop.abort();
      await (await cleaner)?.close();
      await Promise.all(running.values());
      tell();
    },
  };
}

function failed(code: string): PictureFindings {
  return { cleaned: null, blank: false, coverage: 0, separator: null, repeats: null, failed: code };
}
