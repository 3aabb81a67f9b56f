import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openDesk } from '../../temporary-archive.ts';

test('sheets come in copies, say in both languages what they are, and are the same bytes each time', async () => {
  const { core } = await openDesk();
  const made = await core.call('scanning.separators', { book: 'masuk', copies: 3 });
  expect(made.pages).toBe(3);
  const again = await (
    await openDesk()
  ).core.call('scanning.separators', {
    book: 'masuk',
    copies: 3,
  });
  expect(readFileSync(again.path).equals(readFileSync(made.path))).toBe(true);
  execFileSync('qpdf', ['--check', made.path]);
  const text = execFileSync('pdftotext', [made.path, '-'], { encoding: 'utf8' });
  for (const words of ['LEMBAR PEMISAH', 'SEPARATOR SHEET', 'Surat Masuk']) {
    expect(text.split(words).length - 1, words).toBe(3);
  }
  const plain = await core.call('scanning.separators', {});
  expect(plain).toMatchObject({ pages: 1 });
  await expect(core.call('scanning.separators', { book: 'tidak-ada' })).rejects.toMatchObject({
    code: 'book.unknown',
  });
  await expect(core.call('scanning.separators', { copies: 0 })).rejects.toMatchObject({
    code: 'input.invalid',
  });
});
