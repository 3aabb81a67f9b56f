import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCore } from '../../electron/core/core.ts';
import { resources, temporaryFolder } from '../core/temporary-archive.ts';
import { paper, terminal } from './terminal.ts';

describe('what is wrong ends with 2, one clear line, and nothing changed', () => {
  const folder = () => fileURLToPath(new URL('../fixtures/letters', import.meta.url));
  const temporary = mkdtempSync(path.join(tmpdir(), 'lontar-test-'));
  const { home, lontar } = terminal({
    LONTAR_HOME: path.join(temporary, 'archive'),
  });
  let before: unknown;
  afterAll(() => rmSync(temporary, { recursive: true }));
  beforeAll(async () => {
    await lontar('init', '--office', 'Sekretariat Daerah');
    before = (await lontar('verify', '--json')).json();
  });
  test.each([
    [['nosuch'], 'usage.command'],
    [['list', '--nosuch'], 'usage.flag'],
    [['register', '/no/such.pdf', '--sender', 'A', '--subject', 'B'], 'file.missing'],
    [['register', '--sender', 'A', '--subject', 'B', '--date', '2026-02-30'], 'usage.value'],
    [['register', '--sender', 'A', '--subject', 'B', '--classification', '1.2'], 'usage.value'],
    [['register', '--sender', 'A', '--subject', 'B', '--book', 'lain'], 'book.unknown'],
    [['register', folder(), '--sender', 'A', '--subject', 'B'], 'file.not-a-file'],
    [['register', '--sender', 'A'], 'usage.missing'],
    [['dispose', '1', '--from', 'sekda', '--to', 'asisten-1'], 'letter.unknown'],
    [['export', '1', '--stamped', '--sheet', '--out', '/tmp/x'], 'usage.too-many'],
    [['init', '--office', 'Lagi'], 'office.exists'],
    [['watch', '/no/such/folder'], 'watch.missing'],
    [['watch'], 'usage.missing'],
    [['devices', '--escl', 'ftp://x'], 'scanning.address'],
    [['devices', '--escl', 'http://127.0.0.1:1'], 'scanning.device-gone'],
  ])('%j: %s', async (args, code) => {
    const { status, stderr, stdout } = await lontar(...args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(`[${code}]`);
  });
  test('nor is anything left of it', async () => {
    expect((await lontar('verify', '--json')).json()).toEqual(before);
    expect(readdirSync(path.join(home, 'blobs', 'work'))).toEqual([]);
  });

  test('without an archive nothing is made', async () => {
    const nowhere = terminal();
    expect((await nowhere.lontar('list')).status).toBe(2);
    expect(existsSync(nowhere.home)).toBe(false);
  });
});

test('a refused letter leaves its paper to whoever else has it, and lets go of it where nobody does', async () => {
  const { home, lontar } = terminal();
  await lontar('init', '--office', 'Sekretariat Daerah');
  const file = paper(temporaryFolder());
  const refused = async () =>
    (await lontar('register', file, '--sender', 'A', '--subject', 'B', '--book', 'lain')).stderr;
  const documents = () =>
    readdirSync(path.join(home, 'blobs')).flatMap((folder) =>
      readdirSync(path.join(home, 'blobs', folder)),
    );
  expect(await refused()).toContain('[book.unknown]');
  expect(documents()).toEqual([]);

  const core = await openCore({ home, resources });
  const { documents: waiting } = await core.call('scanning.import', { files: [file] });
  await core.close();
  expect(await refused()).toContain('[book.unknown]');
  const again = await openCore({ home, resources });
  expect(await again.call('scanning.drafts', {})).toMatchObject(waiting);
  await again.close();

  expect((await lontar('register', file, '--sender', 'A', '--subject', 'B')).status).toBe(0);
  expect(await refused()).toContain('[book.unknown]');
  expect(documents()).toEqual([waiting[0]!.sha256]);
  expect((await lontar('verify')).status).toBe(0);
});

test('verify ends with 1 and names the letter when a document was changed', async () => {
  const { home, lontar } = terminal();
  await lontar('init', '--office', 'Sekretariat Daerah');
  const letter = (
    await lontar('register', paper(temporaryFolder()), '--sender', 'A', '--subject', 'B', '--json')
  ).json();
  const { sha256 } = letter.document;
  const blob = path.join(home, 'blobs', sha256.slice(0, 2), sha256);
  chmodSync(blob, 0o600);
  writeFileSync(blob, 'lain');
  const { status, json } = await lontar('verify', '--json');
  expect(status).toBe(1);
  expect(json().findings).toEqual([
    expect.objectContaining({ code: 'blob.changed', letter: letter.id }),
  ]);
});
