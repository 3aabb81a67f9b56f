/**
 * Of the core's process. glibc gives every thread a heap of its own, and once a page's 26 MB have been
 * freed it takes the next page's from such a heap too and never gives it back: over 500 pages the core
 * grew to 430 MB. With two heaps in all, and large blocks mapped by themselves, two threads cleaning pages
 * stay at 240 MB, and need no more of the processor. Whoever sets these himself knows better.
 */
export function coreEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '1048576', ...env };
}

/**
 * For a core on a Node of its own, before the script. V8 lets short-lived objects take up to 48 MB in each
 * thread before it looks which of them are still wanted: over 500 pages that alone grew by 100 MB. With half
 * of it it stays where it was after the first 50 pages, and the processor has less to do.
 */
export const coreNodeFlags = ['--max-semi-space-size=8'];
