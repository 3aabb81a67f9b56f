import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { letters } from '../fixtures/letters/letters.ts';
import { smallPdf } from '../faults/papers.ts';
import { temporaryFolder } from '../core/temporary-archive.ts';
import { paper, terminal } from './terminal.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('the main job, by commands alone', async () => {
  const { alone } = terminal();
  const folder = temporaryFolder();
  expect((await alone('init', '--office', 'Sekretariat Daerah', '--json')).json().office.name).toBe(
    'Sekretariat Daerah',
  );
  const letter = (
    await alone(
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
    )
  ).json();
  expect(letter.agenda).toMatchObject({ book: 'masuk', number: 1 });
  expect(letter.document).toMatchObject({ pages: 1, bytes: smallPdf(1).length });
  const given = (
    await alone(
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
    )
  ).json();
  expect(given.disposition.to.map(({ key }: { key: string }) => key)).toEqual([
    'asisten-1',
    'bagian-umum',
  ]);
  expect(given.disposition.instructions).toHaveLength(2);
  for (const what of ['original', 'stamped', 'sheet']) {
    const out = path.join(folder, `${what}.pdf`);
    expect(
      (await alone('export', '1', `--${what}`, '--out', out, '--json')).json().bytes,
    ).toBeGreaterThan(0);
  }
  const original = readFileSync(path.join(folder, 'original.pdf'));
  expect(original.equals(smallPdf(1))).toBe(true);
  expect(readFileSync(path.join(folder, 'stamped.pdf')).subarray(0, original.length)).toEqual(
    original,
  );
  expect((await alone('list', 'und', '--json')).json()).toMatchObject({ total: 1 });
  expect((await alone('show', letter.id, '--json')).json().history).toHaveLength(2);
  expect((await alone('verify', '--json')).json()).toMatchObject({
    ok: true,
    letters: 1,
    blobs: 1,
  });
  expect((await alone('rebuild', '--json')).json()).toEqual({ letters: 1, facts: 3 });
});

test('a disposition goes two levels down, is followed up and comes back finished', async () => {
  const { lontar } = terminal();
  await lontar('init', '--office', 'Sekretariat Daerah');
  await lontar('register', '--sender', 'A', '--subject', 'B');
  await lontar('dispose', '1', '--from', 'sekda', '--to', 'asisten-3', '--copy', 'asisten-1');
  await lontar('dispose', '1', '--from', 'asisten-3', '--to', 'bagian-umum', '--due', '2030-01-31');
  const waiting = async (position: string) =>
    (await lontar('inbox', position, '--json')).json().items;
  expect(await waiting('bagian-umum')).toMatchObject([{ kind: 'task', due: '2030-01-31' }]);
  expect(await waiting('asisten-1')).toMatchObject([{ kind: 'copy' }]);
  const report = path.join(temporaryFolder(), 'laporan.pdf');
  writeFileSync(report, smallPdf(1));
  await lontar('follow-up', '1', '--from', 'bagian-umum', '--text', 'Sudah', '--attach', report);
  expect((await lontar('complete', '1', '--from', 'asisten-3')).stderr).toContain(
    'disposition.branch-open',
  );
  await lontar('complete', '1', '--from', 'bagian-umum');
  const done = (await lontar('complete', '1', '--from', 'asisten-3', '--json')).json();
  expect(done.status).toBe('finished');
  expect(done.dispositions[1].tasks['bagian-umum'].followUps).toHaveLength(1);
  expect(await waiting('bagian-umum')).toEqual([]);
  expect((await lontar('verify', '--json')).json()).toMatchObject({ ok: true, blobs: 1 });
});

test('prints are saved as files, and what does not fit a print is refused', async () => {
  const { lontar } = terminal();
  const folder = temporaryFolder();
  await lontar('init', '--office', 'Sekretariat Daerah');
  await lontar('register', '--sender', 'A', '--subject', 'B');
  const out = path.join(folder, 'cetak.pdf');
  for (const print of [
    ['sheet', '1', '--size', 'A4x2'],
    ['receipt', '1'],
    ['agenda'],
    ['courier'],
  ]) {
    const made = (await lontar('print', ...print, '--out', out, '--json')).json();
    expect(made).toMatchObject({ kind: print[0], pages: 1 });
    expect(readFileSync(out)).toHaveLength(made.bytes);
  }
  expect((await lontar('print', 'agenda', '--size', 'A5', '--out', out)).stderr).toContain(
    '[usage.value]',
  );
  expect((await lontar('print', 'sheet', '1', '--from', '2026-01-01')).stderr).toContain(
    'usage.too-many',
  );
  expect((await lontar('print', 'sheet', '--out', out)).stderr).toContain('[usage.missing]');
  expect((await lontar('verify', '--json')).json()).toMatchObject({ ok: true });
});

test('stamp writes a line of JSON a file, and never the input', async () => {
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
  const { status, lines } = await lontar(
    'stamp',
    '--batch',
    input,
    output,
    '--data',
    data,
    '--json',
  );
  expect(status).toBe(1);
  expect(lines()).toEqual([
    expect.objectContaining({ ok: true, method: 'append', code: null, prefixIntact: true }),
    expect.objectContaining({ ok: false, method: null, code: 'file.type' }),
  ]);
  expect(readdirSync(output)).toEqual(['a.pdf']);
  expect(readFileSync(path.join(input, 'a.pdf')).equals(smallPdf(1))).toBe(true);
  const same = path.join(input, 'a.pdf');
  expect((await lontar('stamp', same, same, '--data', data)).stderr).toContain('usage.same-file');
  writeFileSync(data, JSON.stringify({ ...stamp, received: 'kemarin' }));
  expect(
    (await lontar('stamp', same, path.join(output, 'x.pdf'), '--data', data)).stderr,
  ).toContain('usage.data');
});

describe('read: fields from files, without an archive', () => {
  test('a line a file, in their order; a broken one does not stop the others', async () => {
    const { home, lontar } = terminal();
    const folder = temporaryFolder();
    const broken = path.join(folder, 'rusak.pdf');
    writeFileSync(broken, '%PDF-1.4 nothing more');
    const sample = path.join(root, 'tests/fixtures/letters', letters.fromFoundation.file);
    const { status, stderr, ...read } = await lontar(
      'read',
      sample,
      broken,
      paper(folder),
      '--json',
    );
    expect(status).toBe(1);
    expect(stderr).toContain('rusak.pdf');
    const lines = read.lines();
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

  test('nothing to read: 2', async () => {
    const { lontar } = terminal();
    expect((await lontar('read')).status).toBe(2);
    expect(await lontar('read', 'nowhere.pdf', '--json')).toMatchObject({ status: 2 });
  });
});

test('search answers with hits, explains a bad query, and heeds who asks; reindex changes nothing', async () => {
  const { lontar } = terminal();
  await lontar('init', '--office', 'Sekretariat Daerah');
  const register = async (...more: string[]) =>
    (await lontar('register', '--sender', 'Dinas Kesehatan', '--json', ...more)).json();
  const open = await register('--subject', 'Undangan rapat', '--number', '900.2.9/3466/UM');
  await register('--subject', 'Undangan tertutup', '--secrecy', 'R');
  const answer = (await lontar('search', 'undangan', '--json')).json();
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
  expect((await lontar('search', '900293466', '--limit', '1', '--json')).json().total).toBe(1);
  expect((await lontar('search', 'undangan', '--as', 'sekda', '--json')).json().total).toBe(2);
  const explained = await lontar('search', 'tgl:kapan undangan');
  expect(explained.status).toBe(0);
  expect(explained.stderr).toContain('“kapan” bukan tanggal');
  expect((await lontar('search', 'x', '--limit', 'banyak')).stderr).toContain('usage.value');
  expect((await lontar('search', 'x', '--as', 'tidak-ada')).status).toBe(2);
  expect((await lontar('reindex', '--json')).json()).toEqual({ letters: 2 });
  expect((await lontar('search', 'undangan', '--json')).json().hits).toEqual(answer.hits);
});

test('stamps are listed, saved and put on a letter', async () => {
  const { lontar } = terminal();
  const folder = temporaryFolder();
  await lontar('init', '--office', 'Sekretariat Daerah');
  await lontar('register', paper(folder), '--sender', 'Dinas', '--subject', 'Undangan');
  const template = (await lontar('stamps', 'show', 'copy', '--json')).json();
  const file = path.join(folder, 'cap.json');
  writeFileSync(file, JSON.stringify({ ...template, key: 'arsip', name: 'Cap arsip' }));
  const { stamps } = (await lontar('stamps', 'save', file, '--json')).json();
  expect(stamps.at(-1)).toMatchObject({ own: true, builtIn: false, template: { key: 'arsip' } });
  const out = path.join(folder, 'bercap.pdf');
  const spot = ['--x', '20', '--y', '100'];
  const put = (
    await lontar('stamp', '1', '--template', 'arsip', ...spot, '--out', out, '--json')
  ).json();
  expect(put).toMatchObject({ template: 'arsip', copy: 1, out });
  expect(readFileSync(out).subarray(0, smallPdf(1).length).equals(smallPdf(1))).toBe(true);
  writeFileSync(file, JSON.stringify({ ...template, colour: 'white' }));
  expect((await lontar('stamps', 'save', file)).stderr).toContain('usage.value');
  expect((await lontar('stamp', '1', '--template', 'received')).stderr).toContain(
    'stamp.by-itself',
  );
});
