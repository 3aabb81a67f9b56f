import { expect, test } from 'vitest';
import {
  otsuThreshold,
  readPnm,
  toEightBits,
  toOneBit,
} from '../../../electron/core/scanning/raster.ts';

const pnm = (head: string, ...bytes: number[]) =>
  Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(bytes)]);

test('the three raw PNM forms, with the comment that SANE writes', () => {
  expect(readPnm(pnm('P5\n# SANE data follows\n2 1\n255\n', 1, 2))).toMatchObject({
    width: 2,
    height: 1,
    channels: 1,
    bits: 8,
  });
  expect(readPnm(pnm('P6\n# a # b\n1 1\n255\n', 10, 13, 32)).data).toEqual(
    Buffer.from([10, 13, 32]),
  );
  expect(readPnm(pnm('P4 9 1\n', 0x80, 0x80))).toMatchObject({ bits: 1, width: 9 });
  const deep = readPnm(pnm('P5\n2 1\n65535\n', 0x12, 0x34, 0xff, 0xff));
  expect([...toEightBits(deep).data]).toEqual([0x12, 0xff]);
});

test('a page cut short, or no page at all, is never taken for one', () => {
  const broken = [
    '',
    'P',
    'P5',
    'P5\n2 1',
    'P5\n2 1\n255\n',
    'P5\n-2 1\n255\n\0\0',
    'P3\n1 1\n255\n0',
  ];
  for (const text of [...broken, 'P5\n9999999 9999999\n255\n', 'P5\n#', 'P6\n1 1\n255\n\0\0']) {
    expect(() => readPnm(Buffer.from(text)), text).toThrowError('scanning.incomplete-page');
  }
});

test('one bit a pixel and back is the same', () => {
  const one = readPnm(pnm('P4 9 2\n', 0b10100000, 0x80, 0b01000000, 0));
  const gray = toEightBits(one);
  expect([...gray.data.subarray(0, 9)]).toEqual([0, 255, 0, 255, 255, 255, 255, 255, 0]);
  expect(toOneBit(gray).data).toEqual(one.data);
});

test('ink is parted from paper; an empty sheet has none, a black one is all ink', () => {
  const page = Uint8Array.from({ length: 1000 }, (_, i) => (i % 10 === 0 ? 60 : 190 + (i % 7)));
  const threshold = otsuThreshold(page);
  expect(threshold).toBeGreaterThanOrEqual(60);
  expect(threshold).toBeLessThan(190);
  expect(otsuThreshold(Uint8Array.from({ length: 99 }, (_, i) => 240 + (i % 3)))).toBeLessThan(240);
  expect(otsuThreshold(new Uint8Array(99))).toBeGreaterThanOrEqual(0);
});
