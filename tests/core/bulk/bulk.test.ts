import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { BulkProgress } from '../../../shared/contract/bulk.ts';
import { smallPdf } from '../../faults/papers.ts';
import { verified } from '../evidence/tampered-archive.ts';
import { privateCups } from '../printing/private-cups.ts';
import { openDesk, someFields, temporaryFolder } from '../temporary-archive.ts';

async function deskWithLetters(count: number) {
  const desk = await openDesk();
  const letters: string[] = [];
  for (let at = 1; at <= count; at += 1) {
    const fields = someFields({ subject: `Surat ${at}`, number: `${at}/X` });
    letters.push((await desk.core.call('letters.register', { fields })).id);
  }
  return { ...desk, letters };
}

const given = { from: 'sekda', to: ['asisten-1'], instructions: ['telaah'] };
const textOf = (pdf: string) =>
  execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });

test('many letters are disposed at once; those that refuse are told with their reasons, the rest is done', async () => {
  const { core, home, letters } = await deskWithLetters(5);
  await core.call('dispositions.give', { letter: letters[0]!, ...given });
  await core.call('letters.cancel', { letter: letters[1]!, reason: 'Ganda' });
  const { rows } = await core.call('letters.list', {});
  const third = rows.find(({ id }) => id === letters[2])!.row;
  // By id or by row, and twice is once.
  const named = [letters[0]!, letters[1]!, third, letters[3]!, letters[4]!, letters[4]!, 987_654];
  const told: BulkProgress[] = [];
  const done = await core.call(
    'bulk.dispose',
    { letters: named, ...given, due: '2026-12-24' },
    { progress: (value) => told.push(value as BulkProgress) },
  );
  expect(done).toMatchObject({ done: 3, rest: 0, stopped: null });
  expect(done.left.map(({ letter, agenda, error }) => [letter, agenda, error.code])).toEqual([
    [letters[0], expect.stringMatching(/^masuk\/\d+\/1$/), 'disposition.already-given'],
    [letters[1], expect.stringMatching(/^masuk\/\d+\/2$/), 'letter.cancelled'],
    [987_654, '', 'letter.unknown'],
  ]);
  expect(told.at(-1)).toEqual({ done: 6, of: 6 });
  const { letter } = await core.call('letters.get', { letter: letters[2]! });
  expect(letter.dispositions[0]).toMatchObject({ due: '2026-12-24', to: [{ key: 'asisten-1' }] });
  await core.close();
  expect(await verified(home)).toMatchObject({ ok: true });
});

test("a position's tasks in many letters are handed over at once", async () => {
  const { core, letters } = await deskWithLetters(3);
  await core.call('bulk.dispose', { letters: letters.slice(0, 2), ...given });
  const forward = { position: 'asisten-1', to: ['asisten-3'], note: 'Mohon bantuan' };
  const done = await core.call('bulk.forward', { letters, ...forward });
  expect(done).toMatchObject({ done: 2, rest: 0, left: [{ letter: letters[2] }] });
  const inbox = await core.call('dispositions.inbox', { position: 'asisten-3' });
  expect(inbox.map(({ letter }) => letter.id).toSorted()).toEqual(letters.slice(0, 2).toSorted());
});

test('what is cancelled stops after the letter it is at, and says what was done', async () => {
  const { core, letters } = await deskWithLetters(40);
  const stop = new AbortController();
  const done = await core.call(
    'bulk.dispose',
    { letters, ...given },
    { signal: stop.signal, progress: () => stop.abort() },
  );
  expect(done.stopped).toMatchObject({ code: 'call.cancelled' });
  expect(done.done).toBeGreaterThan(0);
  expect(done.rest).toBe(40 - done.done);
  const list = await core.call('letters.list', { status: 'disposed' });
  expect(list.order).toHaveLength(done.done);
});

test('the sheets of many letters are one print, each begins on a front, and each letter knows of it', async () => {
  const { printed } = await privateCups();
  const { core, letters } = await deskWithLetters(3);
  await core.call('letters.cancel', { letter: letters[1]!, reason: 'Ganda' });
  const wanted = { letters, paper: { kind: 'sheets', size: 'A5', fronts: true } } as const;
  const { done, left, print } = await core.call('bulk.makePrint', wanted);
  expect({ done, left }).toMatchObject({
    done: 2,
    left: [{ error: { code: 'letter.cancelled' } }],
  });
  const made = await core.call('printing.make', { print: print! });
  expect(made).toMatchObject({ pages: 3, each: [1, 1] });
  expect(await core.call('printing.make', { print: print! })).toEqual(made);
  const pages = textOf(made.path).split('\f');
  expect(pages[0]).toContain('Surat 1');
  expect(pages[1]!.trim()).toBe('');
  expect(pages[2]).toContain('Surat 3');
  const job = await core.call('printing.print', { print: print!, duplex: true });
  expect(job).toMatchObject({ kind: 'sheet', pages: 3, letter: null });
  await expect.poll(() => printed.length, { timeout: 10_000 }).toBe(1);
  const bytes = readFileSync(made.path);
  expect(printed[0]!.subarray(0, bytes.length).equals(bytes)).toBe(true);
  for (const [at, prints] of [1, 0, 1].entries()) {
    const { letter } = await core.call('letters.get', { letter: letters[at]! });
    expect(letter.prints).toHaveLength(prints);
  }
  expect(await core.call('printing.again', { job: job.id })).toMatchObject({ pages: 3 });
});

test('the receipts of many letters are one print with a code for each', async () => {
  const { core, letters } = await deskWithLetters(2);
  const wanted = { letters, paper: { kind: 'receipts', size: 'roll80' } } as const;
  const { print } = await core.call('bulk.makePrint', wanted);
  const made = await core.call('printing.make', { print: print! });
  expect(made).toMatchObject({ pages: 2, each: [1, 1] });
  const codes = await Promise.all(
    letters.map(
      async (letter) => (await core.call('letters.get', { letter })).letter.receipt?.code,
    ),
  );
  expect(new Set(codes).size).toBe(2);
});

test('a file a letter goes into a folder, nothing there is overwritten, letters without pages are told', async () => {
  const { core, letters } = await deskWithLetters(1);
  const folder = temporaryFolder();
  const paper = path.join(temporaryFolder(), 'surat.pdf');
  writeFileSync(paper, smallPdf(1));
  const { documents } = await core.call('scanning.import', { files: [paper] });
  const [document] = documents;
  const fields = someFields({ number: '../../2/X' });
  const { id, agenda } = await core.call('letters.register', { fields, document });
  const wanted = { letters: [...letters, id], folder };
  const first = await core.call('bulk.export', wanted);
  expect(first).toMatchObject({ done: 1, left: [{ error: { code: 'letter.no-document' } }] });
  const name = `masuk-${agenda.year}-0002-bercap`;
  expect(readdirSync(folder)).toEqual([`${name}.pdf`]);
  const bytes = readFileSync(path.join(folder, `${name}.pdf`));
  expect(bytes.subarray(0, smallPdf(1).length)).toEqual(smallPdf(1));
  await core.call('bulk.export', wanted);
  expect(readdirSync(folder).toSorted()).toEqual([`${name}-2.pdf`, `${name}.pdf`]);
  const nowhere = path.join(folder, 'tidak-ada');
  await expect(core.call('bulk.export', { ...wanted, folder: nowhere })).rejects.toThrow(
    'folder.missing',
  );
  expect(existsSync(nowhere)).toBe(false);
});

test('a list is exported as pages of the book: what it shows, in its order, the same bytes each time', async () => {
  const { core, letters } = await deskWithLetters(3);
  await core.call('letters.cancel', { letter: letters[1]!, reason: 'Ganda' });
  await core.call('letters.correct', { letter: letters[2]!, fields: { secrecy: 'R' } });
  const { order } = await core.call('letters.list', { direction: 'desc' });
  const out = path.join(temporaryFolder(), 'daftar.pdf');
  const rows = [...order];
  expect(await core.call('books.export', { rows, format: 'pdf', out })).toMatchObject({ rows: 3 });
  const text = textOf(out);
  expect(text).toMatch(/BUKU AGENDA: .*\n[\s\S]*3\/\d+[\s\S]*2\/\d+[\s\S]*1\/\d+/);
  expect(text).toContain('Ganda');
  expect(text).not.toContain('Surat 3');
  const before = readFileSync(out);
  await core.call('books.export', { rows, format: 'pdf', out });
  expect(readFileSync(out).equals(before)).toBe(true);
});
