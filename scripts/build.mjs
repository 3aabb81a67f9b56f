import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot, root, run, tool } from './project.mjs';

/** What the build reads: when none of it changed, `out/` is as good as new. */
const SOURCES = ['electron', 'renderer', 'shared', 'resources'];
const FILES = [
  'electron.vite.config.ts',
  'scripts/vite.early.ts',
  'scripts/vite.web.config.ts',
  'package-lock.json',
  'tsconfig.json',
];

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

const stampOf = (name) => inRoot('out', `${name}.sha256`);

function isFresh(name, hash) {
  try {
    return readFileSync(stampOf(name), 'utf8') === hash;
  } catch {
    return false;
  }
}

async function make(name, hash, command, args) {
  if (isFresh(name, hash)) return false;
  const { code, output } = await run(tool(command), args, { quiet: true });
  if (code !== 0) throw new Error(`the build failed:\n${output.trim()}`);
  writeFileSync(stampOf(name), hash);
  return true;
}

const WEB = ['build', '--config', 'scripts/vite.web.config.ts', '--logLevel', 'warn'];

/** Builds `out/web`, the page that the server serves, unless its sources are unchanged. */
export const buildWeb = (hash = hashOfSources()) => make('web', hash, 'vite', WEB);

/**
 * Builds `out/` unless its sources are unchanged.
 * @returns {Promise<boolean>} whether there was anything to do
 */
export async function build() {
  const hash = hashOfSources();
  // The first empties the folder.
  const desk = await make('sources', hash, 'electron-vite', ['build', '--logLevel', 'warn']);
  return (await buildWeb(hash)) || desk;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log((await build()) ? 'built' : 'unchanged');
}
