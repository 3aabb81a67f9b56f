import { hash, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LontarError } from '../../../shared/contract/error.ts';
import type { KeyPlace } from '../../../shared/contract/sync.ts';
import { syncFolder, writeDurably } from '../archive/durable.ts';
import type { Secrets } from '../secrets.ts';
import { keyIn, newKey } from './keys.ts';

/** A key lies in one of the two; while it is moved, in both, and then the plain one holds. */
interface Files {
  /** PEM, for its account alone. */
  plain: string;
  /** The same, as the system's secret store has sealed it. */
  sealed: string;
}

const filesOf = (home: string, name = 'desk.key'): Files => ({
  plain: join(home, name),
  sealed: join(home, `${name}.sealed`),
});

function placeOf({ plain, sealed }: Files): KeyPlace | null {
  if (existsSync(plain)) return 'file';
  return existsSync(sealed) ? 'store' : null;
}

export const keyPlace = (home: string): KeyPlace | null => placeOf(filesOf(home));

/**
 * The key that the server knows this desk by; a plain one is moved into the store where there is one.
 * Throws `sync.key-in-store` in a process that reaches no store, `sync.key-locked`, `sync.key-lost`.
 */
export const deskKey = (home: string, secrets?: Secrets): Promise<KeyObject> =>
  read(filesOf(home), secrets);

/** A key to join with; `keep` makes it the desk's once the server knows it. */
export interface JoiningKey {
  key: KeyObject;
  keep(): Promise<void>;
}

/**
 * The desk's own, else a new one. Where one is there that can't be read, the new one lies beside it till the
 * server has taken it: a mistyped code must not cost a key that can be read again tomorrow.
 */
export async function keyToJoin(home: string, secrets?: Secrets): Promise<JoiningKey> {
  const files = filesOf(home);
  if (placeOf(files) === null) await make(files, secrets);
  const own = await readable(files, secrets);
  if (own) return { key: own, keep: () => Promise.resolve() };
  const next = filesOf(home, 'desk.key.next');
  let key = await readable(next, secrets);
  if (!key) {
    for (const file of Object.values(next)) await rm(file, { force: true });
    await make(next, secrets);
    key = await read(next, secrets);
  }
  return { key, keep: () => replace(files, next) };
}

async function read(files: Files, secrets: Secrets | undefined): Promise<KeyObject> {
  const place = placeOf(files);
  if (place === null) throw new LontarError('sync.key-lost');
  if (place === 'store') return unseal(files.sealed, secrets);
  const text = readFileSync(files.plain, 'utf8');
  const key = keyIn(text);
  if (!key) throw new LontarError('sync.key-lost');
  // Where that fails the file serves as it did, and it is tried again at the next start.
  if (secrets) await move(files, text, secrets).catch(() => undefined);
  return key;
}

const readable = (files: Files, secrets: Secrets | undefined): Promise<KeyObject | null> =>
  read(files, secrets).catch((error: unknown) => {
    if (error instanceof LontarError && error.code.startsWith('sync.key-')) return null;
    throw error;
  });

async function unseal(file: string, secrets: Secrets | undefined): Promise<KeyObject> {
  if (!secrets) throw new LontarError('sync.key-in-store');
  const kept = await secrets.ask({ wanted: 'open', sealed: readFileSync(file) });
  if (!kept.ok && kept.why === 'none') throw new LontarError('sync.key-locked');
  // Chromium's seal has no check of its own: with another password it may open to anything.
  const key = kept.ok ? keyIn(String(kept.value)) : null;
  if (!key) throw new LontarError('sync.key-lost');
  return key;
}

/** Sealed where there is a store, so that it has never lain on the disk as it is. */
async function make(files: Files, secrets: Secrets | undefined): Promise<void> {
  const text = newKey();
  if (secrets && (await seal(files, text, secrets))) return;
  await writeDurably(files.plain, Buffer.from(text));
}

async function move(files: Files, text: string, secrets: Secrets): Promise<void> {
  const there = (await opens(files, text, secrets)) || (await seal(files, text, secrets));
  if (!there) return;
  await rm(files.plain, { force: true });
  syncFolder(dirname(files.plain));
}

/** Whether the store has sealed it, and gives it back from what is on the disk. */
async function seal(files: Files, text: string, secrets: Secrets): Promise<boolean> {
  const kept = await secrets.ask({ wanted: 'seal', text });
  if (!kept.ok) return false;
  await setAside(files.sealed);
  await writeDurably(files.sealed, Buffer.from(kept.value));
  if (await opens(files, text, secrets)) return true;
  await rm(files.sealed, { force: true });
  return false;
}

async function opens({ sealed }: Files, text: string, secrets: Secrets): Promise<boolean> {
  if (!existsSync(sealed)) return false;
  const kept = await secrets.ask({ wanted: 'open', sealed: readFileSync(sealed) });
  return kept.ok && kept.value === text;
}

/** At no moment is there neither the old one nor the new one. */
async function replace(files: Files, next: Files): Promise<void> {
  if (placeOf(next) === 'file') await rename(next.plain, files.plain);
  else {
    await setAside(files.sealed);
    await rename(next.sealed, files.sealed);
    await rm(files.plain, { force: true });
  }
  syncFolder(dirname(files.plain));
}

/** What can't be opened today, by another account or without its profile, may be opened by that one. */
async function setAside(sealed: string): Promise<void> {
  if (!existsSync(sealed)) return;
  const bytes = readFileSync(sealed);
  await writeDurably(`${sealed}.${hash('sha256', bytes, 'hex').slice(0, 16)}`, bytes);
}
