import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { harmless } from '../../../electron/core/books/export-book.ts';
import type { Core } from '../../../electron/core/core.ts';
import { verified } from '../evidence/tampered-archive.ts';
import { openDesk, someFields, temporaryFolder } from '../temporary-archive.ts';

const now = () => Date.parse('2026-03-10T05:00:00.000Z');

const book = [
  'BUKU AGENDA SURAT MASUK TAHUN 2023;;;;;;',
  ';;;;;;',
  'No.;Tgl. Terima;Nomor Surat;Tanggal Surat;Asal Surat;Perihal;Sifat;Warna',
  '1;02/01/2023;001/A/2023;30 Desember 2022;Dinas Kesehatan;Undangan rapat;Segera;biru',
  '2;3-1-2023;-;;Warga;Permohonan bantuan;Rahasia;',
  '2;3-1-2023;;;Orang lain;Lain lagi;;',
  '4;31/02/2023;004/B;;Dinas Sosial;Data;;',
  'x;5/1/2023;;;Dinas;Hal;;',
  '6;6/1/2023;;;;;;',
  '7;7/1/2024;;;Kecamatan Utara;Laporan;;',
].join('\r\n');

async function deskWith(text: string | Buffer, name = 'agenda.csv') {
  const desk = await openDesk({ now });
  const file = path.join(temporaryFolder(), name);
  writeFileSync(file, text);
  return { ...desk, file };
}
const list = async (core: Core) =>
  (await core.call('letters.list', { direction: 'asc' })).rows.map(
    ({ agenda, year, sender, status }) => `${agenda}/${year} ${sender} ${status}`,
  );

test('a preview tells each row’s fate and changes nothing; the import takes those that can come in', async () => {
  const { core, file, home } = await deskWith(book);
  const preview = await core.call('books.preview', { file });
  expect(preview.unknown).toEqual(['Warna']);
  expect(preview.columns).toMatchObject({ agenda: 1, received: 2, sender: 5, subject: 6 });
  expect(preview.rows.map(({ line, fate }) => `${line} ${fate}`)).toEqual([
    '4 new',
    '5 new',
    '6 twice',
    '7 wrong',
    '8 wrong',
    '9 wrong',
    '10 new',
  ]);
  expect(preview.rows[0]).toMatchObject({
    agenda: 1,
    year: 2023,
    received: '2023-01-02',
    fields: { date: '2022-12-30', urgency: 'segera', secrecy: 'B' },
  });
  expect(preview.rows[1]!.fields).toMatchObject({ number: null, secrecy: 'R' });
  expect(preview.rows[3]!.problems).toEqual([
    { column: 'received', code: 'notADay', value: '31/02/2023' },
  ]);
  expect(await list(core)).toEqual([]);
  const done = await core.call('books.import', { file, sha256: preview.sha256 });
  expect(done).toMatchObject({ imported: 3, left: 4 });
  expect(await list(core)).toEqual([
    '1/2023 Dinas Kesehatan registered',
    '2/2023 Warga registered',
    '7/2024 Kecamatan Utara registered',
  ]);
  // The numbers go on behind those of the old book.
  const next = await core.call('letters.register', {
    fields: someFields(),
    received: '2024-02-01',
  });
  expect(next.agenda).toEqual({ book: 'masuk', year: 2024, number: 8 });
  await core.close();
  expect(await verified(home)).toMatchObject({ ok: true, letters: 4 });
});

test('an import is taken back in one step and can come in anew; what was disposed stays', async () => {
  const { core, file } = await deskWith(book);
  const first = await core.call('books.import', { file });
  const again = await core.call('books.preview', { file });
  expect(again.counts).toMatchObject({ known: 3, new: 0 });
  await expect(core.call('books.import', { file })).rejects.toThrow('table.nothing');
  const { rows } = await core.call('letters.list', { direction: 'asc' });
  await core.call('dispositions.give', { letter: rows[0]!.id, from: 'sekda', to: ['asisten-1'] });
  expect(await core.call('books.undoImport', { import: first.import })).toEqual({
    cancelled: 2,
    left: 1,
  });
  writeFileSync(file, book.replace('Warga', 'Warga RT 5'));
  const second = await core.call('books.import', { file });
  expect(second.imported).toBe(2);
  expect(await list(core)).toEqual([
    '1/2023 Dinas Kesehatan disposed',
    '2/2023 Warga RT 5 registered',
    '7/2024 Kecamatan Utara registered',
  ]);
  await expect(core.call('books.undoImport', { import: rows[0]!.id })).rejects.toThrow(
    'import.unknown',
  );
});

test('a file that changed since it was looked at, that is no table or no book, changes nothing', async () => {
  const { core, file } = await deskWith(book);
  const { sha256 } = await core.call('books.preview', { file });
  writeFileSync(file, `${book}\r\n8;8/1/2024;;;Baru;Baru;;`);
  await expect(core.call('books.import', { file, sha256 })).rejects.toThrow('table.changed');
  const refusals: [Buffer | string, string][] = [
    ['', 'file.empty'],
    [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]), 'table.type'],
    [Buffer.from('PK\u0003\u0004broken'), 'table.damaged'],
    ['a;b;c\n1;2;3', 'table.no-header'],
  ];
  for (const [bytes, code] of refusals) {
    writeFileSync(file, bytes);
    await expect(core.call('books.preview', { file })).rejects.toThrow(code);
  }
  await expect(core.call('books.preview', { file: '/tidak/ada' })).rejects.toThrow('file.missing');
  await expect(core.call('books.preview', { file, book: 'lain' })).rejects.toThrow('book.unknown');
  expect(await list(core)).toEqual([]);
});

test('the book goes out as XLSX and as CSV and comes in again as it was; nothing acts as a formula', async () => {
  const { core } = await openDesk({ now });
  const nasty = ['=1+1', '+62 811', '-5', '@SUM(A1)'];
  for (const subject of nasty) {
    await core.call('letters.register', { fields: someFields({ subject, number: subject }) });
  }
  await core.call('letters.register', { fields: someFields({ subject: 'Sandi', secrecy: 'SR' }) });
  const folder = temporaryFolder();
  const save = (format: 'csv' | 'xlsx') =>
    core.call('books.export', { format, out: path.join(folder, `buku.${format}`) });
  const xlsx = await save('xlsx');
  const csv = await save('csv');
  expect(xlsx.rows).toBe(5);
  const cells = await readSheet(xlsx.path);
  expect(cells.slice(1, 5).map((row) => row[5])).toEqual(nasty);
  const text = readFileSync(csv.path, 'utf8');
  for (const subject of nasty) expect(text).toContain(`;'${subject};`);
  expect(text).not.toContain('Sandi');
  const other = await openDesk({ now });
  const { counts } = await other.core.call('books.preview', { file: xlsx.path });
  expect(counts).toMatchObject({ new: 4, wrong: 1 });
});

test('a formula’s signs are made harmless at the start of a cell alone', () => {
  expect(
    ['=1', '+1', '-1', '@a', '\t=1', '\0=1', 'a=1', '1-2'].map((text) => harmless(text)),
  ).toEqual(["'=1", "'+1", "'-1", "'@a", "'\t=1", "'\0=1", 'a=1', '1-2']);
});

test('a spreadsheet with days as days and numbers as numbers reads as a person reads it', async () => {
  const { core, file } = await deskWith('', 'buku.xlsx');
  const head = ['Nomor Agenda', 'Diterima', 'Pengirim', 'Perihal'].map((value) => ({
    value,
    type: String,
  }));
  const day = { value: new Date(Date.UTC(2023, 4, 6)), type: Date, format: 'dd/mm/yyyy' };
  const row = [
    { value: 12, type: Number },
    day,
    { value: 'Dinas', type: String },
    { value: 'Hal' },
  ];
  await writeXlsx([head, row] as never).toFile(file);
  const { rows } = await core.call('books.preview', { file });
  expect(rows).toMatchObject([{ fate: 'new', agenda: 12, received: '2023-05-06', year: 2023 }]);
});
