import { spawnSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../core/temporary-archive.ts';
import { terminal } from './terminal.ts';

/** SANE knows of its test scanner there, and of no other. */
async function office() {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'dll.conf'), 'test\n');
  const { lontar, alone } = terminal({ LONTAR_LANG: 'en', SANE_CONFIG_DIR: folder });
  await lontar('init', '--office', 'Sekretariat Daerah');
  return { folder, lontar, alone };
}

test('a pile by a profile stays a batch until it is closed; with drafts wished for it closes at once', async () => {
  const { folder, lontar, alone } = await office();
  const profile = path.join(folder, 'profil.json');
  const given = { key: 'uji', name: 'Uji', device: 'test:0', resolution: 50, size: 'a5' };
  writeFileSync(profile, JSON.stringify({ ...given, splitting: { by: 'none' }, cleanUp: null }));
  expect((await lontar('profile', 'save', profile, '--json')).json().profiles.at(-1).name).toBe(
    'Uji',
  );
  const first = await alone(
    'scan',
    '--profile',
    'Uji',
    '--split',
    'pages:4',
    '--expect',
    '9',
    '--json',
  );
  expect(first.status).toBe(0);
  expect(first.stderr).toContain('[batch.count-differs]');
  const { batch, came, parts } = first.json();
  expect([came.length, parts.length]).toEqual([10, 3]);
  expect((await lontar('batch', 'list', '--json')).json().batches).toMatchObject([
    { batch, pages: 10 },
  ]);
  expect((await lontar('batch', 'close', '--json')).json().documents).toHaveLength(3);
  const second = (await alone('scan', '--profile', 'uji', '--register-drafts', '--json')).json();
  expect(second.documents).toMatchObject([{ document: { pages: 10 } }]);
  expect((await lontar('batch', 'list', '--json')).json()).toEqual({ batches: [] });
}, 60_000);

test('a jam keeps the batch and says how it ended; nonsense is refused and changes nothing', async () => {
  const { folder, lontar, alone } = await office();
  const flags = ['--device', 'test:0', '--resolution', '50', '--split', 'blank'];
  const option = ['--option', 'read-return-value=SANE_STATUS_JAMMED'];
  const jam = await alone('scan', ...flags, ...option, '--register-drafts', '--json');
  expect([jam.status, jam.json().stopped.code, jam.json().next]).toEqual([
    1,
    'scanning.jammed',
    'resume',
  ]);
  for (const args of [
    ['scan', '--split', 'pages:0'],
    ['scan', '--split', 'nonsense'],
    ['scan', '--profile', 'none'],
    ['scan', '--profile', 'kaca', '--out', folder],
    ['batch', 'fly'],
    ['batch', 'show', 'x'],
    ['batch', 'show', jam.json().batch, 'more'],
    ['profile', 'save', path.join(folder, 'none.json')],
  ]) {
    const { status, stderr } = await lontar(...args);
    expect([status, stderr.trim().split('\n')], args.join(' ')).toEqual([
      2,
      [expect.stringMatching(/^lontar: .*\[[a-z.-]+\]$/)],
    ]);
  }
  expect((await lontar('batch', 'list', '--json')).json().batches).toHaveLength(1);
}, 60_000);

test('separator sheets that name no book need no archive, nor one that is free', async () => {
  const { folder, lontar } = await office();
  const without = terminal();
  const bare = path.join(folder, 'polos.pdf');
  expect(
    (await without.lontar('separators', '--out', bare, '--copies', '2', '--json')).json(),
  ).toMatchObject({
    out: bare,
    pages: 2,
    book: null,
  });
  const named = path.join(folder, 'masuk.pdf');
  expect(
    (await lontar('separators', '--out', named, '--book', 'masuk', '--json')).json().pages,
  ).toBe(1);
  for (const file of [bare, named]) {
    expect(spawnSync('qpdf', ['--check', file]).status).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o644);
  }
});
