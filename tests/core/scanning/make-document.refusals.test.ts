import { readFileSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { IMPORT_LIMITS } from '../../../electron/core/scanning/import/limits.ts';

import { fixture, folder, letter, make, makeInFolders, put, refused, run } from './making.ts';

makeInFolders();

describe('what can’t be taken in', () => {
  test('missing, empty, folders, pipes, devices and closed files never hang', async () => {
    expect(await refused(make([join(folder, 'none.pdf')]))).toMatchObject({ code: 'file.missing' });
    expect(await refused(make([put('empty.pdf', '')]))).toMatchObject({ code: 'file.empty' });
    expect(await refused(make([folder]))).toMatchObject({ code: 'file.not-a-file' });
    const pipe = join(folder, 'pipe.pdf');
    await run('mkfifo', [pipe]);
    const link = join(folder, 'zero.pdf');
    symlinkSync('/dev/zero', link);
    const loop = join(folder, 'loop.pdf');
    symlinkSync(loop, loop);
    expect(await refused(make([pipe]))).toMatchObject({ code: 'file.not-a-file' });
    expect(await refused(make([link]))).toMatchObject({ code: 'file.not-a-file' });
    expect(await refused(make([loop]))).toMatchObject({ code: 'file.missing' });
    expect(await refused(make([`${letter}\0.pdf`]))).toMatchObject({ code: 'file.missing' });
    expect(await refused(make(['x'.repeat(300)]))).toMatchObject({ code: 'file.missing' });
  });

  test('a link to a letter is a letter', async () => {
    const link = join(folder, 'link.jpg');
    symlinkSync(letter, link);
    expect((await make([link])).pages).toBe(1);
  });

  test('too many bytes, pixels or pages: before they are read', async () => {
    const huge = put('huge.pdf', '%PDF-1.7');
    truncateSync(huge, 600 * 1024 * 1024);
    expect(await refused(make([huge]))).toMatchObject({
      code: 'file.too-large',
      data: { what: 'bytes', megabytes: 600, limit: 500 },
    });
    const bomb = await sharp({
      create: { width: 30_000, height: 20, channels: 3, background: '#fff' },
    })
      .png()
      .toBuffer();
    expect(await refused(make([put('bomb.png', bomb)]))).toMatchObject({
      code: 'file.too-large',
      data: { what: 'pixels', width: 30_000 },
    });
    const limits = { ...IMPORT_LIMITS, pages: 2 };
    expect(await refused(make([letter, letter, letter], { limits }))).toMatchObject({
      code: 'file.too-many-pages',
      data: { pages: 3, limit: 2 },
    });
  });

  test('cut short anywhere, pictures are damaged and nothing of them is kept', async () => {
    const kinds: [string, Buffer][] = [
      ['a.jpg', readFileSync(letter)],
      ['b.jpg', readFileSync(fixture('letter-progressive.jpg'))],
      ['c.png', await sharp(letter).png().toBuffer()],
      ['d.tif', await sharp(letter).tiff({ compression: 'lzw' }).toBuffer()],
    ];
    for (const [name, whole] of kinds) {
      for (const part of [0.02, 0.3, 0.7, 0.98]) {
        const file = put(name, whole.subarray(0, Math.floor(whole.length * part)));
        expect(await refused(make([letter, file])), `${name} ${part}`).toMatchObject({
          code: 'file.damaged',
          data: { name },
        });
      }
    }
  });

  test('a JPEG that was cut and closed again is damaged; odd bytes at the end are not', async () => {
    const whole = readFileSync(letter);
    const end = Buffer.from([0xff, 0xd9]);
    const closed = Buffer.concat([whole.subarray(0, whole.length / 2), end]);
    expect(await refused(make([put('cut.jpg', closed)]))).toMatchObject({ code: 'file.damaged' });
    const odd = Buffer.concat([whole.subarray(0, -2), Buffer.alloc(3), end, Buffer.from('extra')]);
    expect((await make([put('odd.jpg', odd)])).pages).toBe(1);
  });

  test('cancelling leaves nothing behind', async () => {
    const stop = new AbortController();
    const work = make([letter, letter, letter], {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    expect(await refused(work)).toMatchObject({ code: 'scanning.cancelled' });
  });

  test('random bytes behind a good start end in a code, never in a hang', async () => {
    let state = 11;
    const noise = Buffer.from(
      Array.from({ length: 4000 }, () => (state = (state * 48271) % 2147483647) & 0xff),
    );
    const heads = [
      '\u00ff\u00d8\u00ff',
      '\u0089PNG\r\n\u001a\n',
      'II*\0\b\0\0\0',
      'MM\0*\0\0\0\b',
      'II+\0',
    ];
    for (const head of heads) {
      const file = put('noise', Buffer.concat([Buffer.from(head, 'latin1'), noise]));
      expect(await refused(make([file])), head).toMatchObject({ code: 'file.damaged' });
    }
  });
});
