import { copyFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connect } from '../../../electron/core/archive/database.ts';
import { sql } from '../../../electron/core/archive/sql.ts';
import { openCore } from '../../../electron/core/core.ts';
import { indexSome, markOf } from '../../../electron/core/search/index-letters.ts';
import { mergeSome } from '../../../electron/core/search/merge.ts';
import { resources, temporaryFolder } from '../temporary-archive.ts';
import { differing, searchDesk } from './search-desk.ts';

test('a letter’s changes, its dispositions and a text that is read later are found, the old no more', async () => {
  const { core, add, read, find, ids } = await searchDesk();
  const letter = add({ subject: 'Perihal lama' });
  expect(await ids('lama')).toEqual([letter.id]);
  await core.call('letters.correct', {
    letter: letter.id,
    fields: { subject: 'Perihal baru' },
    received: '2026-04-09',
  });
  expect(await ids('"lama"')).toEqual([]);
  expect(await ids('hal:baru diterima:2026-04')).toEqual([letter.id]);
  await core.call('dispositions.give', {
    letter: letter.id,
    from: 'sekda',
    to: ['bagian-hukum'],
    note: 'Telaah dengan cermat',
  });
  expect(await ids('cermat unit:bagian-hukum status:disposisi')).toEqual([letter.id]);
  read(letter, ['Halaman yang baru dibaca.']);
  expect(await ids('dibaca')).toEqual([letter.id]);
  expect((await find('dibaca')).hits[0]!.snippet.page).toBe(1);
  read(letter, ['Dikenali ulang.']);
  expect(await ids('"dibaca"')).toEqual([]);
  expect(await ids('dikenali')).toEqual([letter.id]);
  expect(await differing(core)).toEqual([]);
});

test('index and state agree after any changes, a rebuild, a reindexing and the next opening', async () => {
  const { core, home, add, read, ids } = await searchDesk();
  const letters = Array.from({ length: 30 }, (_, turn) => add({ subject: `Surat ${turn}` }));
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: letters.length - 1 }),
      fc.constantFrom('correct', 'read', 'cancel', 'dispose', 'ask'),
      async (at, what) => {
        const letter = letters[at]!.id;
        const fields = { subject: `Kata ${at} ${what}`, secrecy: 'T' as const };
        const doing = {
          correct: () => core.call('letters.correct', { letter, fields }),
          read: () => read(letters[at]!, [`Teks ${at}`, 'lain']),
          cancel: () => core.call('letters.cancel', { letter, reason: 'Salah catat' }),
          dispose: () =>
            core.call('dispositions.give', { letter, from: 'sekda', to: ['asisten-1'] }),
          ask: () => ids('kata'),
        };
        await Promise.resolve(doing[what]()).catch(() => undefined);
      },
    ),
    { numRuns: 60 },
  );
  // What waits is no difference; nor is it afterwards.
  expect(await differing(core)).toEqual([]);
  const before = [await ids('kata'), await ids('isi:teks'), await ids('status:batal')];
  const all = async () => [await ids('kata'), await ids('isi:teks'), await ids('status:batal')];
  expect(await core.call('search.reindex', {})).toEqual({ letters: 30 });
  expect(await all()).toEqual(before);
  await core.call('evidence.rebuild', {});
  expect(await all()).toEqual(before);
  expect(await differing(core)).toEqual([]);
  await core.close();
  const again = await openCore({ home, resources });
  expect(await differing(again)).toEqual([]);
  await again.close();
});

test('registering never writes to the index; whoever asks first has it caught up', async () => {
  const { core } = await searchDesk();
  const { archive } = core.context;
  const fields = { sender: 'Dinas', subject: 'Undangan' };
  const mark = markOf(archive.read);
  for (let turn = 0; turn < 30; turn += 1) await core.call('letters.register', { fields });
  expect(markOf(archive.read)).toBe(mark);
  expect((await core.call('search.find', { query: 'undangan' })).total).toBe(30);
  expect(markOf(archive.read)).toBe(archive.journal.head().seq);
});

test('in the app the index is caught up and put together when nothing else happens', async () => {
  const { core, home } = await searchDesk();
  await core.close();
  const app = await openCore({ home, resources, reads: true });
  const { archive } = app.context;
  const fields = { sender: 'Dinas', subject: 'Undangan' };
  for (let turn = 0; turn < 30; turn += 1) await app.call('letters.register', { fields });
  await expect.poll(() => markOf(archive.read), { timeout: 5000 }).toBe(archive.journal.head().seq);
  // Nothing is left in the log for a later registration to bring over.
  await expect.poll(() => markInFile(home)).toBe(archive.journal.head().seq);
  expect(await differing(app)).toEqual([]);
  await app.close();
});

/** What stands in the database's file, without its log. */
function markInFile(home: string): number {
  const copy = path.join(temporaryFolder(), 'copy.sqlite');
  copyFileSync(path.join(home, 'archive.sqlite'), copy);
  const file = connect(copy);
  const mark = markOf(file);
  file.close();
  return mark;
}

test('letters that are indexed one by one are put together by none of them', async () => {
  const { core, add } = await searchDesk();
  const { archive } = core.context;
  const pieces = () =>
    archive.read.column(sql`SELECT count(DISTINCT segid) FROM search_tokens_idx`)[0];
  for (let turn = 0; turn < 60; turn += 1) {
    add({ subject: `Surat ${turn}` });
    archive.write((writer) => indexSome(writer, 1));
  }
  expect(pieces()).toBe(60);
  while (archive.write((writer) => mergeSome(writer, 'search_tokens', 100))) continue;
  expect(pieces()).toBeLessThan(10);
});

test('an index that can’t be written keeps nobody from registering, and is caught up when it can be', async () => {
  const { core, home } = await searchDesk();
  await core.close();
  const app = await openCore({ home, resources, reads: true });
  const { archive } = app.context;
  const refuse = `CREATE TRIGGER refused BEFORE INSERT ON search_letters
    BEGIN SELECT RAISE(ABORT, 'no room'); END`;
  archive.write((writer) => writer.run({ text: refuse, values: [] }));
  const fields = { sender: 'Dinas', subject: 'Undangan' };
  await app.call('letters.register', { fields });
  // Longer than it waits for calm.
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(markOf(archive.read)).toBeLessThan(archive.journal.head().seq);
  archive.write((writer) => writer.run({ text: 'DROP TRIGGER refused', values: [] }));
  await app.call('letters.register', { fields });
  await expect.poll(() => markOf(archive.read), { timeout: 5000 }).toBe(archive.journal.head().seq);
  await app.close();
});

test('where many letters wait, they are indexed from the opening on, beside other work', async () => {
  const { core, home, add } = await searchDesk();
  for (let turn = 0; turn < 130; turn += 1) add({ subject: `Surat ${turn}` });
  await core.close();
  const again = await openCore({ home, resources, reads: true });
  const { archive } = again.context;
  expect(markOf(archive.read)).toBeLessThan(archive.journal.head().seq);
  await expect.poll(() => markOf(archive.read), { timeout: 5000 }).toBe(archive.journal.head().seq);
  expect(await differing(again)).toEqual([]);
  await again.close();
});
