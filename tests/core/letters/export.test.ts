import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { smallPdf } from '../../faults/papers.ts';
import { openDesk, someFields, temporaryFolder } from '../temporary-archive.ts';

/** A registered and disposed letter of one page, with the bytes of its paper. */
async function disposedLetter() {
  const { core } = await openDesk();
  const folder = temporaryFolder();
  const paper = path.join(folder, 'surat.pdf');
  writeFileSync(paper, smallPdf(1));
  const { documents } = await core.call('scanning.import', { files: [paper] });
  const { id } = await core.call('letters.register', {
    fields: someFields(),
    document: documents[0],
  });
  await core.call('dispositions.give', { letter: id, from: 'sekda', to: ['asisten-1'] });
  return { core, id, folder, original: smallPdf(1) };
}

test('the original is exported byte for byte, the stamped file begins with it, the sheet is a PDF', async () => {
  const { core, id, folder, original } = await disposedLetter();
  const exported = async (what: 'original' | 'stamped' | 'sheet', more: object = {}) => {
    const out = path.join(folder, `${what}.pdf`);
    const answer = await core.call('letters.export', { letter: id, what, out, ...more });
    const bytes = readFileSync(out);
    expect(answer).toEqual({ path: out, bytes: bytes.length });
    return bytes;
  };
  expect(await exported('original')).toEqual(original);
  const stamped = await exported('stamped');
  expect(stamped.subarray(0, original.length)).toEqual(original);
  expect(stamped.length).toBeGreaterThan(original.length);
  const [a4, a5] = [await exported('sheet'), await exported('sheet', { sheetSize: 'A5' })];
  expect(a4.subarray(0, 5).toString()).toBe('%PDF-');
  expect(a5).not.toEqual(a4);
  expect(await exported('sheet')).toEqual(a4);
});

test('an export that can’t be written is refused and leaves nothing', async () => {
  const { core, id, folder } = await disposedLetter();
  const before = readdirSync(folder);
  const out = path.join(folder, 'tidak', 'ada.pdf');
  for (const what of ['original', 'stamped', 'sheet']) {
    await expect(core.call('letters.export', { letter: id, what, out })).rejects.toMatchObject({
      code: 'file.not-writable',
    });
  }
  expect(readdirSync(folder)).toEqual(before);
});

test('a letter without pages has a sheet, but no original and no stamp', async () => {
  const { core } = await openDesk();
  const out = path.join(temporaryFolder(), 'a.pdf');
  const { id } = await core.call('letters.register', { fields: someFields() });
  for (const what of ['original', 'stamped']) {
    await expect(core.call('letters.export', { letter: id, what, out })).rejects.toMatchObject({
      code: 'letter.no-document',
    });
    expect(existsSync(out)).toBe(false);
  }
  await core.call('letters.export', { letter: id, what: 'sheet', out });
  expect(existsSync(out)).toBe(true);
});

test('the office’s place on a page that a document lacks is its last page', async () => {
  const { core, id } = await disposedLetter();
  await core.call('letters.placeStamp', {
    letter: id,
    stamp: 'received',
    place: { page: 1, x: 10, y: 10 },
    remember: false,
  });
  expect((await core.call('office.get', {}))!.stampPlaces).toEqual({});
  await core.call('office.setStampPlace', {
    stamp: 'received',
    place: { page: 3, x: 20, y: 30 },
  });
  const { letter } = await core.call('letters.get', { letter: id });
  const next = await core.call('letters.register', {
    fields: someFields(),
    document: letter.document,
  });
  const { boxes } = await core.call('stamping.stamped', { letter: next.id });
  expect(boxes[0]).toMatchObject({
    stamp: 'received',
    page: 1,
  });
  await expect(
    core.call('dispositions.give', {
      letter: next.id,
      from: 'sekda',
      to: ['asisten-1'],
      place: { page: 2, x: 1, y: 1 },
    }),
  ).rejects.toMatchObject({ code: 'stamp.no-such-page', data: { page: 2, pages: 1 } });
});
