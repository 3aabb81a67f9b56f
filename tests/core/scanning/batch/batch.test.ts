import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { BatchProgress } from '../../../../shared/contract/batches.ts';
import { deskWithBatch, folderOf, reopen, virtualScanner } from './test-feeder.ts';

const letter = fileURLToPath(new URL('../../../fixtures/scanning/letter.jpg', import.meta.url));

test('a pile through the feeder, page by page safe, then closed into drafts; the pages go last', async () => {
  virtualScanner();
  const { core, home, batch } = await deskWithBatch({ splitting: { by: 'pages', pages: 4 } });
  const kept: BatchProgress[] = [];
  const answer = await core.call(
    'batches.scan',
    { batch },
    { progress: (value) => kept.push(value as BatchProgress) },
  );
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  expect(answer).toEqual({ came: numbers, stopped: null, next: 'scan' });
  expect(kept.filter(({ step }) => step === 'kept')).toEqual(
    numbers.map((page) => ({ step: 'kept', page })),
  );
  expect(readdirSync(path.join(folderOf(home, batch), 'feed-0001'))).toHaveLength(10);
  const edits = [
    { kind: 'turn', pages: [2], by: 90 },
    { kind: 'delete', pages: [3, 4] },
    { kind: 'move', pages: [10], before: 1 },
  ];
  for (const edit of edits) await core.call('batches.edit', { batch, edit });
  await core.call('batches.undo', { batch });
  const again = await reopen(core, home);
  const view = await again.call('batches.redo', { batch });
  expect(view.parts.map(({ pages }) => pages)).toEqual([
    [10, 1, 2, 5],
    [6, 7, 8, 9],
  ]);
  const small = await again.call('batches.picture', { batch, page: 2, width: 60 });
  expect(small.type).toBe('image/jpeg');
  const { documents } = await again.call('batches.close', { batch });
  expect(documents.map(({ document, pages }) => [document.pages, pages])).toEqual([
    [4, [10, 1, 2, 5]],
    [4, [6, 7, 8, 9]],
  ]);
  expect(existsSync(folderOf(home, batch))).toBe(false);
  const drafts = await again.call('scanning.drafts', {});
  expect(drafts.map(({ name, book }) => [name, book])).toEqual([
    [expect.stringMatching(/^Pindai .* \(1\)\.pdf$/), null],
    [expect.stringMatching(/^Pindai .* \(2\)\.pdf$/), null],
  ]);
  const sizes = await again.call('pages.sizes', { sha256: documents[0]!.document.sha256 });
  expect(sizes[2]!.width).toBeGreaterThan(sizes[2]!.height);
  expect(sizes[1]!.width).toBeLessThan(sizes[1]!.height);
  expect(await again.call('evidence.verify', {})).toMatchObject({ ok: true });
  await expect(again.call('batches.get', { batch })).rejects.toMatchObject({
    code: 'batch.closed',
  });
  expect(await again.call('batches.list', {})).toEqual([]);
  expect(await again.call('batches.list', { closed: true })).toMatchObject([
    { batch, status: 'closed', documents: 2, pages: 8 },
  ]);
});

test('a jam keeps what came before it, and the feed goes on behind it', async () => {
  virtualScanner();
  const { core, batch } = await deskWithBatch();
  const stop = new AbortController();
  const cut = await core.call(
    'batches.scan',
    { batch },
    {
      signal: stop.signal,
      progress: (value) => {
        if ((value as BatchProgress).step === 'kept') stop.abort();
      },
    },
  );
  expect(cut).toMatchObject({ stopped: { code: 'scanning.cancelled' }, next: 'resume' });
  const jam = { 'read-return-value': 'SANE_STATUS_JAMMED' };
  await core.call('batches.change', { batch, settings: { options: jam } });
  const jammed = await core.call('batches.resume', { batch });
  expect(jammed).toMatchObject({ came: [], stopped: { code: 'scanning.jammed' } });
  expect((await core.call('batches.get', { batch })).stopped?.code).toBe('scanning.jammed');
  await core.call('batches.change', { batch, settings: { options: {} } });
  const more = await core.call('batches.resume', { batch });
  expect(more).toMatchObject({ stopped: null, next: 'scan' });
  const { sheets } = await core.call('batches.get', { batch });
  expect(sheets.map(({ page }) => page)).toEqual([...cut.came, ...more.came]);
});

test('fronts, a pile turned over, backs: paired; an empty feeder ends a feed that was cut off', async () => {
  virtualScanner();
  const { core, batch } = await deskWithBatch({ way: 'manual-duplex' });
  const stop = new AbortController();
  const progress = (value: unknown) => {
    if ((value as BatchProgress).step === 'kept') stop.abort();
  };
  const fronts = await core.call('batches.scan', { batch }, { signal: stop.signal, progress });
  expect(fronts.next).toBe('resume');
  const empty = { 'read-return-value': 'SANE_STATUS_NO_DOCS' };
  await core.call('batches.change', { batch, settings: { options: empty } });
  expect(await core.call('batches.resume', { batch })).toMatchObject({
    stopped: { code: 'scanning.no-documents' },
    next: 'flip',
  });
  await core.call('batches.change', { batch, settings: { options: {} } });
  const backs = await core.call('batches.scan', { batch });
  const { sheets, warnings } = await core.call('batches.get', { batch });
  const [first, last] = [sheets[0]!, sheets[fronts.came.length * 2 - 1]!];
  expect([first.side, sheets[1]!.side, sheets[1]!.page]).toEqual([
    'front',
    'back',
    backs.came[fronts.came.length - 1],
  ]);
  expect([last.side, last.page]).toEqual(['back', backs.came[0]]);
  const differ = fronts.came.length !== backs.came.length;
  expect(warnings.some(({ code }) => code === 'batch.sides-differ')).toBe(differ);
});

test('an empty feeder is asked again until paper lies in it, or the person has waited enough', async () => {
  virtualScanner();
  const options = { 'read-return-value': 'SANE_STATUS_NO_DOCS' };
  const { core, batch } = await deskWithBatch({ waitForPaper: true, options });
  const stop = new AbortController();
  const steps: string[] = [];
  const progress = (value: unknown) => {
    const { step } = value as BatchProgress;
    steps.push(step);
    if (step === 'waiting-for-paper') stop.abort();
  };
  const answer = await core.call('batches.scan', { batch }, { signal: stop.signal, progress });
  expect(answer).toMatchObject({ came: [], stopped: { code: 'scanning.cancelled' } });
  expect(steps).toContain('waiting-for-paper');
});

test('files come in as pages; a PDF is refused and says what to do', async () => {
  const { core, batch } = await deskWithBatch();
  expect(await core.call('batches.add', { batch, files: [letter, letter] })).toMatchObject({
    came: [1, 2],
    stopped: null,
  });
  const answer = await core.call('batches.add', { batch, files: [letter, '/nowhere.jpg', letter] });
  expect(answer).toMatchObject({ came: [3], stopped: { code: 'file.missing' } });
  const target = { to: 'replace', page: 1 };
  await core.call('batches.add', { batch, files: [letter], target });
  const { sheets, undo } = await core.call('batches.get', { batch });
  expect([sheets.length, undo, sheets[0]!.view]).toEqual([
    3,
    'replace',
    expect.stringMatching(/^4-/),
  ]);
});

test('a discarded batch comes back until it is closed; then its pages are gone and no draft is made', async () => {
  const { core, home, batch } = await deskWithBatch();
  await core.call('batches.add', { batch, files: [letter] });
  expect((await core.call('batches.discard', { batch })).status).toBe('discarded');
  await expect(core.call('batches.scan', { batch })).rejects.toMatchObject({
    code: 'batch.not-open',
  });
  expect((await core.call('batches.restore', { batch })).status).toBe('open');
  await core.call('batches.discard', { batch });
  expect(await core.call('batches.close', { batch })).toEqual({ batch, documents: [] });
  expect(existsSync(folderOf(home, batch))).toBe(false);
  expect(await core.call('scanning.drafts', {})).toEqual([]);
});

test('profiles are there from the start, are changed in their place, and open a batch', async () => {
  const { core } = await deskWithBatch();
  const starters = await core.call('batches.profiles', {});
  expect(starters.length).toBeGreaterThan(3);
  const mine = { ...starters[1]!, name: 'Milik saya', device: 'test:0', expected: 12 };
  const saved = await core.call('batches.saveProfile', mine);
  expect(saved[1]).toEqual(mine);
  await core.call('batches.removeProfile', { key: starters[0]!.key });
  const view = await core.call('batches.open', {
    profile: mine.key,
    settings: { resolution: 200 },
  });
  expect(view).toMatchObject({
    profile: 'Milik saya',
    settings: { device: 'test:0', expected: 12, resolution: 200 },
  });
  await expect(core.call('batches.open', { profile: starters[0]!.key })).rejects.toMatchObject({
    code: 'profile.unknown',
  });
});
