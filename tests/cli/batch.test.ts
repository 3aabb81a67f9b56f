import { spawnSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../core/temporary-archive.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

function terminal() {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'dll.conf'), 'test\n');
  const env = {
    ...process.env,
    LONTAR_HOME: path.join(folder, 'archive'),
    LONTAR_LANG: 'en',
    SANE_CONFIG_DIR: folder,
  };
  const lontarWith = (more: Record<string, string>, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(root, 'scripts/lontar.mjs'), ...args],
      { encoding: 'utf8', env: { ...env, ...more } },
    );
    return { status, stdout, stderr, json: () => JSON.parse(stdout) };
  };
  const lontar = (...args: string[]) => lontarWith({}, ...args);
  lontar('init', '--office', 'Sekretariat Daerah');
  return { folder, lontar, lontarWith };
}

test('a pile by a profile stays a batch until it is closed; with drafts wished for it closes at once', () => {
  const { folder, lontar } = terminal();
  const profile = path.join(folder, 'profil.json');
  const given = { key: 'uji', name: 'Uji', device: 'test:0', resolution: 50, size: 'a5' };
  writeFileSync(profile, JSON.stringify({ ...given, splitting: { by: 'none' }, cleanUp: null }));
  expect(lontar('profile', 'save', profile, '--json').json().profiles.at(-1).name).toBe('Uji');
  const first = lontar('scan', '--profile', 'Uji', '--split', 'pages:4', '--expect', '9', '--json');
  expect(first.status).toBe(0);
  expect(first.stderr).toContain('[batch.count-differs]');
  const { batch, came, parts } = first.json();
  expect([came.length, parts.length]).toEqual([10, 3]);
  expect(lontar('batch', 'list', '--json').json().batches).toMatchObject([{ batch, pages: 10 }]);
  expect(lontar('batch', 'close', '--json').json().documents).toHaveLength(3);
  const second = lontar('scan', '--profile', 'uji', '--register-drafts', '--json').json();
  expect(second.documents).toMatchObject([{ document: { pages: 10 } }]);
  expect(lontar('batch', 'list', '--json').json()).toEqual({ batches: [] });
}, 60_000);

test('a jam keeps the batch and says how it ended; nonsense is refused and changes nothing', () => {
  const { folder, lontar } = terminal();
  const flags = ['--device', 'test:0', '--resolution', '50', '--split', 'blank'];
  const option = ['--option', 'read-return-value=SANE_STATUS_JAMMED'];
  const jam = lontar('scan', ...flags, ...option, '--register-drafts', '--json');
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
    const { status, stderr } = lontar(...args);
    expect([status, stderr.trim().split('\n')], args.join(' ')).toEqual([
      2,
      [expect.stringMatching(/^lontar: .*\[[a-z.-]+\]$/)],
    ]);
  }
  expect(lontar('batch', 'list', '--json').json().batches).toHaveLength(1);
}, 60_000);

test('separator sheets that name no book need no archive, nor one that is free', () => {
  const { folder, lontar, lontarWith } = terminal();
  const bare = path.join(folder, 'polos.pdf');
  const env = { LONTAR_HOME: path.join(folder, 'none') };
  expect(
    lontarWith(env, 'separators', '--out', bare, '--copies', '2', '--json').json(),
  ).toMatchObject({
    out: bare,
    pages: 2,
    book: null,
  });
  const named = path.join(folder, 'masuk.pdf');
  expect(lontar('separators', '--out', named, '--book', 'masuk', '--json').json().pages).toBe(1);
  for (const file of [bare, named]) {
    expect(spawnSync('qpdf', ['--check', file]).status).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o644);
  }
});
