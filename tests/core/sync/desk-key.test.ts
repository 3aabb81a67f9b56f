import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Secrets } from '../../../electron/core/secrets.ts';
import { deskKey, keyPlace, keyToJoin } from '../../../electron/core/sync/desk-key.ts';
import { newKey, publicOf } from '../../../electron/core/sync/keys.ts';
import { temporaryFolder } from '../temporary-archive.ts';

/** A store whose seal holds: AES-256-GCM by a password of its own, while it is unlocked. */
function openStore({ asked = () => {} }: { asked?: () => void } = {}) {
  const password = randomBytes(32);
  const store = { locked: false };
  const secrets: Secrets = {
    async ask(what) {
      asked();
      if (store.locked) return { ok: false, why: 'none' };
      if (what.wanted === 'seal') {
        const iv = randomBytes(12);
        const cipher = createCipheriv('aes-256-gcm', password, iv);
        const body = Buffer.concat([cipher.update(what.text, 'utf8'), cipher.final()]);
        return { ok: true, value: Buffer.concat([iv, cipher.getAuthTag(), body]) };
      }
      try {
        const [iv, tag] = [what.sealed.subarray(0, 12), what.sealed.subarray(12, 28)];
        const decipher = createDecipheriv('aes-256-gcm', password, iv).setAuthTag(tag);
        const body = [decipher.update(what.sealed.subarray(28)), decipher.final()];
        return { ok: true, value: Buffer.concat(body).toString() };
      } catch {
        return { ok: false, why: 'refused' };
      }
    },
  };
  return Object.assign(store, { secrets });
}

const plainIn = (home: string) => path.join(home, 'desk.key');
const sealedIn = (home: string) => path.join(home, 'desk.key.sealed');
const publicKey = async (home: string, secrets?: Secrets) => publicOf(await deskKey(home, secrets));
/** Joins, the server being content. */
async function join(home: string, secrets?: Secrets): Promise<string> {
  const { key, keep } = await keyToJoin(home, secrets);
  await keep();
  return publicOf(key);
}

test('without a store the key is a file for its account alone, and stays the same', async () => {
  const home = temporaryFolder();
  await expect(deskKey(home)).rejects.toThrow('sync.key-lost');
  expect(readdirSync(home)).toEqual([]);
  const joined = await join(home);
  expect(statSync(plainIn(home)).mode & 0o777).toBe(0o600);
  expect(keyPlace(home)).toBe('file');
  expect(await join(home)).toBe(joined);
  const store = openStore();
  store.locked = true;
  expect(await publicKey(home, store.secrets)).toBe(joined);
  expect(readdirSync(home)).toEqual(['desk.key']);
});

test('with a store the key is never on the disk as it is; without that store it can’t be had', async () => {
  const home = temporaryFolder();
  const store = openStore({ asked: () => expect(existsSync(plainIn(home))).toBe(false) });
  const joined = await join(home, store.secrets);
  expect(readdirSync(home)).toEqual(['desk.key.sealed']);
  expect(statSync(sealedIn(home)).mode & 0o777).toBe(0o600);
  expect(keyPlace(home)).toBe('store');
  expect(await publicKey(home, store.secrets)).toBe(joined);

  const sealed = readFileSync(sealedIn(home));
  await expect(deskKey(home)).rejects.toThrow('sync.key-in-store');
  await expect(deskKey(home, openStore().secrets)).rejects.toThrow('sync.key-lost');
  store.locked = true;
  await expect(deskKey(home, store.secrets)).rejects.toThrow('sync.key-locked');
  expect(readFileSync(sealedIn(home)).equals(sealed)).toBe(true);
  store.locked = false;
  expect(await publicKey(home, store.secrets)).toBe(joined);
});

test('a file goes into the store once there is one, and lies there until it can be read back', async () => {
  const home = temporaryFolder();
  const joined = await join(home);
  const store = openStore({ asked: () => expect(existsSync(plainIn(home))).toBe(true) });
  expect(await publicKey(home, store.secrets)).toBe(joined);
  expect(readdirSync(home)).toEqual(['desk.key.sealed']);
});

test('a move that was cut off is finished; while both are there the file holds, and no other seal is lost', async () => {
  const home = temporaryFolder();
  const store = openStore();
  const joined = await join(home, store.secrets);
  const sealed = readFileSync(sealedIn(home));
  const plain = await store.secrets.ask({ wanted: 'open', sealed });
  writeFileSync(plainIn(home), plain.ok ? plain.value : '', { mode: 0o600 });
  expect(await publicKey(home)).toBe(joined);
  expect(await publicKey(home, store.secrets)).toBe(joined);
  expect(readdirSync(home)).toEqual(['desk.key.sealed']);
  expect(readFileSync(sealedIn(home)).equals(sealed)).toBe(true);

  const other = newKey();
  writeFileSync(plainIn(home), other, { mode: 0o600 });
  const now = await publicKey(home, store.secrets);
  expect(now).not.toBe(joined);
  const [, aside] = readdirSync(home).sort();
  expect(readFileSync(path.join(home, aside!)).equals(sealed)).toBe(true);
  expect(await publicKey(home, store.secrets)).toBe(now);
});

test('a store that does not give back what it took leaves the file where it is', async () => {
  const home = temporaryFolder();
  const joined = await join(home);
  const [one, other] = [openStore(), openStore()];
  const forgetful: Secrets = {
    ask: (asked) => (asked.wanted === 'seal' ? one : other).secrets.ask(asked),
  };
  expect(await publicKey(home, forgetful)).toBe(joined);
  expect(readdirSync(home)).toEqual(['desk.key']);
});

test('joining anew where the key can’t be read takes a new one only when the server has', async () => {
  const home = temporaryFolder();
  const store = openStore();
  const first = await join(home, store.secrets);
  const sealed = readFileSync(sealedIn(home));
  store.locked = true;
  const tried = await keyToJoin(home, store.secrets);
  expect(publicOf(tried.key)).not.toBe(first);
  // The server said no, or its answer was lost: what was there is there, and the next try is the same key.
  store.locked = false;
  expect(await publicKey(home, store.secrets)).toBe(first);
  store.locked = true;
  const again = await keyToJoin(home, store.secrets);
  expect(publicOf(again.key)).toBe(publicOf(tried.key));
  await again.keep();
  expect(await publicKey(home, store.secrets)).toBe(publicOf(tried.key));

  // On the day that the store opens again, the newer key goes into it.
  store.locked = false;
  expect(await publicKey(home, store.secrets)).toBe(publicOf(tried.key));
  expect(keyPlace(home)).toBe('store');
  const kept = readdirSync(home).map((name) => readFileSync(path.join(home, name)));
  expect(kept.some((bytes) => bytes.equals(sealed))).toBe(true);

  // Another account's store: its own key is sealed at once, and the other's seal kept.
  const theirs = openStore();
  const anew = await join(home, theirs.secrets);
  expect(await publicKey(home, theirs.secrets)).toBe(anew);
  expect(existsSync(plainIn(home))).toBe(false);
  expect(readdirSync(home)).toHaveLength(3);
});
