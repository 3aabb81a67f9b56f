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

function nativeEngine(found: FoundTesseract): Engine {
  return {
    name: 'tesseract',
    pages: availableParallelism(),
    read: (picture, options) => runTesseract(found, picture, options),
    close: () => Promise.resolve(),
  };
}
