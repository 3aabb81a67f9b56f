import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { sql } from '../../../../electron/core/archive/sql.ts';
import { type Core, openCore } from '../../../../electron/core/core.ts';
import type { BatchProgress } from '../../../../shared/contract/batches.ts';
import { resources } from '../../temporary-archive.ts';
import { deskWithBatch, folderOf, reopen, small, virtualScanner } from './test-feeder.ts';

const letter = fileURLToPath(new URL('../../../fixtures/scanning/letter.jpg', import.meta.url));

/** An event into the journal behind the core's back. */
function write(core: Core, batch: string, type: string, version: number, body: object = {}): void {
  core.context.archive.write((writer) => {
    const [last] = writer.column<number>(
      sql`SELECT max(number) FROM batch_events WHERE batch = ${batch}`,
    );
    writer.run(sql`INSERT INTO batch_events (batch, number, type, version, body)
      VALUES (${batch}, ${last! + 1}, ${type}, ${version}, ${JSON.stringify(body)})`);
  });
}

test('a batch of a newer Lontar is listed with the reason, left as it is, and hinders no other', async () => {
  const { core, home, batch } = await deskWithBatch();
  await core.call('batches.add', { batch, files: [letter] });
  write(core, batch, 'page-came', 2);
  const again = await reopen(core, home);
  const other = await again.call('batches.open', { settings: small });
  const listed = await again.call('batches.list', {});
  expect(listed.map((one) => [one.batch, one.problem])).toEqual([
    [other.batch, null],
    [batch, 'batch.newer'],
  ]);
  for (const operation of ['batches.get', 'batches.scan', 'batches.close', 'batches.discard']) {
    await expect(again.call(operation, { batch })).rejects.toMatchObject({ code: 'batch.newer' });
  }
  expect(existsSync(path.join(folderOf(home, batch), 'feed-0001', 'page-0001.jpg'))).toBe(true);
});

test('a batch whose journal has a hole or nonsense in it is damaged, and left as it is', async () => {
  const { core, home, batch } = await deskWithBatch();
  await core.call('batches.add', { batch, files: [letter] });
  core.context.archive.write((writer) =>
    writer.run(sql`DELETE FROM batch_events WHERE batch = ${batch} AND number = 2`),
  );
  const again = await reopen(core, home);
  expect((await again.call('batches.list', {}))[0]).toMatchObject({ problem: 'batch.damaged' });
  expect(existsSync(folderOf(home, batch))).toBe(true);
});

test('a second core on the same archive is refused, and the batch goes on in the first', async () => {
  const { core, home, batch } = await deskWithBatch();
  await expect(openCore({ home, resources })).rejects.toMatchObject({ code: 'archive.in-use' });
  expect((await core.call('batches.add', { batch, files: [letter] })).came).toEqual([1]);
});

test('a page that was safe when the core died comes in once, and the feed is there to be resumed', async () => {
  const { core, home, batch } = await deskWithBatch();
  await core.call('batches.add', { batch, files: [letter] });
  write(core, batch, 'feed-begun', 1, { kind: 'end', duplex: false, page: null });
  const feed = path.join(folderOf(home, batch), 'feed-0002');
  mkdirSync(path.join(feed, '.scan-abc'), { recursive: true });
  copyFileSync(letter, path.join(feed, 'page-0001.jpg'));
  copyFileSync(letter, path.join(feed, '.page-0002.jpg.1-1.part'));
  const again = await reopen(core, home);
  const view = await again.call('batches.get', { batch });
  expect(view).toMatchObject({ next: 'resume', stopped: { code: 'batch.interrupted' } });
  expect(view.sheets.map(({ page }) => page)).toEqual([1, 2]);
  expect(readdirSync(feed)).toEqual(['page-0001.jpg']);
  const once = await reopen(again, home);
  expect((await once.call('batches.get', { batch })).sheets).toHaveLength(2);
});

test('why the paper stopped is shown though a full disk has no room for it in the journal, and written later', async () => {
  virtualScanner();
  const { core, home, batch } = await deskWithBatch({ options: { 'test-picture': 'Grid' } });
  const { read } = core.context.archive;
  // A file of SQLite that may not grow is a full disk to it.
  read.get(sql`PRAGMA max_page_count = 1`);
  let stopped: string | undefined;
  let fed = 0;
  for (; !stopped && fed < 9; fed += 1) {
    stopped = (await core.call('batches.scan', { batch })).stopped?.code;
  }
  expect(stopped).toBe('disk.full');
  const full = { next: 'resume', busy: null, stopped: { code: 'disk.full' } };
  expect(await core.call('batches.get', { batch })).toMatchObject(full);

  read.get(sql`PRAGMA max_page_count = 1000000`);
  expect(await core.call('batches.resume', { batch })).toMatchObject({ stopped: null });
  const { sheets, stopped: after } = await core.call('batches.get', { batch });
  expect(after).toBeNull();
  const files = Array.from({ length: fed }, (_, at) => `feed-000${at + 1}`).flatMap((feed) =>
    readdirSync(path.join(folderOf(home, batch), feed)),
  );
  expect(sheets).toHaveLength(files.length);
  const ends = read.column<string>(sql`SELECT body FROM batch_events
    WHERE batch = ${batch} AND type = 'feed-ended' ORDER BY number`);
  expect(ends.at(-2)).toContain('disk.full');
});

test('closing that was cancelled or cut off goes on, and makes no document twice', async () => {
  const { core, home, batch } = await deskWithBatch({ splitting: { by: 'pages', pages: 1 } });
  await core.call('batches.add', { batch, files: [letter, letter, letter] });
  for (const [page, by] of [
    [2, 90],
    [3, 180],
  ]) {
    await core.call('batches.edit', { batch, edit: { kind: 'turn', pages: [page], by } });
  }
  const stop = new AbortController();
  const progress = (value: unknown) => {
    const told = value as BatchProgress;
    if (told.step === 'document' && told.done === 1) stop.abort();
  };
  await expect(
    core.call('batches.close', { batch }, { signal: stop.signal, progress }),
  ).rejects.toMatchObject({ code: 'scanning.cancelled' });
  const view = await core.call('batches.get', { batch });
  expect([view.status, view.made.length, view.parts.length]).toEqual(['open', 1, 2]);
  expect(await core.call('scanning.drafts', {})).toHaveLength(1);
  // As if the core had died in the middle: the next one finishes it unasked.
  write(core, batch, 'closing', 1);
  const again = await reopen(core, home);
  await vi.waitFor(async () => expect(await again.call('batches.list', {})).toEqual([]), 10_000);
  expect(await again.call('scanning.drafts', {})).toHaveLength(3);
  expect(readdirSync(path.join(home, 'batches'))).toEqual([]);
});

test('pages of a closed batch that a crash left behind go at the next start', async () => {
  const { core, home, batch } = await deskWithBatch();
  await core.call('batches.add', { batch, files: [letter] });
  await core.call('batches.close', { batch });
  mkdirSync(path.join(folderOf(home, batch), 'feed-0001'), { recursive: true });
  mkdirSync(path.join(home, 'batches', 'asing'));
  await reopen(core, home);
  // Whose it is not known stays.
  await vi.waitFor(
    () => expect(readdirSync(path.join(home, 'batches'))).toEqual(['asing']),
    10_000,
  );
});
