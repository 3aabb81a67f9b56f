import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { letters } from '../fixtures/letters/letters.ts';
import { smallPdf } from '../faults/papers.ts';
import { openCore } from '../../electron/core/core.ts';
import { resources, temporaryFolder } from '../core/temporary-archive.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

function terminal(home = path.join(temporaryFolder(), 'archive')) {
  const lontar = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(root, 'scripts/lontar.mjs'), ...args],
      { encoding: 'utf8', env: { ...process.env, LONTAR_HOME: home, LONTAR_LANG: 'id' } },
    );
    return { status, stdout, stderr, json: () => JSON.parse(stdout) };
  };
  return { home, lontar };
}

const paper = (folder: string, name = 'surat.pdf') => {
  const file = path.join(folder, name);
  writeFileSync(file, smallPdf(1));
  return file;
};

test('the main job, by commands alone', () => {
  const { lontar } = terminal();
  const folder = temporaryFolder();
  expect(lontar('init', '--office', 'Sekretariat Daerah', '--json').json().office.name).toBe(
    'Sekretariat Daerah',
  );
  const letter = lontar(
    'register',
    paper(folder),
    '--number',
    '1/A/2026',
    '--date',
    '2026-01-02',
    '--sender',
    'Dinas',
    '--subject',
    'Undangan',
    '--urgency',
    'Sangat Segera',
    '--json',
  ).json();
  expect(letter.agenda).toMatchObject({ book: 'masuk', number: 1 });
  expect(letter.document).toMatchObject({ pages: 1, bytes: smallPdf(1).length });
  const given = lontar(
    'dispose',
    letter.id,
    '--from',
    'sekda',
    '--to',
    'asisten-1',
    'Kepala Bagian Umum',
    '--instruction',
    'telaah',
    'jawab',
    '--note',
    'Segera',
    '--due',
    '2030-01-31',
    '--json',
  ).json();
  expect(given.disposition.to.map(({ key }: { key: string }) => key)).toEqual([
    'asisten-1',
    'bagian-umum',
  ]);
  expect(given.disposition.instructions).toHaveLength(2);
  for (const what of ['original', 'stamped', 'sheet']) {
    const out = path.join(folder, `${what}.pdf`);
    expect(lontar('export', '1', `--${what}`, '--out', out, '--json').json().bytes).toBeGreaterThan(
      0,
    );
  }
  const original = readFileSync(path.join(folder, 'original.pdf'));
  expect(original.equals(smallPdf(1))).toBe(true);
  expect(readFileSync(path.join(folder, 'stamped.pdf')).subarray(0, original.length)).toEqual(
    original,
  );
  expect(lontar('list', 'und', '--json').json()).toMatchObject({ total: 1 });
  expect(lontar('show', letter.id, '--json').json().history).toHaveLength(2);
  expect(lontar('verify', '--json').json()).toMatchObject({ ok: true, letters: 1, blobs: 1 });
  expect(lontar('rebuild', '--json').json()).toEqual({ letters: 1, facts: 3 });
});

test('a disposition goes two levels down, is followed up and comes back finished', () => {
  const { lontar } = terminal();
  lontar('init', '--office', 'Sekretariat Daerah');
  lontar('register', '--sender', 'A', '--subject', 'B');
  lontar('dispose', '1', '--from', 'sekda', '--to', 'asisten-3', '--copy', 'asisten-1');
  lontar('dispose', '1', '--from', 'asisten-3', '--to', 'bagian-umum', '--due', '2030-01-31');
  const waiting = (position: string) => lontar('inbox', position, '--json').json().items;
  expect(waiting('bagian-umum')).toMatchObject([{ kind: 'task', due: '2030-01-31' }]);
  expect(waiting('asisten-1')).toMatchObject([{ kind: 'copy' }]);
  const report = path.join(temporaryFolder(), 'laporan.pdf');
  writeFileSync(report, smallPdf(1));
  lontar('follow-up', '1', '--from', 'bagian-umum', '--text', 'Sudah', '--attach', report);
  expect(lontar('complete', '1', '--from', 'asisten-3').stderr).toContain(
    'disposition.branch-open',
  );
  lontar('complete', '1', '--from', 'bagian-umum');
  const done = lontar('complete', '1', '--from', 'asisten-3', '--json').json();
  expect(done.status).toBe('finished');
  expect(done.dispositions[1].tasks['bagian-umum'].followUps).toHaveLength(1);
  expect(waiting('bagian-umum')).toEqual([]);
  expect(lontar('verify', '--json').json()).toMatchObject({ ok: true, blobs: 1 });
});

test('prints are saved as files, and what does not fit a print is refused', () => {
  const { lontar } = terminal();
  const folder = temporaryFolder();
  lontar('init', '--office', 'Sekretariat Daerah');
  lontar('register', '--sender', 'A', '--subject', 'B');
  const out = path.join(folder, 'cetak.pdf');
  for (const print of [
    ['sheet', '1', '--size', 'A4x2'],
    ['receipt', '1'],
    ['agenda'],
    ['courier'],
  ]) {
    const made = lontar('print', ...print, '--out', out, '--json').json();
    expect(made).toMatchObject({ kind: print[0], pages: 1 });
    expect(readFileSync(out)).toHaveLength(made.bytes);
  }
  expect(lontar('print', 'agenda', '--size', 'A5', '--out', out).stderr).toContain('[usage.value]');
  expect(lontar('print', 'sheet', '1', '--from', '2026-01-01').stderr).toContain('usage.too-many');
  expect(lontar('print', 'sheet', '--out', out).stderr).toContain('[usage.missing]');
  expect(lontar('verify', '--json').json()).toMatchObject({ ok: true });
});

describe('what is wrong ends with 2, one clear line, and nothing changed', () => {
  const folder = () => path.join(root, 'tests/fixtures/letters');
  const temporary = mkdtempSync(path.join(tmpdir(), 'lontar-test-'));
  const { home, lontar } = terminal(path.join(temporary, 'archive'));
  let before: unknown;
  afterAll(() => rmSync(temporary, { recursive: true }));
  beforeAll(() => {
    lontar('init', '--office', 'Sekretariat Daerah');
    before = lontar('verify', '--json').json();
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
  ])('%j: %s', (args, code) => {
    const { status, stderr, stdout } = lontar(...args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(`[${code}]`);
  });
  test('nor is anything left of it', () => {
    expect(lontar('verify', '--json').json()).toEqual(before);
    expect(readdirSync(path.join(home, 'blobs', 'work'))).toEqual([]);
  });

  test('without an archive nothing is made', () => {
    const nowhere = terminal();
    expect(nowhere.lontar('list').status).toBe(2);
    expect(existsSync(nowhere.home)).toBe(false);
  });
});

test('a refused letter leaves its paper to whoever else has it, and lets go of it where nobody does', async () => {
  const { home, lontar } = terminal();
  lontar('init', '--office', 'Sekretariat Daerah');
  const file = paper(temporaryFolder());
  const refused = () =>
    lontar('register', file, '--sender', 'A', '--subject', 'B', '--book', 'lain').stderr;
  const documents = () =>
    readdirSync(path.join(home, 'blobs')).flatMap((folder) =>
      readdirSync(path.join(home, 'blobs', folder)),
    );
  expect(refused()).toContain('[book.unknown]');
  expect(documents()).toEqual([]);

  const core = await openCore({ home, resources });
  const { documents: waiting } = await core.call('scanning.import', { files: [file] });
  await core.close();
  expect(refused()).toContain('[book.unknown]');
  const again = await openCore({ home, resources });
  expect(await again.call('scanning.drafts', {})).toMatchObject(waiting);
  await again.close();

  expect(lontar('register', file, '--sender', 'A', '--subject', 'B').status).toBe(0);
  expect(refused()).toContain('[book.unknown]');
  expect(documents()).toEqual([waiting[0]!.sha256]);
  expect(lontar('verify').status).toBe(0);
});

test('verify ends with 1 and names the letter when a document was changed', async () => {
  const { home, lontar } = terminal();
  lontar('init', '--office', 'Sekretariat Daerah');
  const letter = lontar(
    'register',
    paper(temporaryFolder()),
    '--sender',
    'A',
    '--subject',
    'B',
    '--json',
  ).json();
  const { sha256 } = letter.document;
  const { chmodSync } = await import('node:fs');
  const blob = path.join(home, 'blobs', sha256.slice(0, 2), sha256);
  chmodSync(blob, 0o600);
  writeFileSync(blob, 'lain');
  const { status, json } = lontar('verify', '--json');
  expect(status).toBe(1);
  expect(json().findings).toEqual([
    expect.objectContaining({ code: 'blob.changed', letter: letter.id }),
  ]);
});

test('stamp writes a line of JSON a file, and never the input', () => {
  const { lontar } = terminal();
  const folder = temporaryFolder();
  const [input, output] = [path.join(folder, 'in'), path.join(folder, 'out')];
  mkdirSync(input);
  paper(input, 'a.pdf');
  writeFileSync(path.join(input, 'b.pdf'), 'bukan PDF');
  const data = path.join(folder, 'data.json');
  const stamp = {
    office: 'Sekretariat Daerah',
    book: 'Surat Masuk',
    year: 2026,
    number: 7,
    received: '2026-01-02',
  };
  writeFileSync(data, JSON.stringify(stamp));
  const { status, stdout } = lontar('stamp', '--batch', input, output, '--data', data, '--json');
  expect(status).toBe(1);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toEqual([
    expect.objectContaining({ ok: true, method: 'append', code: null, prefixIntact: true }),
    expect.objectContaining({ ok: false, method: null, code: 'file.type' }),
  ]);
  expect(readdirSync(output)).toEqual(['a.pdf']);
  expect(readFileSync(path.join(input, 'a.pdf')).equals(smallPdf(1))).toBe(true);
  const same = path.join(input, 'a.pdf');
  expect(lontar('stamp', same, same, '--data', data).stderr).toContain('usage.same-file');
  writeFileSync(data, JSON.stringify({ ...stamp, received: 'kemarin' }));
  expect(lontar('stamp', same, path.join(output, 'x.pdf'), '--data', data).stderr).toContain(
    'usage.data',
  );
});

describe('read: fields from files, without an archive', () => {
  test('a line a file, in their order; a broken one does not stop the others', () => {
    const { home, lontar } = terminal();
    const folder = temporaryFolder();
    const broken = path.join(folder, 'rusak.pdf');
    writeFileSync(broken, '%PDF-1.4 nothing more');
    const sample = path.join(root, 'tests/fixtures/letters', letters.fromFoundation.file);
    const { status, stdout, stderr } = lontar('read', sample, broken, paper(folder), '--json');
    expect(status).toBe(1);
    expect(stderr).toContain('rusak.pdf');
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({
      file: sample,
      pages: 1,
      fields: {
        number: { value: letters.fromFoundation.number },
        date: { value: '2024-12-05' },
        sender: { value: letters.fromFoundation.sender },
        subject: { value: letters.fromFoundation.subject },
        urgency: { value: null, confidence: 0, boxes: [] },
        recipient: { value: letters.fromFoundation.recipient },
      },
    });
    expect(lines[0].fields.number.boxes[0]).toMatchObject({ page: 1 });
    expect(lines[1]).toMatchObject({ file: broken, code: 'pdf.damaged' });
    expect(lines[2].fields.number.value).toBe(null);
    expect(existsSync(home)).toBe(false);
  });

  test('nothing to read: 2', () => {
    const { lontar } = terminal();
    expect(lontar('read').status).toBe(2);
    expect(lontar('read', 'nowhere.pdf', '--json')).toMatchObject({ status: 2 });
  });
});

test('search answers with hits, explains a bad query, and heeds who asks; reindex changes nothing', () => {
  const { lontar } = terminal();
  lontar('init', '--office', 'Sekretariat Daerah');
  const register = (...more: string[]) =>
    lontar('register', '--sender', 'Dinas Kesehatan', '--json', ...more).json();
  const open = register('--subject', 'Undangan rapat', '--number', '900.2.9/3466/UM');
  register('--subject', 'Undangan tertutup', '--secrecy', 'R');
  const answer = lontar('search', 'undangan', '--json').json();
  expect(answer).toMatchObject({ total: 1, more: false, tookMs: expect.any(Number) });
  expect(answer.hits).toEqual([
    expect.objectContaining({
      id: open.id,
      agenda: open.agenda,
      sender: 'Dinas Kesehatan',
      subject: 'Undangan rapat',
      snippet: expect.any(String),
    }),
  ]);
  expect(lontar('search', '900293466', '--limit', '1', '--json').json().total).toBe(1);
  expect(lontar('search', 'undangan', '--as', 'sekda', '--json').json().total).toBe(2);
  const explained = lontar('search', 'tgl:kapan undangan');
  expect(explained.status).toBe(0);
  expect(explained.stderr).toContain('“kapan” bukan tanggal');
  expect(lontar('search', 'x', '--limit', 'banyak').stderr).toContain('usage.value');
  expect(lontar('search', 'x', '--as', 'tidak-ada').status).toBe(2);
  expect(lontar('reindex', '--json').json()).toEqual({ letters: 2 });
  expect(lontar('search', 'undangan', '--json').json().hits).toEqual(answer.hits);
});

test('stamps are listed, saved and put on a letter', () => {
  const { lontar } = terminal();
  const folder = temporaryFolder();
  lontar('init', '--office', 'Sekretariat Daerah');
  lontar('register', paper(folder), '--sender', 'Dinas', '--subject', 'Undangan');
  const template = lontar('stamps', 'show', 'copy', '--json').json();
  const file = path.join(folder, 'cap.json');
  writeFileSync(file, JSON.stringify({ ...template, key: 'arsip', name: 'Cap arsip' }));
  const { stamps } = lontar('stamps', 'save', file, '--json').json();
  expect(stamps.at(-1)).toMatchObject({ own: true, builtIn: false, template: { key: 'arsip' } });
  const out = path.join(folder, 'bercap.pdf');
  const spot = ['--x', '20', '--y', '100'];
  const put = lontar('stamp', '1', '--template', 'arsip', ...spot, '--out', out, '--json').json();
  expect(put).toMatchObject({ template: 'arsip', copy: 1, out });
  expect(readFileSync(out).subarray(0, smallPdf(1).length).equals(smallPdf(1))).toBe(true);
  writeFileSync(file, JSON.stringify({ ...template, colour: 'white' }));
  expect(lontar('stamps', 'save', file).stderr).toContain('usage.value');
  expect(lontar('stamp', '1', '--template', 'received').stderr).toContain('stamp.by-itself');
});
