import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { encodeGroup4 } from '../../../../electron/core/scanning/image-pdf/group4.ts';

const seed = process.env['LONTAR_SEED'];
const settings = seed === undefined ? {} : { seed: Number(seed) };

/** A TIFF of one strip around the stream, so that libtiff, which is not ours, decodes it. */
function asTiff(strip: Buffer, width: number, height: number): Buffer {
  const tags: [number, number, number][] = [
    [256, 4, width],
    [257, 4, height],
    [258, 3, 1],
    [259, 3, 4],
    [262, 3, 0],
    [273, 4, 8],
    [277, 3, 1],
    [278, 4, height],
    [279, 4, strip.length],
  ];
  const folder = Buffer.alloc(2 + tags.length * 12 + 4);
  folder.writeUInt16LE(tags.length, 0);
  for (const [at, [tag, type, value]] of tags.entries()) {
    folder.writeUInt16LE(tag, 2 + at * 12);
    folder.writeUInt16LE(type, 4 + at * 12);
    folder.writeUInt32LE(1, 6 + at * 12);
    folder.writeUInt32LE(value, 10 + at * 12);
  }
  const head = Buffer.from('II*\0\0\0\0\0', 'latin1');
  const pad = strip.length % 2;
  head.writeUInt32LE(8 + strip.length + pad, 4);
  return Buffer.concat([head, strip, Buffer.alloc(pad), folder]);
}

async function roundTrip(rows: Buffer, width: number, height: number): Promise<void> {
  const tiff = asTiff(encodeGroup4(rows, width, height), width, height);
  const { data, info } = await sharp(tiff, { failOn: 'warning' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width, height, channels: 1 });
  const stride = Math.ceil(width / 8);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const black = (rows[y * stride + (x >> 3)]! >> (7 - (x & 7))) & 1;
      if (data[y * width + x] !== (black ? 0 : 255)) expect.fail(`pixel ${x},${y} of ${width}`);
    }
  }
}

test('another decoder reads back every pixel, whatever the runs', async () => {
  const bitmap = fc
    .tuple(
      fc.integer({ min: 1, max: 6000 }),
      fc.integer({ min: 1, max: 8 }),
      fc.array(fc.oneof(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 5500 })), {
        maxLength: 400,
      }),
    )
    .map(([width, height, runs]) => {
      const stride = Math.ceil(width / 8);
      const rows = Buffer.alloc(stride * height);
      let at = 0;
      for (const [index, run] of runs.entries()) {
        for (let i = 0; i < run && at < width * height; i++, at++) {
          const [x, y] = [at % width, Math.floor(at / width)];
          if (index % 2) rows[y * stride + (x >> 3)]! |= 0x80 >> (x & 7);
        }
      }
      return { width, height, rows };
    });
  await fc.assert(
    fc.asyncProperty(bitmap, ({ rows, width, height }) => roundTrip(rows, width, height)),
    { numRuns: 150, ...settings },
  );
});

test('noise, solid black and a chequered sheet survive too', async () => {
  const width = 333;
  const stride = Math.ceil(width / 8);
  let state = 7;
  const noise = Buffer.from(
    Array.from({ length: stride * 50 }, () => (state = (state * 48271) % 2147483647) & 0xff),
  );
  await expect(roundTrip(noise, width, 50)).resolves.toBeUndefined();
  await expect(roundTrip(Buffer.alloc(stride * 50, 0xff), width, 50)).resolves.toBeUndefined();
  await expect(roundTrip(Buffer.alloc(stride * 50, 0xaa), width, 50)).resolves.toBeUndefined();
});
