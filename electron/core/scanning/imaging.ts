import type sharpModule from 'sharp';

export type Sharp = typeof sharpModule;

let loaded: Promise<Sharp> | undefined;

/** Loading takes 65 ms: only who handles pictures pays. */
export function loadSharp(): Promise<Sharp> {
  loaded ??= import('sharp').then(({ default: sharp }) => {
    // Kept pictures are found by their file's name, and another file may bear it by then.
    sharp.cache(false);
    // Pages are worked on side by side: a picture on several threads would only wait for the others.
    sharp.concurrency(1);
    return sharp;
  });
  return loaded;
}
