import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openCore } from '../../../../electron/core/core.ts';
import {
  takeArrived,
  type TakenFile,
} from '../../../../electron/core/scanning/watch/take-arrived.ts';
import {
  watchFolder,
  type WatchEvent,
} from '../../../../electron/core/scanning/watch/watch-folder.ts';
import { LontarError } from '../../../../shared/contract/error.ts';
import { smallPdf } from '../../../faults/papers.ts';
import { openDesk, resources, temporaryFolder } from '../../temporary-archive.ts';

const PACE = { lookMs: 10, settleMs: 60, endlessMs: 90, unfinishedMs: 600 };
const letter = fileURLToPath(new URL('../../../fixtures/letters/s01-dinas-1.jpg', import.meta.url));

async function copier() {
  const { core, home } = await openDesk();
  const folder = path.join(temporaryFolder(), 'kiriman');
  mkdirSync(folder);
  const events: WatchEvent<TakenFile>[] = [];
  const stop = new AbortController();
  const run = (more: object = {}) =>
    watchFolder<TakenFile>({
      folder,
      workDir: core.context.archive.blobs.workFolder,
      take: (file) => takeArrived(core.context, file),
      tell: (event) => events.push(event),
      pace: PACE,
      once: true,
      signal: stop.signal,
      ...more,
    });
  return {
    core,
    home,
    folder,
    events,
    stop,
    run,
    drafts: () => core.call('scanning.drafts', {}),
    left: () => readdirSync(folder).filter((name) => !name.startsWith('.lontar-')),
    aside: (what: 'taken' | 'refused') => readdirSync(path.join(folder, `.lontar-${what}`)),
  };
}

test('each letter becomes a draft, is moved aside when it is safe, and what is moved is the same file', async () => {
  const { folder, events, run, drafts, left, aside, core } = await copier();
  writeFileSync(path.join(folder, 'SCAN 0001.pdf'), smallPdf(2));
  copyFileSync(letter, path.join(folder, 'IMG_2.JPG'));
  await run();
  expect((await drafts()).map(({ name, pages }) => [name, pages]).toSorted()).toEqual([
    ['IMG_2.JPG', 1],
    ['SCAN 0001.pdf', 1],
  ]);
  expect(left()).toEqual([]);
  expect(
    aside('taken')
      .map((name) => name.slice(17))
      .toSorted(),
  ).toEqual(['IMG_2.JPG', 'SCAN 0001.pdf']);
  const moved = aside('taken').find((name) => name.endsWith('.pdf'))!;
  expect(readFileSync(path.join(folder, '.lontar-taken', moved)).equals(smallPdf(2))).toBe(true);
  expect(events).toHaveLength(2);
  expect(readdirSync(core.context.archive.blobs.workFolder)).toEqual([]);
  expect(await core.call('evidence.verify', {})).toMatchObject({ ok: true, blobs: 2 });
});

test('a file that is still being sent is waited for; one renamed into place is taken whole', async () => {
  const { folder, stop, run, drafts, left } = await copier();
  const pdf = smallPdf(3);
  const slow = path.join(folder, 'lambat.pdf');
  writeFileSync(slow, pdf.subarray(0, 200));
  writeFileSync(path.join(folder, 'naik.pdf.part'), pdf.subarray(0, 300));
  const running = run({ once: false });
  // Longer than it takes to settle: only its missing end tells that more will come.
  await new Promise((resolve) => setTimeout(resolve, PACE.settleMs * 3));
  expect(await drafts()).toEqual([]);
  appendFileSync(slow, pdf.subarray(200));
  writeFileSync(path.join(folder, 'naik.pdf.part'), smallPdf(1));
  renameSync(path.join(folder, 'naik.pdf.part'), path.join(folder, 'naik.pdf'));
  await vi.waitFor(() => expect(left()).toEqual([]), 10_000);
  stop.abort();
  await running;
  expect((await drafts()).map(({ bytes }) => bytes).toSorted()).toEqual(
    [smallPdf(1).length, pdf.length].toSorted(),
  );
});

test('what can’t be read is put aside with the reason; the others go on', async () => {
  const { folder, events, run, drafts, left, aside } = await copier();
  writeFileSync(path.join(folder, 'a.pdf'), 'bukan pdf');
  writeFileSync(path.join(folder, 'b.jpg'), readFileSync(letter).subarray(0, 40_000));
  writeFileSync(path.join(folder, 'c.txt'), 'catatan');
  writeFileSync(path.join(folder, 'd.pdf'), smallPdf(1));
  writeFileSync(path.join(folder, 'e.pdf'), '');
  await run();
  expect(left()).toEqual([]);
  expect((await drafts()).map(({ name }) => name)).toEqual(['d.pdf']);
  const refused = events.flatMap((event) =>
    'refused' in event ? [[event.file, event.refused.code]] : [],
  );
  expect(refused.toSorted()).toEqual([
    ['a.pdf', 'file.type'],
    ['b.jpg', 'file.damaged'],
    ['c.txt', 'file.type'],
    ['e.pdf', 'file.empty'],
  ]);
  const [reason] = aside('refused').filter((name) => name.endsWith('a.pdf.json'));
  expect(
    JSON.parse(readFileSync(path.join(folder, '.lontar-refused', reason!), 'utf8')),
  ).toMatchObject({
    code: 'file.type',
    data: { name: 'a.pdf' },
  });
});

test('links, pipes, folders, hidden files and the system’s own are left alone', async () => {
  const { folder, run, drafts, left } = await copier();
  const outside = path.join(temporaryFolder(), 'rahasia.pdf');
  writeFileSync(outside, smallPdf(1));
  symlinkSync(outside, path.join(folder, 'tautan.pdf'));
  execFileSync('mkfifo', [path.join(folder, 'pipa.pdf')]);
  mkdirSync(path.join(folder, 'map.pdf'));
  for (const name of ['.tersembunyi.pdf', 'Thumbs.db', 'desktop.ini', '~$surat.pdf']) {
    writeFileSync(path.join(folder, name), smallPdf(1));
  }
  const before = left();
  await run();
  expect(await drafts()).toEqual([]);
  expect(left()).toEqual(before);
});

test('killed between taking and moving aside, it takes the letter once; a discarded one can come again', async () => {
  const { core, home, folder, drafts } = await copier();
  await core.close();
  writeFileSync(path.join(folder, 'surat.pdf'), smallPdf(1));
  const script = fileURLToPath(new URL('./take-and-die.ts', import.meta.url));
  const child = spawn(process.execPath, [script, home, folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  expect(existsSync(path.join(folder, 'surat.pdf'))).toBe(true);

  const again = await openCore({ home, resources });
  onTestFinished(() => again.close());
  const events: WatchEvent<TakenFile>[] = [];
  const run = () =>
    watchFolder<TakenFile>({
      folder,
      workDir: again.context.archive.blobs.workFolder,
      take: (file) => takeArrived(again.context, file),
      tell: (event) => events.push(event),
      pace: PACE,
      once: true,
    });
  await run();
  expect(events).toMatchObject([{ file: 'surat.pdf', taken: { again: true } }]);
  const [draft] = await again.call('scanning.drafts', {});
  expect(await again.call('scanning.drafts', {})).toHaveLength(1);
  expect(readdirSync(path.join(folder, '.lontar-taken'))).toHaveLength(1);

  await again.call('scanning.discardDraft', { sha256: draft!.sha256 });
  writeFileSync(path.join(folder, 'surat.pdf'), smallPdf(1));
  await run();
  expect(events[1]).toMatchObject({ taken: { again: false } });
  await expect(drafts()).rejects.toMatchObject({ code: 'core.gone' });
});

test('two letters of one name both stay; a full disk refuses no letter', async () => {
  const { folder, run, aside, left } = await copier();
  for (const pages of [1, 2]) {
    writeFileSync(path.join(folder, 'scan.pdf'), smallPdf(pages));
    await run();
  }
  expect(aside('taken')).toHaveLength(2);
  writeFileSync(path.join(folder, 'x.pdf'), smallPdf(3));
  const take = () => Promise.reject(new LontarError('disk.full'));
  await expect(run({ take })).rejects.toMatchObject({ code: 'disk.full' });
  expect(left()).toEqual(['x.pdf']);
  expect(aside('refused')).toEqual([]);
});

test('a folder that is gone, is none, or can’t be written is refused; one that vanishes comes back', async () => {
  const { folder, events, stop, run, drafts } = await copier();
  await expect(run({ folder: path.join(folder, 'tidak-ada') })).rejects.toMatchObject({
    code: 'watch.missing',
  });
  const file = path.join(folder, 'berkas');
  writeFileSync(file, '');
  await expect(run({ folder: file })).rejects.toMatchObject({ code: 'watch.not-a-folder' });
  rmSync(file);
  // Where folders should be made stands something else: as on a share without the right to write.
  symlinkSync('/proc', path.join(folder, '.lontar-taken'));
  await expect(run()).rejects.toMatchObject({ code: 'watch.not-writable' });
  rmSync(path.join(folder, '.lontar-taken'));

  const running = run({ once: false });
  await vi.waitFor(() => expect(existsSync(path.join(folder, '.lontar-taken'))).toBe(true), 5_000);
  renameSync(folder, `${folder}-lepas`);
  await vi.waitFor(
    () => expect(events).toMatchObject([{ trouble: { code: 'watch.missing' } }]),
    5_000,
  );
  renameSync(`${folder}-lepas`, folder);
  writeFileSync(path.join(folder, 'x.pdf'), smallPdf(1));
  await vi.waitFor(async () => expect(await drafts()).toHaveLength(1), 10_000);
  expect(events[1]).toEqual({ trouble: null });
  stop.abort();
  await running;
});
