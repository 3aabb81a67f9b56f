import { existsSync } from 'node:fs';
import { LontarError, toWireError } from '../../../shared/contract/error.ts';
import type { Archive } from '../archive/archive.ts';
import { openPdfium, type Pdfium } from '../pages/pdfium.ts';
import { openEngine } from './engine.ts';
import { closePictures } from './picture.ts';
import { readPdfPage } from './read-file.ts';
import { keepPage } from './readings.ts';
import { isPaused, keepFailure, nextDue, nextPage, type WaitingPage } from './store.ts';

/** Reads what waits, as many pages at once as the engine can. */
export interface Queue {
  current(): { sha256: string; page: number }[];
  /** Looks for work; also stops what is under way where reading has been paused. */
  wake(): void;
  /** Nothing is under way, and nothing is due. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Waits between tries; after the last the page is given up until somebody asks. */
const AGAIN_MS = [5_000, 60_000];
const REST_MS = 60_000;
/** Trying again would show the same. */
const FINAL = new Set(['pdf.password', 'pdf.page', 'document.unknown']);

export async function openQueue(archive: Archive, tell: () => void): Promise<Queue> {
  const engine = await openEngine();
  // Its own: the pages that a person turns never wait for it.
  const pdfium: Pdfium = openPdfium({ workers: 1 });
  const { now } = archive.scribe;
  const running = new Map<string, { page: WaitingPage; stop: AbortController }>();
  const waiters = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  /** While not even a failure can be kept, as on a full disk, nothing is read. */
  let restsUntil = 0;
  let closed = false;

  function wake(): void {
    clearTimeout(timer);
    if (closed) return;
    if (isPaused(archive.read)) {
      for (const { stop } of running.values()) stop.abort(new LontarError('reading.paused'));
    } else {
      while (now() >= restsUntil) {
        const page = nextPage(archive.read, now(), (sha256, number) =>
          running.has(keyOf(sha256, number)),
        );
        if (!page) break;
        // What is on the screen does not wait for all that is under way.
        const urgent = [...running.values()].every((other) => other.page.rank < page.rank);
        if (running.size >= engine.pages + (urgent ? 1 : 0)) break;
        void work(page, urgent);
      }
    }
    if (running.size > 0) return;
    for (const settle of waiters) settle();
    waiters.clear();
    const next = now() < restsUntil ? restsUntil : nextDue(archive.read);
    const due = isPaused(archive.read) ? null : next;
    if (due !== null) timer = setTimeout(wake, Math.max(100, due - now())).unref();
  }

  async function work(page: WaitingPage, urgent: boolean): Promise<void> {
    const key = keyOf(page.sha256, page.page);
    const stop = new AbortController();
    running.set(key, { page, stop });
    try {
      await readOne(page, urgent, stop.signal);
    } catch {
      restsUntil = now() + REST_MS;
    } finally {
      running.delete(key);
      if (!closed) {
        tell();
        wake();
      }
    }
  }

  async function readOne(page: WaitingPage, urgent: boolean, signal: AbortSignal): Promise<void> {
    const { sha256 } = page;
    const tries = page.tries + 1;
    try {
      const path = archive.blobs.pathOf(sha256);
      if (!existsSync(path)) throw new LontarError('document.unknown', { sha256 });
      const read = await readPdfPage(path, page.page, { engine, pdfium, signal, urgent });
      if (!closed) archive.write((writer) => keepPage(writer, sha256, read, tries));
    } catch (error) {
      if (closed || signal.aborted) return;
      const reason = toWireError(error);
      const wait = FINAL.has(reason.code) ? undefined : AGAIN_MS[page.tries];
      const due = wait === undefined ? null : now() + wait;
      archive.write((writer) => keepFailure(writer, { ...page, tries }, reason, due));
    }
  }

  return {
    current: () => [...running.values()].map(({ page: { sha256, page } }) => ({ sha256, page })),
    wake,
    settled() {
      return new Promise((settle) => {
        waiters.add(settle);
        // Whoever waits has perhaps made room.
        restsUntil = 0;
        wake();
      });
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      for (const { stop } of running.values()) stop.abort(new LontarError('core.gone'));
      for (const settle of waiters) settle();
      await Promise.all([pdfium.close(), engine.close(), closePictures()]);
    },
  };
}

const keyOf = (sha256: string, page: number): string => `${sha256} ${page}`;
