import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import type { CleanWish } from '../../../../electron/core/scanning/clean/cleaner.ts';
import { openCleaner } from '../../../../electron/core/scanning/clean/cleaner.ts';

const letter = join(import.meta.dirname, '../../../fixtures/scanning/letter.jpg');
const folder = mkdtempSync(join(tmpdir(), 'lontar-clean-'));
const cleaner = openCleaner({ workers: 2 });
const wish: CleanWish = { deskew: true, crop: true, upright: true, mode: 'auto', quality: 80 };

afterAll(async () => {
  await cleaner.close();
  rmSync(folder, { recursive: true });
});

const newFolder = () => mkdtempSync(join(folder, 'out-'));
const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

describe('cleaning a page', () => {
  test('what is said of it is true of the files; the raw page is untouched', async () => {
    const out = newFolder();
    const before = sha256(letter);
    const page = await cleaner.clean({ path: letter }, wish, { folder: out, name: 'page-0001' });
    expect(sha256(letter)).toBe(before);
    expect(readdirSync(out).sort()).toEqual(['page-0001.jpg', 'page-0001.thumb.jpg']);
    expect(sha256(page.path)).toBe(page.sha256);
    const seen = await sharp(page.path).metadata();
    const { width, height, resolution } = page;
    expect(seen).toMatchObject({ format: 'jpeg', width, height, density: resolution });
    expect(readFileSync(page.path).length).toBe(page.bytes);
    const { thumbnail } = page;
    const small = await sharp(thumbnail.path).metadata();
    expect(small).toMatchObject({ width: thumbnail.width, height: thumbnail.height });
    expect(page.blank).toBe(false);
  });

  test('where nothing has to change the bytes stay', async () => {
    const out = { folder: newFolder(), name: 'same' };
    const nothing: CleanWish = {
      ...wish,
      deskew: false,
      crop: false,
      upright: false,
      mode: 'keep',
    };
    const page = await cleaner.clean({ path: letter }, nothing, out);
    expect(readFileSync(page.path).equals(readFileSync(letter))).toBe(true);
  });

  test('a page given up before its turn leaves nothing', async () => {
    const out = newFolder();
    const stop = new AbortController();
    stop.abort();
    const cleaning = cleaner.clean({ path: letter }, wish, { folder: out, name: 'x' }, stop.signal);
    await expect(cleaning).rejects.toMatchObject({ code: 'scanning.cancelled' });
    expect(readdirSync(out)).toEqual([]);
  });

  test('what is no picture, or is cut off, is refused by name and leaves nothing', async () => {
    const out = newFolder();
    const half = join(folder, 'half.jpg');
    const bytes = readFileSync(letter);
    writeFileSync(half, bytes.subarray(0, bytes.length >> 1));
    const text = join(folder, 'text.jpg');
    writeFileSync(text, 'not a picture');
    const cleaning = (path: string) => cleaner.clean({ path }, wish, { folder: out, name: 'x' });
    await expect(cleaning(half)).rejects.toMatchObject({
      code: 'file.damaged',
      data: { name: 'half.jpg' },
    });
    await expect(cleaning(text)).rejects.toMatchObject({ code: 'file.type' });
    await expect(cleaning(join(folder, 'none.jpg'))).rejects.toMatchObject({
      code: 'file.missing',
    });
    expect(readdirSync(out)).toEqual([]);
  });
});
