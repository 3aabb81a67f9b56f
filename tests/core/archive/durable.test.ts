import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openArchive } from '../../../electron/core/archive/archive.ts';
import { openDerived } from '../../../electron/core/archive/derived.ts';
import { copyDurably, writeDurably } from '../../../electron/core/archive/durable.ts';
import { newId } from '../../../electron/core/archive/identity.ts';
import { Id } from '../../../shared/contract/values.ts';
import { temporaryFolder } from '../temporary-archive.ts';

/** Root may open any file: what holds for a clerk is tried as nobody. */
async function asClerk<Result>(files: string[], work: () => Promise<Result>): Promise<Result> {
  if (process.getuid?.() !== 0) return work();
  for (const file of files) chownSync(file, 65534, 65534);
  process.seteuid!(65534);
  try {
    return await work();
  } finally {
    process.seteuid!(0);
  }
}

describe('a copy', () => {
  test('of a read-only original can be made by who owns it, and written to afterwards', async () => {
    const folder = temporaryFolder();
    const [from, to] = [path.join(folder, 'asli'), path.join(folder, 'salinan')];
    writeFileSync(from, 'surat');
    chmodSync(from, 0o400);
    expect(await asClerk([folder, from], () => copyDurably(from, to))).toBe(5);
    expect(readFileSync(to, 'utf8')).toBe('surat');
    expect(statSync(to).mode & 0o777).toBe(0o644);
    expect(statSync(from).mode & 0o777).toBe(0o400);
  });

  test.each([
    ['copied', (file: string, target: string) => copyDurably(file, target)],
    ['written', (_: string, target: string) => writeDurably(target, Buffer.from('x'))],
  ])('that can’t take the place of a folder is %s nowhere and leaves nothing', async (_, work) => {
    const folder = temporaryFolder();
    const [file, target] = [path.join(folder, 'a'), path.join(folder, 'b')];
    writeFileSync(file, 'baru');
    mkdirSync(target);
    await expect(work(file, target)).rejects.toMatchObject({ code: 'file.not-writable' });
    expect(readdirSync(folder)).toEqual(['a', 'b']);
  });

  test('takes the place of what stood there, not of what that pointed at', async () => {
    const folder = temporaryFolder();
    const [file, elsewhere, link] = ['a', 'b', 'c'].map((name) => path.join(folder, name));
    writeFileSync(file!, 'baru');
    writeFileSync(elsewhere!, 'lain');
    symlinkSync(elsewhere!, link!);
    expect(await copyDurably(file!, link!)).toBe(4);
    expect(readFileSync(elsewhere!, 'utf8')).toBe('lain');
    expect(readFileSync(link!, 'utf8')).toBe('baru');
  });
});

describe('derived files', () => {
  test('are made again when they are gone or their record can’t be read', async () => {
    const folder = path.join(temporaryFolder(), 'derived');
    const derived = openDerived(folder);
    let times = 0;
    const make = async (file: string) => {
      times += 1;
      writeFileSync(file, 'sama');
      return {};
    };
    const first = await derived.get({ a: 1 }, make);
    for (const name of readdirSync(folder)) {
      writeFileSync(path.join(folder, name), name.endsWith('.json') ? '{"sha' : 'sama');
      expect(await derived.get({ a: 1 }, make)).toEqual(first);
    }
    expect(times).toBe(2);
  });

  test('leave nothing when making one fails', async () => {
    const folder = path.join(temporaryFolder(), 'derived');
    const failing = openDerived(folder).get({ a: 1 }, async (file) => {
      writeFileSync(file, 'setengah');
      throw new Error('habis');
    });
    await expect(failing).rejects.toThrow('habis');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('the one just asked for stays, however large', async () => {
    const derived = openDerived(path.join(temporaryFolder(), 'derived'), 3);
    const made = await derived.get({}, async (file) => {
      writeFileSync(file, 'besar sekali');
      return {};
    });
    expect(existsSync(made.path)).toBe(true);
  });
});

describe('an archive’s folder', () => {
  const actor = { person: 'uji', position: 'uji' };
  test.each([
    ['a file', (home: string) => writeFileSync(home, 'x'), 'archive.not-writable'],
    [
      'with a folder for its lock',
      (home: string) => mkdirSync(path.join(home, 'archive.lock'), { recursive: true }),
      'archive.not-writable',
    ],
    [
      'with a file for its documents',
      (home: string) => {
        mkdirSync(home);
        writeFileSync(path.join(home, 'blobs'), 'x');
      },
      'file.not-writable',
    ],
  ])('that is %s is refused by a code, and left unlocked', (_, make, code) => {
    const home = path.join(temporaryFolder(), 'arsip');
    make(home);
    const open = () => openArchive({ home, actor, create: true });
    expect(open).toThrow(code);
    expect(open).toThrow(code);
  });

  test('is for its owner alone', () => {
    const home = path.join(temporaryFolder(), 'arsip');
    openArchive({ home, actor, create: true }).close();
    expect(statSync(home).mode & 0o777).toBe(0o700);
  });
});

test('ids stay in order past the year 2039, where a time in one number has no room left', () => {
  const far = Date.parse('2100-01-01T00:00:00Z');
  const ids = Array.from({ length: 10_000 }, () => newId(far));
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((one) => Id.safeParse(one).success)).toBe(true);
});
