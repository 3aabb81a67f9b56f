import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeLetters } from '../../bench/letters/make-letters.ts';
import { openDesk, someFields, temporaryFolder } from '../temporary-archive.ts';

/** One letter in the first form: born digital, so that reading takes milliseconds. */
async function letters(): Promise<{ files: string[]; sender: string; recipient: string }> {
  const [first] = await makeLetters(1, 4);
  const { sender, recipient } = first!.truth;
  const folder = temporaryFolder();
  const files = ['satu.pdf', 'dua.pdf', 'tiga.pdf'].map((name, index) => {
    const file = join(folder, name);
    // Another document each: bytes behind the end are no part of the letter.
    writeFileSync(file, Buffer.concat([first!.pdf, Buffer.from(`\n% ${index}\n`)]));
    return file;
  });
  return { files, sender, recipient: recipient! };
}

test('a clerk’s correction changes the next proposal, visibly, until it is taken back', async () => {
  const { core } = await openDesk();
  const { files, sender, recipient } = await letters();
  const { documents } = await core.call('scanning.import', { files });
  const [one, two, three] = documents;
  expect(await core.call('reading.suggest', { sha256: one!.sha256 })).toBe(null);
  await core.call('reading.read', {});

  const first = await core.call('reading.suggest', { sha256: one!.sha256 });
  expect(first).toMatchObject({ left: 0, learned: {} });
  expect(first!.fields.sender.value).toBe(sender);
  const fields = someFields({ sender: 'Kantor Baru', recipient });
  await core.call('letters.register', { fields, document: one! });
  await expect.poll(() => core.call('reading.learned', {})).toHaveLength(1);

  const second = await core.call('reading.suggest', { sha256: two!.sha256 });
  expect(second!.fields.sender).toMatchObject({ value: 'Kantor Baru', confidence: 0.8 });
  expect(second!.fields.sender.boxes).toEqual(first!.fields.sender.boxes);
  const [lesson] = await core.call('reading.learned', {});
  expect(second!.learned).toEqual({
    sender: { from: 'correction', read: sender, lesson: lesson!.id },
  });
  expect(lesson).toMatchObject({ field: 'sender', read: sender, entered: 'Kantor Baru', times: 1 });

  await core.call('reading.unlearn', { lesson: lesson!.id });
  expect(await core.call('reading.learned', {})).toEqual([]);
  const third = await core.call('reading.suggest', { sha256: three!.sha256 });
  expect(third!.fields.sender.value).toBe(sender);
});

test('a clerk who takes the words as they were read unmakes the lesson', async () => {
  const { core } = await openDesk();
  const { files, sender, recipient } = await letters();
  const { documents } = await core.call('scanning.import', { files });
  await core.call('reading.read', {});
  for (const [index, entered] of ['Kantor Baru', sender].entries()) {
    const document = documents[index]!;
    await core.call('reading.suggest', { sha256: document.sha256 });
    const fields = someFields({ sender: entered, recipient, number: `${index}/A` });
    await core.call('letters.register', { fields, document });
    await expect.poll(() => core.call('reading.learned', {})).toHaveLength(index === 0 ? 1 : 0);
  }
});
