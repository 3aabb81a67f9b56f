import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import type { CleanWish } from '../../../../electron/core/scanning/clean/cleaner.ts';
import { openCleaner } from '../../../../electron/core/scanning/clean/cleaner.ts';
import { LETTER } from './sheets.ts';

const folder = mkdtempSync(join(tmpdir(), 'lontar-hostile-'));
const cleaner = openCleaner({ workers: 1 });
const wish: CleanWish = { deskew: true, crop: true, upright: true, mode: 'auto', quality: 75 };

afterAll(async () => {
  await cleaner.close();
  rmSync(folder, { recursive: true });
});

async function clean(name: string, bytes: Uint8Array, more: Partial<CleanWish> = {}) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const out = mkdtempSync(join(folder, 'out-'));
  const page = await cleaner
    .clean({ path }, { ...wish, ...more }, { folder: out, name: 'page' })
    .catch((error: unknown) => error as { code: string });
  return { page, files: readdirSync(out) };
}

const solid = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } });

describe('odd pictures are cleaned', () => {
  test('of one pixel, of one line', async () => {
    for (const [width, height] of [
      [1, 1],
      [1, 900],
      [900, 1],
    ] as const) {
      for (const mode of ['auto', 'lineart', 'color'] as const) {
        const bytes = await solid(width, height, '#fff').png().toBuffer();
        const { page } = await clean('small.png', bytes, { mode });
        expect(page).toMatchObject({ width, height, turned: 0 });
      }
    }
  });

  test('a black page is not blank', async () => {
    const { page } = await clean('black.png', await solid(800, 1100, '#000').png().toBuffer());
    expect(page).toMatchObject({ blank: false, turned: 0, width: 800, height: 1100 });
  });

  test('in CMYK, of sixteen bits, with transparency, with a palette', async () => {
    const kinds = {
      'cmyk.jpg': sharp(LETTER).toColourspace('cmyk').jpeg(),
      'deep.png': sharp(LETTER).toColourspace('rgb16').png(),
      'deep-gray.png': sharp(LETTER).toColourspace('grey16').png(),
      'clear.png': sharp(LETTER).ensureAlpha(0.7).png(),
      'palette.png': sharp(LETTER).png({ palette: true, colours: 16 }),
      'palette.tif': sharp(LETTER).tiff({ compression: 'lzw' }),
    };
    for (const [name, picture] of Object.entries(kinds)) {
      const { page, files } = await clean(name, await picture.withDensity(75).toBuffer());
      expect(page, name).toMatchObject({ blank: false, turned: 0, resolution: 75 });
      expect(files.length, name).toBe(2);
    }
  });

  test('a picture that lies by its Exif orientation is taken as it is shown', async () => {
    const bytes = await sharp(LETTER).rotate(90).withMetadata({ orientation: 8 }).jpeg().toBuffer();
    const { page } = await clean('lying.jpg', bytes);
    expect(page).toMatchObject({ turned: 0 });
    expect((page as { height: number }).height).toBeGreaterThan(860);
  });
});

describe('hostile pictures cost an error', () => {
  test('one that claims to be gigantic is refused before it is decoded', async () => {
    const { page, files } = await clean('bomb.png', pngClaiming(30_000, 30_000));
    expect(page).toMatchObject({ code: 'file.too-large', data: { name: 'bomb.png' } });
    expect(files).toEqual([]);
  });

  test('one whose data is noise is damaged', async () => {
    const bytes = await sharp(LETTER).png().toBuffer();
    bytes.fill(0x5a, bytes.length >> 1);
    const { page, files } = await clean('noise.png', bytes);
    expect(page).toMatchObject({ code: 'file.damaged', data: { name: 'noise.png' } });
    expect(files).toEqual([]);
  });

  test('a folder that is not there, and one by the page’s name, are not written to', async () => {
    const out = { folder: join(folder, 'none'), name: 'x' };
    await expect(cleaner.clean({ path: LETTER }, wish, out)).rejects.toMatchObject({
      code: 'file.not-writable',
    });
  });
});

function pngClaiming(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = chunk('IDAT', Buffer.from([0x78, 0x9c, 3, 0, 0, 0, 0, 1]));
  return Buffer.concat([signature, chunk('IHDR', header), data, chunk('IEND', Buffer.alloc(0))]);
}
