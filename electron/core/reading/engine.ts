import { availableParallelism } from 'node:os';
import type { Engine } from './read-picture.ts';
import { findTesseract, type FoundTesseract } from './tesseract/find-tesseract.ts';
import { runTesseract } from './tesseract/run-tesseract.ts';

/** The machine's own Tesseract. */
export async function openEngine(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Engine | null> {
  const found = await findTesseract(env);
  return found && nativeEngine(found);
}

function nativeEngine(found: FoundTesseract): Engine {
  return {
    name: 'tesseract',
    pages: availableParallelism(),
    read: (picture, options) => runTesseract(found, picture, options),
    close: () => Promise.resolve(),
  };
}
