import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp, { type Sharp } from 'sharp';
import { expect, test, vi } from 'vitest';
import type { Core } from '../../../../electron/core/core.ts';
import type { BatchView } from '../../../../shared/contract/batches.ts';
import { temporaryFolder } from '../../temporary-archive.ts';
import { saved, separator } from '../separators/pages.ts';
import { deskWithBatch, folderOf, reopen } from './test-feeder.ts';

const letter = fileURLToPath(new URL('../../../fixtures/scanning/letter.jpg', import.meta.url));
const other = fileURLToPath(
  new URL('../../../fixtures/letters/s07-perusahaan-1.jpg', import.meta.url),
);

async function whenSeen(core: Core, batch: string): Promise<BatchView> {
  return vi.waitFor(
    async () => {
      const view = await core.call('batches.get', { batch });
      expect(view.waiting).toBe(0);
      return view;
    },
    { timeout: 15_000, interval: 100 },
  );
}

test('pages are cleaned behind the person’s back, also after a restart; the page as scanned stays', async () => {
  const { core, home, batch } = await deskWithBatch({ cleanUp: {} });
  await core.call('batches.add', { batch, files: [letter, letter] });
  const again = await reopen(core, home);
  const view = await whenSeen(again, batch);
  expect(view.sheets.map(({ cleaning, repeats }) => [cleaning, repeats])).toEqual([
    ['done', null],
    ['done', 1],
  ]);
  expect(view.warnings).toMatchObject([{ code: 'batch.repeated-pages', pages: [2] }]);
  const folder = folderOf(home, batch);
  expect(readdirSync(path.join(folder, 'feed-0001'))).toEqual(['page-0001.jpg', 'page-0002.jpg']);
  const clean = await again.call('batches.picture', { batch, page: 1, width: 200 });
  const raw = await again.call('batches.picture', { batch, page: 1, width: 300, version: 'raw' });
  expect((await sharp(clean.bytes).metadata()).width).toBe(200);
  expect((await sharp(raw.bytes).metadata()).width).toBe(300);
});

test('a page given twice is told of, compressed anew too; another letter is none, nor is a blank page', async () => {
  const { core, batch } = await deskWithBatch({ cleanUp: {} });
  const folder = temporaryFolder();
  const made = async (name: string, picture: Sharp) => {
    await picture.withMetadata({ density: 75 }).toFile(path.join(folder, name));
    return path.join(folder, name);
  };
  const again = await made('again.jpg', sharp(letter).jpeg({ quality: 60 }));
  const blank = {
    create: { width: 620, height: 877, channels: 3, background: '#f4f2ee' },
  } as const;
  const one = await made('one.jpg', sharp(blank).jpeg({ quality: 80 }));
  const two = await made('two.jpg', sharp(blank).jpeg({ quality: 60 }));
  const files = [letter, again, other, one, two];
  await core.call('batches.add', { batch, files });
  const { sheets } = await whenSeen(core, batch);
  expect(sheets.map(({ repeats, blank: empty }) => [repeats, empty])).toEqual([
    [null, false],
    [1, false],
    [null, false],
    [null, true],
    [null, true],
  ]);
});

test('a page that has ended the core three times is not tried again, and stays as it was scanned', async () => {
  const { core, home, batch } = await deskWithBatch();
  await core.call('batches.add', { batch, files: [letter, other] });
  await whenSeen(core, batch);
  const tries = path.join(folderOf(home, batch), 'clean', '0001.tries');
  expect(existsSync(tries)).toBe(false);
  writeFileSync(tries, '...');
  await core.call('batches.change', { batch, settings: { cleanUp: {} } });
  const { sheets } = await whenSeen(core, batch);
  expect(sheets.map(({ cleaning, failure }) => [cleaning, failure])).toEqual([
    ['failed', 'scanning.cleaning-failed'],
    ['done', null],
  ]);
  expect((await core.call('batches.close', { batch })).documents[0]!.pages).toEqual([1, 2]);
});

test('a black-and-white TIFF stays that: a one-bit page, and Group 4 in its document', async () => {
  const { core, home, batch } = await deskWithBatch();
  const tiff = path.join(temporaryFolder(), 'fax.tif');
  await sharp(letter)
    .threshold(128)
    .toColourspace('b-w')
    .tiff({ bitdepth: 1, compression: 'ccittfax4' })
    .toFile(tiff);
  expect((await core.call('batches.add', { batch, files: [tiff] })).stopped).toBeNull();
  const page = readFileSync(path.join(folderOf(home, batch), 'feed-0001', 'page-0001.png'));
  expect(page[24]).toBe(1); // bits a sample
  const { documents } = await core.call('batches.close', { batch });
  const pdf = readFileSync(core.context.archive.blobs.pathOf(documents[0]!.document.sha256));
  expect(pdf.includes('/CCITTFaxDecode')).toBe(true);
});

test('a separator parts the pile and names the book; the drafts know it', async () => {
  const { core, batch } = await deskWithBatch({ splitting: { by: 'separators' } });
  const sheet = await saved(await separator());
  await core.call('batches.add', { batch, files: [letter, sheet, letter] });
  const view = await whenSeen(core, batch);
  expect(view.parts.map(({ pages, book }) => [pages, book])).toEqual([
    [[1], null],
    [[3], 'masuk'],
  ]);
  // The same bytes would be the same draft.
  await core.call('batches.edit', { batch, edit: { kind: 'turn', pages: [3], by: 180 } });
  await core.call('batches.close', { batch });
  const drafts = await core.call('scanning.drafts', {});
  expect(drafts.map(({ book }) => book).toSorted()).toEqual(['masuk', null]);
});

test('what is no picture any more is said, hinders no other page, and can’t be closed unseen', async () => {
  const { core, home, batch } = await deskWithBatch({ cleanUp: {} });
  await core.call('batches.add', { batch, files: [letter, letter, letter] });
  const feed = path.join(folderOf(home, batch), 'feed-0001');
  await whenSeen(core, batch);
  writeFileSync(path.join(feed, 'page-0002.jpg'), 'bukan gambar');
  rmSync(path.join(folderOf(home, batch), 'clean', '0002.jpg'), { force: true });
  rmSync(path.join(folderOf(home, batch), 'clean', '0003.jpg'), { force: true });
  await expect(core.call('batches.close', { batch })).rejects.toMatchObject({
    code: 'batch.page-lost',
    data: { page: 2 },
  });
  const view = await core.call('batches.get', { batch });
  expect([view.status, view.stopped?.code, view.made]).toEqual(['open', 'batch.page-lost', []]);
  expect(readdirSync(path.join(home, 'blobs', 'work'))).toEqual([]);
  await core.call('batches.edit', { batch, edit: { kind: 'delete', pages: [2] } });
  const { documents } = await core.call('batches.close', { batch });
  expect(documents).toMatchObject([{ pages: [1, 3], document: { pages: 2 } }]);
});

test('garbage in a page file, or no file at all, marks the page and no other', async () => {
  const { core, home, batch } = await deskWithBatch({ cleanUp: {} });
  await core.call('batches.add', { batch, files: [letter, letter, letter] });
  await core.close();
  const feed = path.join(folderOf(home, batch), 'feed-0001');
  rmSync(path.join(folderOf(home, batch), 'clean'), { recursive: true, force: true });
  writeFileSync(path.join(feed, 'page-0001.jpg'), 'bukan gambar');
  rmSync(path.join(feed, 'page-0003.jpg'));
  // A stranger's file is left alone.
  writeFileSync(path.join(feed, 'page-9999.jpg'), 'bukan gambar');
  const again = await reopen(core, home);
  await again.call('batches.change', { batch, settings: { cleanUp: { crop: false } } });
  const view = await whenSeen(again, batch);
  expect(view.sheets.map(({ cleaning }) => cleaning)).toEqual(['failed', 'done', 'failed']);
  expect(view.warnings.at(-1)).toMatchObject({ code: 'batch.cleaning-failed', pages: [1, 3] });
  expect(existsSync(path.join(feed, 'page-9999.jpg'))).toBe(true);
  await expect(again.call('batches.picture', { batch, page: 3, width: 60 })).rejects.toMatchObject({
    code: 'batch.page-lost',
  });
});
