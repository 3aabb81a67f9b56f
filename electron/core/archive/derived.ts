import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { rename, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOfFile } from './blobs.ts';
import { asideOf, writeDurably } from './durable.ts';
import { sha256OfText } from './journal.ts';

/**
 * Files that can be made again from facts and originals at any time: stamped PDFs, sheets. Kept so
 * that showing one twice makes it once; the least used go when there are too many.
 */
export interface Derived {
  pathOf(sha256: string): string;
  /** The file made from these inputs: the one at hand, or what `make` writes to the path it is given. */
  get<Notes extends object>(
    inputs: unknown,
    make: (path: string) => Promise<Notes>,
  ): Promise<Notes & { sha256: string; path: string; bytes: number }>;
}

const LIMIT_BYTES = 1 << 30;

export function openDerived(folder: string, limit = LIMIT_BYTES): Derived {
  mkdirSync(folder, { recursive: true });
  dropUnfinished(folder);
  const pathOf = (sha256: string) => join(folder, `${sha256}.pdf`);
  return {
    pathOf,
    async get(inputs, make) {
      const record = join(folder, `${sha256OfText(JSON.stringify(inputs))}.json`);
      const known = readRecord(record);
      if (known && existsSync(pathOf(known.sha256))) {
        const now = new Date();
        await utimes(record, now, now);
        return { ...known, path: pathOf(known.sha256) };
      }
      const aside = asideOf(join(folder, 'new.pdf'));
      try {
        const notes = await make(aside);
        const sha256 = await hashOfFile(aside);
        const entry = { ...notes, sha256, bytes: statSync(aside).size };
        await rename(aside, pathOf(sha256));
        await writeDurably(record, Buffer.from(JSON.stringify(entry)));
        prune(folder, limit);
        return { ...entry, path: pathOf(sha256) };
      } finally {
        rmSync(aside, { force: true });
      }
    },
  };
}

/** What a crash left half made; nobody else is making anything here, since the archive is locked. */
function dropUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.part')) rmSync(join(folder, name), { force: true });
  }
}

function readRecord(path: string) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function prune(folder: string, limit: number): void {
  const records = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const path = join(folder, name);
      return { path, used: statSync(path).mtimeMs, entry: readRecord(path) };
    })
    .sort((a, b) => b.used - a.used);
  let total = 0;
  for (const [place, { path, entry }] of records.entries()) {
    total += entry?.bytes ?? 0;
    // The newest is what was just asked for, however large.
    if (total <= limit || place === 0) continue;
    rmSync(path, { force: true });
    if (entry) rmSync(join(folder, `${entry.sha256}.pdf`), { force: true });
  }
}
