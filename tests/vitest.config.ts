import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = path.resolve(import.meta.dirname, '..');

/** Those of `tests/e2e` that look at the server's pages in Chromium, and need no desk's window. */
const pages = ['tests/e2e/{web-page,public-status}.test.ts'];
const windows = { fileParallelism: false, testTimeout: 60_000, hookTimeout: 60_000 };
/** A busy machine is given time. */
const expect = { poll: { timeout: 10_000 } };

/**
 * `unit`: everything that needs no window. `e2e`: the built app in real Electron, and `pages`: the
 * server's in Chromium, one window at a time.
 */
export default defineConfig({
  root,
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/e2e/**'],
          setupFiles: ['tests/seed.ts'],
          testTimeout: 40_000,
          expect,
          // Half of the time would go into loading the same modules anew for each file.
          isolate: false,
          // Most of the rest is waiting for programs and disks.
          maxWorkers: '150%',
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: pages,
          expect,
          ...windows,
        },
      },
      {
        extends: true,
        test: {
          name: 'pages',
          include: pages,
          expect,
          ...windows,
        },
      },
    ],
  },
});
