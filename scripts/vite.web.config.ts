import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { early } from './vite.early.ts';

const root = path.join(import.meta.dirname, '..');
const out = path.join(root, 'out/web');

/** The page on a phone: served by the server from `out/web`. */
export default defineConfig({
  root: path.join(root, 'renderer/web'),
  publicDir: path.join(root, 'renderer/web/public'),
  plugins: [react(), early('/'), shell(), compressed()],
  build: {
    // Phones that still get updates: Chrome and Safari of the last years.
    target: ['chrome111', 'safari16.4'],
    outDir: out,
    emptyOutDir: true,
    minify: true,
    // The content security policy knows no inline code and no data: URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        early: path.join(root, 'renderer/web/early.ts'),
        page: path.join(root, 'renderer/web/index.html'),
        'service-worker': path.join(root, 'renderer/web/service-worker.ts'),
      },
      output: {
        entryFileNames: ({ name }) =>
          name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js',
      },
    },
  },
});

/** Tells the service worker which files are the shell: it changes exactly when one of them does. */
function shell(): Plugin {
  return {
    name: 'lontar-shell',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const worker = bundle['service-worker.js'];
      if (worker?.type !== 'chunk') throw new Error('the service worker is missing');
      const files = Object.keys(bundle).filter(
        (name) => /\.(js|css)$/.test(name) && name !== worker.fileName,
      );
      const paths = ['/', ...files.sort().map((name) => `/${name}`), '/manifest.webmanifest'];
      const hash = createHash('sha256');
      for (const file of Object.values(bundle)) {
        if (file !== worker) hash.update(file.type === 'chunk' ? file.code : file.source);
      }
      const version = JSON.stringify(hash.digest('hex').slice(0, 16));
      worker.code = `const SHELL=${JSON.stringify(paths)},VERSION=${version};\n${worker.code}`;
    },
  };
}

/** Each file also as small as it gets, once, and not anew for each phone. */
function compressed(): Plugin {
  return {
    name: 'lontar-compressed',
    apply: 'build',
    closeBundle() {
      for (const name of readdirSync(out, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(js|css|html|webmanifest)$/.test(name)) continue;
        const file = path.join(out, name);
        const bytes = readFileSync(file);
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
        writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
      }
    },
  };
}
