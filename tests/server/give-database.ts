import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { openPglite } from '../../server/database/pglite.ts';

const modules = path.resolve(import.meta.dirname, '../../node_modules');

/**
 * Copies an empty database of PGlite's, which takes it ten seconds of a processor to make: one is kept
 * beside the packages.
 */
export async function giveDatabase(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  const manifest = path.join(modules, '@electric-sql/pglite/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const kept = path.join(modules, '.cache', `pglite-${version}`);
  if (!existsSync(kept)) {
    mkdirSync(path.dirname(kept), { recursive: true });
    const aside = mkdtempSync(`${kept}-`);
    await (await openPglite(aside)).close();
    try {
      renameSync(aside, kept);
    } catch {
      // Another worker was faster.
      rmSync(aside, { recursive: true });
    }
  }
  cpSync(kept, folder, { recursive: true });
}
