import { availableParallelism } from 'node:os';
import type { Engine } from './read-picture.ts';
import { findTesseract, type FoundTesseract } from './tesseract/find-tesseract.ts';
import { runTesseract } from './tesseract/run-tesseract.ts';

/** The machine's own Tesseract where it has one that reads Indonesian, else the one that comes along. */
export async function openEngine(): Promise<Engine> {
  const found = await findTesseract();
  if (found) return nativeEngine(found);
  const { bundledEngine } = await import('./tesseract-js/bundled-engine.ts');
  return bundledEngine();
}

/** Which one `openEngine` would open. */
export async function engineHere(): Promise<Engine['name']> {
  return (await findTesseract()) ? 'tesseract' : 'tesseract.js';
}

/** One process a core; a page more is being made ready meanwhile, so that none waits for its page. */
function nativeEngine(found: FoundTesseract): Engine {
  const cores = availableParallelism();
  const line: (() => void)[] = [];
  let busy = 0;
  return {
    name: 'tesseract',
    pages: cores + 1,
    async read(picture, options) {
      if (busy >= cores) await new Promise<void>((go) => line.push(go));
      else busy += 1;
      try {
        return await runTesseract(found, picture, options);
      } finally {
        const next = line.shift();
        if (next) next();
        else busy -= 1;
      }
    },
    close: () => Promise.resolve(),
  };
}
