import { availableParallelism } from 'node:os';
import type { Engine } from '../read-picture.ts';
import type { Grey } from '../take-colour-away.ts';
import type { FoundTesseract } from './find-tesseract.ts';
import type { SeenWord } from './parse-tsv.ts';
import { runTesseract } from './run-tesseract.ts';

/** Loading its languages costs a process a sixth of a page's time: two pages share it. */
const TOGETHER = 2;

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
  let busy = 0;

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
    while (busy < cores && line.length > 0) {
      const [first] = line as [Waiting];
      const share = Math.min(TOGETHER, Math.ceil(line.length / (cores - busy)));
      const alike = line
        .slice(0, share)
        .findIndex(({ picture }) => picture.dpi !== first.picture.dpi);
      busy += 1;
      void together(line.splice(0, alike === -1 ? share : alike)).finally(() => {
        busy -= 1;
        pump();
      });
    }
  }

  return {
    name: 'tesseract',
    pages: cores * TOGETHER + 1,
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
