import { availableParallelism } from 'node:os';
import type { Engine } from '../read-picture.ts';
import type { Grey } from '../take-colour-away.ts';
import type { FoundTesseract } from './find-tesseract.ts';
import type { SeenWord } from './parse-tsv.ts';
import { runTesseract } from './run-tesseract.ts';

/** Loading its languages costs a process a third of a page's time: so many pages share it. */
const TOGETHER = 4;

interface Waiting {
  picture: Grey & { dpi: number };
  signal: AbortSignal | undefined;
  resolve(seen: SeenWord[]): void;
  reject(reason: unknown): void;
}

/**
 * The machine's own Tesseract: a process a core, each with the pages that are ready by then, while the
 * next ones are made ready. A page that somebody waits for has a process of its own at once.
 */
export function nativeEngine(found: FoundTesseract): Engine {
  const cores = availableParallelism();
  const line: Waiting[] = [];
  /** What each process has been given. */
  const reading = new Set<Waiting[]>();

  async function alone({ picture, signal, resolve, reject }: Waiting): Promise<void> {
    try {
      const [seen] = await runTesseract(found, [picture], signal ? { signal } : {});
      resolve(seen!);
    } catch (error) {
      reject(error);
    }
  }

  async function together(pages: Waiting[]): Promise<void> {
    if (pages.length === 1) return alone(pages[0]!);
    const signals = pages.flatMap(({ signal }) => signal ?? []);
    try {
      const pictures = pages.map(({ picture }) => picture);
      const seen = await runTesseract(found, pictures, { signal: AbortSignal.any(signals) });
      for (const [at, page] of pages.entries()) page.resolve(seen[at]!);
    } catch {
      // Whose fault it was shows when each is read alone.
      for (const page of pages) await alone(page);
    }
  }

  function pump(): void {
    while (reading.size < cores && line.length > 0) {
      const [first] = line as [Waiting];
      const alike = line.findIndex(({ picture }) => picture.dpi !== first.picture.dpi);
      const pages = line.splice(0, Math.min(share(), alike === -1 ? Infinity : alike));
      reading.add(pages);
      void together(pages).finally(() => {
        reading.delete(pages);
        pump();
      });
    }
  }

  /** As many as fall to each core, or all where every other core has as many before it. */
  function share(): number {
    const others = reading.size < cores - 1 ? [0] : [...reading].map(({ length }) => length);
    const all = Math.min(...others) >= line.length;
    return Math.min(TOGETHER, all ? line.length : Math.ceil(line.length / cores));
  }

  return {
    name: 'tesseract',
    pages: (cores + 1) * TOGETHER,
    read(picture, { signal, urgent }) {
      return new Promise((resolve, reject) => {
        const page = { picture, signal, resolve, reject };
        if (urgent) return void alone(page);
        line.push(page);
        pump();
      });
    },
    close: () => Promise.resolve(),
  };
}
