import type { Engine } from './read-picture.ts';
import { findTesseract } from './tesseract/find-tesseract.ts';
import { nativeEngine } from './tesseract/native-engine.ts';

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
