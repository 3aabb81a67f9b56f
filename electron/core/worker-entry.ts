/**
 * Where a worker's code lies, both from source and bundled.
 *
 * A worker is a file `electron/core/<feature>/<name>-worker.ts`; the build makes each one an entry of
 * its own, `out/core/<name>-worker.cjs`, beside all other code of the core: so names are unique.
 * @param source its path within electron/core without the ending: `pages/draw-worker`
 */
export function workerEntry(source: `${string}-worker`): URL {
  const here = import.meta.url;
  if (here.endsWith('.ts')) return new URL(`./${source}.ts`, here);
  return new URL(`./${source.slice(source.lastIndexOf('/') + 1)}.cjs`, here);
}
