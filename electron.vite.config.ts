import { globSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { early } from './scripts/vite.early.ts';

/** The older of the two runtimes: Electron 25 (docs/decisions). */
const NODE = 'node18';
const CHROME = 'chrome114';

/** Native or WASM with files of their own: loaded from node_modules. All else is bundled. */
const EXTERNAL = ['electron', /^node:/, 'better-sqlite3', 'sharp', '@hyzyla/pdfium', /^zxing-wasm/];

const root = import.meta.dirname;

/** Every worker is an entry of its own: see electron/core/worker-entry.ts. */
const workers = Object.fromEntries(
  globSync('electron/core/**/*-worker.ts', { cwd: root }).map((file) => [
    `core/${path.basename(file, '.ts')}`,
    path.join(root, file),
  ]),
);

export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      target: NODE,
      outDir: 'out',
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input: {
          'main/main': path.join(root, 'electron/main/main.ts'),
          'core/process': path.join(root, 'electron/core/process.ts'),
          ...workers,
        },
        external: EXTERNAL,
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          // Flat beside the core's entries, so that worker-entry.ts finds the workers from any chunk.
          chunkFileNames: 'core/[name]-[hash].cjs',
        },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      target: NODE,
      outDir: 'out/preload',
      emptyOutDir: false,
      rolldownOptions: {
        input: { preload: path.join(root, 'electron/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: path.join(root, 'renderer'),
    plugins: [react(), early('./')],
    build: {
      target: CHROME,
      outDir: path.join(root, 'out/renderer'),
      emptyOutDir: false,
      // Less to read and compile before the first paint.
      minify: true,
      // Fonts and pictures stay files: the content security policy knows no data: URLs.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: {
          early: path.join(root, 'renderer/app/early.ts'),
          index: path.join(root, 'renderer/index.html'),
        },
        output: {
          // All that the first screen needs in one file: each one more is asked of main.
          codeSplitting: {
            groups: [
              { name: 'early', test: /renderer\/app\/early\.ts$/, priority: 2 },
              { name: 'desk', test: /renderer\/app\/main\.tsx$/, priority: 1 },
            ],
          },
        },
      },
    },
  },
});
