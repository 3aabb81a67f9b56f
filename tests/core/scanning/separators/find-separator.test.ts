import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { drawSheet } from '../../../../electron/core/dispositions/sheet.ts';
import {
  readSeparatorText,
  separatorText,
} from '../../../../electron/core/scanning/separators/code.ts';
import { findSeparator } from '../../../../electron/core/scanning/separators/find-separator.ts';
import { PATCH_T } from '../../../../electron/core/scanning/separators/measures.ts';
import { SheetData } from '../../../../shared/contract/sheets.ts';
import { temporaryFolder } from '../../temporary-archive.ts';
import {
  bars,
  drawnOn,
  fonts,
  print,
  printed,
  qr,
  rect,
  saved,
  separator,
  spoiltSeparator,
} from './pages.ts';

const ours = { kind: 'separator', code: 'lontar', book: 'masuk' };
const patch = { kind: 'separator', code: 'patch-t', book: null };
const damaged = { kind: 'damaged' };

test('our sheet is known turned any way, askew, in colour, grey and black and white', async () => {
  for (const angle of [0, 90, 180, 270, 5, -5, 94]) {
    const page = (await separator()).rotate(angle, { background: 'white' });
    expect(await findSeparator(await saved(page)), String(angle)).toEqual(ours);
  }
  const small = await separator({ width: 900 });
  expect(await findSeparator(await saved(small.greyscale()))).toEqual(ours);
  const line = (await separator({ width: 1654 })).greyscale().threshold(128);
  expect(await findSeparator(await saved(line, 'png'))).toEqual(ours);
  expect(await findSeparator(await saved(await separator({ book: null })))).toEqual({
    ...ours,
    book: null,
  });
});

test('a torn, a stained and a scribbled sheet is known', async () => {
  const torn = await drawnOn(rect(0, 110, 210, 190, 'white'), await separator());
  expect(await findSeparator(await saved(torn))).toEqual(ours);
  const lower = await drawnOn(rect(0, 0, 210, 220, '#333'), await separator());
  expect(await findSeparator(await saved(lower))).toEqual(ours);
  const coffee = `<ellipse cx="105" cy="140" rx="90" ry="120" fill="#7a5230" opacity="0.55"/>`;
  expect(await findSeparator(await saved(await drawnOn(coffee, await separator())))).toEqual(ours);
});

test('a sheet whose every code is spoilt asks, and so does one with two books', async () => {
  expect(await findSeparator(await saved(await spoiltSeparator()))).toEqual(damaged);
  const two = qr(separatorText('masuk'), 30, 40, 50) + qr(separatorText('keluar'), 30, 140, 50);
  expect(await findSeparator(await saved(await drawnOn(two)))).toEqual(damaged);
});

test('Patch T is known from either end and on either side; other patch codes part nothing', async () => {
  const upright = await drawnOn(bars(20));
  expect(await findSeparator(await saved(upright))).toEqual(patch);
  for (const angle of [90, 180, 270, 4]) {
    const turned = (await drawnOn(bars(20))).rotate(angle, { background: 'white' });
    expect(await findSeparator(await saved(turned)), String(angle)).toEqual(patch);
  }
  for (const other of [PATCH_T.toReversed(), [5, 2, 2, 2, 2, 2, 5], [2, 2, 2, 2, 5, 2, 5]]) {
    expect(await findSeparator(await saved(await drawnOn(bars(20, other))))).toBeNull();
  }
});

test('a letter is a letter, whatever codes it bears', async () => {
  expect(await findSeparator(await saved(await drawnOn('')))).toBeNull();
  expect(await findSeparator(await saved(await drawnOn(print())))).toBeNull();
  const signed = print() + qr('https://tte.example.go.id/verify/8f2c', 20, 240, 25);
  expect(await findSeparator(await saved(await drawnOn(signed)))).toBeNull();
  const poster = qr('https://example.go.id/undangan?'.padEnd(120, 'x'), 40, 60, 120);
  expect(await findSeparator(await saved(await drawnOn(poster)))).toBeNull();
  const small = print() + qr(separatorText('masuk'), 160, 240, 18);
  expect(await findSeparator(await saved(await drawnOn(small)))).toBeNull();
  const long = qr(`LONTAR:SEP:${'A'.repeat(900)}`, 30, 60, 150);
  expect(await findSeparator(await saved(await drawnOn(long)))).toBeNull();
});

test('a page full of print with our code or with bars on it is asked about, not swallowed', async () => {
  const bearing = print() + rect(140, 20, 56, 56, 'white') + qr(separatorText(null), 145, 25, 45);
  expect(await findSeparator(await saved(await drawnOn(bearing)))).toEqual(damaged);
  const form = print() + rect(30, 5, 150, 40, 'white') + bars(10);
  expect(await findSeparator(await saved(await drawnOn(form)))).toEqual(damaged);
});

test('Lontar’s own disposition sheet parts nothing', async () => {
  const data = SheetData.parse({
    office: { name: 'Sekretariat Daerah', address: [], place: 'Sukamaju' },
    letter: {
      id: '0190f7a2-6d3b-7c11-9c0e-0242ac120002',
      sender: 'Bappeda',
      number: '1/2026',
      date: '2026-01-02',
      received: '2026-01-03',
      agenda: { book: 'Surat Masuk', year: 2026, number: 1 },
      subject: 'Undangan',
    },
    positions: [{ key: 'asisten-1', title: 'Asisten' }],
    instructions: [{ key: 'tolak', text: 'Tolak' }],
  });
  const sheet = await printed(await drawSheet(data, { size: 'A5', fonts }), 875);
  expect(await findSeparator(await saved(sheet))).toBeNull();
});

test('only our own text is taken, and only a book’s key out of it', () => {
  expect(readSeparatorText(separatorText('surat-masuk-2'))).toBe('surat-masuk-2');
  expect(readSeparatorText('LONTAR:SEP')).toBeNull();
  for (const text of ['', 'LONTAR:SEP:', 'LONTAR:SEP:../X', 'LONTAR:SEP:masuk', 'lontar:sep']) {
    expect(readSeparatorText(text), text).toBeUndefined();
  }
  expect(readSeparatorText(`LONTAR:SEP:${'A'.repeat(60)}`)).toBe('a'.repeat(60));
  expect(readSeparatorText(`LONTAR:SEP:${'A'.repeat(61)}`)).toBeUndefined();
});

test('what is no picture is refused, and the next page is read all the same', async () => {
  const file = path.join(temporaryFolder(), 'page.jpg');
  writeFileSync(file, 'no picture');
  await expect(findSeparator(file)).rejects.toMatchObject({ code: 'file.damaged' });
  await expect(findSeparator(`${file}.gone`)).rejects.toMatchObject({ code: 'file.missing' });
  const signal = AbortSignal.abort();
  const page = await saved(await separator());
  await expect(findSeparator(page, { signal })).rejects.toMatchObject({
    code: 'scanning.cancelled',
  });
  expect(await findSeparator(page)).toEqual(ours);
});
