import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Core } from '../../../../electron/core/core.ts';
import { openWatching } from '../../../../electron/core/scanning/watch/watching.ts';
import { smallPdf } from '../../../faults/papers.ts';
import { openDesk, temporaryFolder } from '../../temporary-archive.ts';

const pace = { lookMs: 10, settleMs: 60, endlessMs: 90, unfinishedMs: 600 };

function watchingOf({ context }: Core, tell: () => void) {
  const watching = openWatching(() => context, context.archive, { background: true, tell, pace });
  onTestFinished(() => watching.close());
  return watching;
}

test('a desk’s folder is watched from the moment it is chosen, and again after a restart', async () => {
  const { core } = await openDesk();
  const folder = path.join(temporaryFolder(), 'kiriman');
  mkdirSync(folder);
  let told = 0;
  const first = watchingOf(core, () => (told += 1));
  expect(first.state()).toMatchObject({ folder: null });
  expect(await first.watch(folder)).toMatchObject({ folder, taken: 0 });
  writeFileSync(path.join(folder, 'satu.pdf'), smallPdf(1));
  writeFileSync(path.join(folder, 'rusak.txt'), 'x');
  await vi.waitFor(() => {
    expect(first.state()).toMatchObject({
      taken: 1,
      refused: [{ file: 'rusak.txt', error: { code: 'file.type' } }],
    });
  }, 10_000);
  expect(told).toBe(2);
  await first.close();

  const again = watchingOf(core, () => undefined);
  expect(again.state()).toMatchObject({ folder, taken: 0, trouble: null });
  writeFileSync(path.join(folder, 'dua.pdf'), smallPdf(2));
  await vi.waitFor(() => expect(again.state().taken).toBe(1), 10_000);
  expect(await core.call('scanning.drafts', {})).toHaveLength(2);
  expect(await again.watch(null)).toMatchObject({ folder: null });
  writeFileSync(path.join(folder, 'tiga.pdf'), smallPdf(3));
  await again.close();
  expect(readdirSync(folder)).toContain('tiga.pdf');
});

test('a folder that can’t be watched changes nothing; the command line’s core watches none', async () => {
  const { core, home } = await openDesk();
  const refused = async (folder: string) =>
    core.call('scanning.watch', { folder }).then(
      () => null,
      (error: { code: string }) => error.code,
    );
  expect(await refused(path.join(temporaryFolder(), 'tidak-ada'))).toBe('watch.missing');
  expect(await refused(path.join(home, 'blobs'))).toBe('watch.own-folder');
  expect(await refused(path.dirname(home))).toBe('watch.own-folder');
  expect(await core.call('scanning.watched', {})).toMatchObject({ folder: null });
  const folder = temporaryFolder();
  await core.call('scanning.watch', { folder });
  writeFileSync(path.join(folder, 'satu.pdf'), smallPdf(1));
  await core.close();
  expect(readdirSync(folder)).toContain('satu.pdf');
});
