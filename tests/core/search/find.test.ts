import { expect, test } from 'vitest';
import { searchDesk } from './search-desk.ts';

async function someLetters() {
  const desk = await searchDesk();
  const aula = desk.add(
    {
      number: '900.2.9/3466/BAPPEDA',
      sender: 'Badan Perencanaan Pembangunan Daerah',
      subject: 'Permohonan Izin Penggunaan Aula',
      recipient: 'Sekretaris Daerah',
      classification: '900.2.9',
      urgency: 'segera',
      date: '2024-06-13',
    },
    ['Halaman satu saja.', 'Rapat koordinasi penanganan stunting di aula, sesuai surat 045/77/UM.'],
    '2024-06-15',
  );
  const stunting = desk.add(
    {
      number: 'B-12/DINKES/2025',
      sender: 'Dinas Kesehatan',
      subject: 'Undangan Penanganan Stunting',
      classification: '400.7.22',
      remarks: 'Diantar oleh kurir Éka',
      date: '2025-01-02',
    },
    ['Undangan rapat stunt1ng di gedung serbaguna. Penanganan secara bersama.'],
    '2025-01-03',
  );
  const bare = desk.add(
    { number: null, sender: 'Siti Rahayu', subject: 'Lamaran Kerja', date: null },
    null,
    '2026-03-02',
  );
  return { ...desk, aula, stunting, bare };
}

test('a letter is found by its words, its numbers, its fields and its days', async () => {
  const desk = await someLetters();
  const cases: [query: string, letters: ('aula' | 'stunting' | 'bare')[]][] = [
    ['aula', ['aula']],
    ['STUNTING', ['stunting', 'aula']],
    ['rapat koordinasi', ['aula']],
    ['rapat gedung', ['stunting']],
    ['"penanganan stunting"', ['stunting', 'aula']],
    ['hal:"penanganan stunting"', ['stunting']],
    ['isi:penanganan -koordinasi', ['stunting']],
    ['koor*', ['aula']],
    ['lamaran ATAU koordinasi', ['bare', 'aula']],
    ['(lamaran ATAU stunting) BUKAN dari:dinas', ['bare', 'aula']],
    ['900.2.9/3466', ['aula']],
    ['900293466', ['aula']],
    ['900293466BAPPEDA', ['aula']],
    ['3466/BAPPEDA', ['aula']],
    ['nomor:3466', ['aula']],
    ['nomor:b12dinkes', ['stunting']],
    ['045/77/UM', ['aula']],
    ['nomor:045/77/UM', []],
    ['kode:900', ['aula']],
    ['kode:900.2', ['aula']],
    ['kode:900.20', []],
    ['derajat:segera', ['aula']],
    ['tgl:2024-01..2024-06', ['aula']],
    ['tgl:13 Juni 2024', ['aula']],
    ['date:2024..', ['stunting', 'aula']],
    ['diterima:2026', ['bare']],
    ['agenda:1/2025', ['stunting']],
    ['agenda:1', ['bare', 'stunting', 'aula']],
    ['kepada:sekretaris', ['aula']],
    ['status:belum-disposisi from:siti', ['bare']],
    ['eka', ['stunting']],
    ['', ['bare', 'stunting', 'aula']],
    ['BUKAN stunting', ['bare']],
  ];
  for (const [query, names] of cases) {
    const wanted = names.map((name) => desk[name].id);
    expect([query, await desk.ids(query)]).toEqual([query, wanted]);
  }
});

test('the words sought are marked in the fields and in a piece of the text, with its page', async () => {
  const { find, aula, stunting } = await someLetters();
  const { hits } = await find('koordinasi permohonan');
  expect(hits[0]!.marks.subject).toEqual([[0, 10]]);
  const { text, marks, page } = hits[0]!.snippet;
  expect(marks.map((mark) => text.slice(...mark))).toEqual(['koordinasi']);
  expect(page).toBe(2);
  const note = (await find('kurir')).hits[0]!;
  expect(note.id).toBe(stunting.id);
  expect(note.snippet).toEqual({ text: 'Diantar oleh kurir Éka', marks: [[13, 18]], page: null });
  const number = (await find('900293466')).hits[0]!;
  expect(number.id).toBe(aula.id);
  expect(number.marks.number).toEqual([[0, 12]]);
});

test('a misspelt or misread word finds what is like it, after what was typed, and says so', async () => {
  const { find, aula, stunting } = await someLetters();
  const slip = await find('koordinsai');
  expect(slip.alsoSought).toEqual([{ word: 'koordinsai', near: ['koordinasi'] }]);
  expect(slip.hits.map(({ id }) => id)).toEqual([aula.id]);
  expect(slip.hits[0]!.snippet.marks).toHaveLength(1);
  // What was read as `stunt1ng` is found by the word that stood there.
  const misread = await find('isi:stunting');
  expect(misread.alsoSought).toEqual([{ word: 'stunting', near: ['stunt1ng'] }]);
  expect(misread.hits.map(({ id }) => id)).toEqual([aula.id, stunting.id]);
  expect((await find('"koordinsai"')).total).toBe(0);
});

test('by relevance a subject comes before a mention, and a newer letter before an old one like it', async () => {
  const desk = await searchDesk({ now: () => Date.parse('2026-05-04T03:00:00Z') });
  const mention = desk.add({ subject: 'Lain' }, ['Tentang hibah tahun ini.'], '2026-03-02');
  const subject = desk.add({ subject: 'Hibah' }, ['Isi surat.'], '2024-03-02');
  const newer = desk.add({ subject: 'Hibah' }, ['Isi surat.'], '2025-03-02');
  expect(await desk.ids('hibah', { sort: 'relevance' })).toEqual([
    newer.id,
    subject.id,
    mention.id,
  ]);
  expect(await desk.ids('hibah')).toEqual([mention.id, newer.id, subject.id]);
});

test('hits are counted by year, sender, unit and status; beyond a thousand it is more than that', async () => {
  const desk = await searchDesk();
  for (let turn = 0; turn < 1_010; turn += 1) {
    desk.add(
      { sender: `Dinas ${turn % 3}`, subject: 'Hibah' },
      null,
      turn < 500 ? '2025-02-03' : '2026-02-03',
    );
  }
  const disposed = desk.add({ subject: 'Hibah khusus' }, null, '2024-01-02');
  await desk.core.call('dispositions.give', {
    letter: disposed.id,
    from: 'sekda',
    to: ['asisten-1'],
  });
  const all = await desk.find('hibah', { limit: 3 });
  expect(all).toMatchObject({ total: 1000, more: true });
  expect(all.hits).toHaveLength(3);
  const some = await desk.find('hibah diterima:..2025');
  expect(some).toMatchObject({ total: 501, more: false });
  expect(some.facets.years).toEqual([
    { value: '2025', label: '2025', count: 500 },
    { value: '2024', label: '2024', count: 1 },
  ]);
  expect(some.facets.senders.map(({ count }) => count)).toEqual([167, 167, 166, 1]);
  expect(some.facets.units).toEqual([
    { value: 'asisten-1', label: 'Asisten Pemerintahan dan Kesejahteraan Rakyat', count: 1 },
  ]);
  expect(some.facets.statuses.map(({ value, count }) => [value, count])).toEqual([
    ['registered', 500],
    ['disposed', 1],
  ]);
});

test('searches are kept by name, replaced and forgotten', async () => {
  const { core } = await searchDesk();
  await core.call('search.save', { name: 'Segera', query: 'derajat:segera' });
  await core.call('search.save', { name: 'Aula', query: 'aula' });
  await core.call('search.save', { name: 'Segera', query: 'derajat:sangat-segera' });
  const saved = [
    { name: 'Aula', query: 'aula' },
    { name: 'Segera', query: 'derajat:sangat-segera' },
  ];
  expect(await core.call('search.saved', {})).toEqual(saved);
  expect(await core.call('search.forget', { name: 'Aula' })).toEqual([saved[1]]);
});
