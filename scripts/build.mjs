import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot, root, run, tool } from './project.mjs';

/** What the build reads: when none of it changed, `out/` is as good as new. */
const SOURCES = ['electron', 'renderer', 'shared', 'resources'];
const FILES = ['electron.vite.config.ts', 'package-lock.json', 'tsconfig.json'];

function hashOfSources() {
  const hash = createHash('sha256');
  const folders = SOURCES.filter((folder) => existsSync(inRoot(folder)));
  const found = folders.flatMap((folder) =>
    readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name))),
  );
  for (const file of [...FILES, ...found.sort()]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(inRoot(file)))
      .update('\0');
  }
  return hash.digest('hex');
}

const stamp = inRoot('out', 'sources.sha256');

function isFresh(hash) {
  try {
    return readFileSync(stamp, 'utf8') === hash;
  } catch {
    return false;
  }
}

/**
 * Builds `out/` unless its sources are unchanged.
 * @returns {Promise<boolean>} whether there was anything to do
 */
export async function build() {
  const hash = hashOfSources();
  if (isFresh(hash)) return false;
  const { code, output } = await run(tool('electron-vite'), ['build', '--logLevel', 'warn'], {
    quiet: true,
  });
  if (code !== 0) throw new Error(`the build failed:\n${output.trim()}`);
  writeFileSync(stamp, hash);
  return true;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log((await build()) ? 'built' : 'unchanged');
}
