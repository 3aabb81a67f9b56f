import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { openCore } from '../../../electron/core/core.ts';
import { smallPdf } from '../../faults/papers.ts';
import { openDesk, resources, someFields, temporaryFolder } from '../temporary-archive.ts';

const picture = fileURLToPath(
  new URL('../../fixtures/letters/s07-perusahaan-1.jpg', import.meta.url),
);

test('each file becomes a draft that waits until its letter is registered', async () => {
  const { core } = await openDesk();
  const folder = temporaryFolder();
  const [pdf, bad] = [path.join(folder, 'surat.pdf'), path.join(folder, 'rusak.pdf')];
  writeFileSync(pdf, smallPdf(3));
  writeFileSync(bad, 'bukan');
  const { documents, refused } = await core.call('scanning.import', { files: [pdf, bad, picture] });
  expect(documents.map(({ name, pages }) => [name, pages])).toEqual([
    ['surat.pdf', 1],
    ['s07-perusahaan-1.jpg', 1],
  ]);
  expect(refused).toMatchObject([{ file: bad, error: { code: 'file.type' } }]);
  expect(await core.call('scanning.drafts', {})).toHaveLength(2);
  const [document] = documents;
  const { id } = await core.call('letters.register', { fields: someFields(), document });
  expect(await core.call('scanning.drafts', {})).toHaveLength(1);
  await expect(
    core.call('scanning.discardDraft', { sha256: document!.sha256 }),
  ).rejects.toMatchObject({ code: 'document.in-use' });
  await core.call('scanning.discardDraft', { sha256: documents[1]!.sha256 });
  expect(core.context.archive.blobs.has(documents[1]!.sha256)).toBe(false);
  const stamped = await core.call('stamping.stamped', { letter: id });
  expect(stamped).toMatchObject({ method: 'append', prefixIntact: true });
  expect(await core.call('stamping.stamped', { letter: id })).toEqual(stamped);
});

test('a stamp’s place is remembered for the letters after it', async () => {
  const { core } = await openDesk();
  const { documents } = await core.call('scanning.import', { files: [picture] });
  const first = await core.call('letters.register', {
    fields: someFields(),
    document: documents[0],
  });
  const place = { page: 1, x: 20, y: 30 };
  await core.call('letters.placeStamp', { letter: first.id, stamp: 'received', place });
  const { boxes } = await core.call('stamping.stamped', { letter: first.id });
  expect(boxes[0]).toMatchObject({
    stamp: 'received',
    page: 1,
    x: expect.closeTo(20, 3),
    y: expect.closeTo(30, 3),
  });
  const second = await core.call('letters.register', { fields: someFields() });
  expect(second.stampPlaces.received).toEqual(place);
  await expect(
    core.call('letters.placeStamp', {
      letter: first.id,
      stamp: 'received',
      place: { ...place, page: 2 },
    }),
  ).rejects.toMatchObject({ code: 'stamp.no-such-page' });
});

test('pages that a crash left in the middle of a scan come back as a draft', async () => {
  const { core, home } = await openDesk();
  await core.close();
  const scan = path.join(home, 'scans', 'terputus');
  mkdirSync(scan, { recursive: true });
  copyFileSync(picture, path.join(scan, 'page-0001.jpg'));
  copyFileSync(picture, path.join(scan, 'page-0002.jpg'));
  writeFileSync(path.join(scan, '.page-0003.jpg.part'), 'setengah');
  const again = await openCore({ home, resources });
  try {
    await vi.waitFor(async () => {
      expect(await again.call('scanning.drafts', {})).toMatchObject([{ pages: 2 }]);
    }, 10_000);
    await vi.waitFor(() => expect(readdirSync(path.join(home, 'scans'))).toEqual([]));
    expect(existsSync(scan)).toBe(false);
  } finally {
    await again.close();
  }
});
