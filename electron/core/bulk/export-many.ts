import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ParsedInputOf } from '../../../shared/contract/api.ts';
import type { BulkDone } from '../../../shared/contract/bulk.ts';
import { LontarError } from '../../../shared/contract/error.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import words from '../../../shared/i18n/id.json' with { type: 'json' };
import type { CallContext, CoreContext } from '../context.ts';
import { exportLetter } from '../letters/export.ts';
import { eachLetter } from './each-letter.ts';

/** A PDF a letter into a folder. Throws `folder.missing`. */
export async function exportMany(
  context: CoreContext,
  { letters, what, folder }: ParsedInputOf<'bulk.export'>,
  call: CallContext,
): Promise<BulkDone & { folder: string }> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new LontarError('folder.missing', { folder });
  }
  const done = await eachLetter(context.archive, letters, call, (letter) => {
    const out = freePath(folder, nameOf(letter, words.files[what]));
    return exportLetter(context, { letter: letter.id, what, sheetSize: 'A4', out });
  });
  return { ...done, folder };
}

/** Of the number alone: what a letter says never becomes a path. */
function nameOf({ agenda: { book, year, number } }: Letter, word: string): string {
  return `${book}-${year}-${String(number).padStart(4, '0')}-${word}`;
}

/** What is there stays: the next one of the same name is the second. */
function freePath(folder: string, name: string): string {
  for (let count = 1; ; count += 1) {
    const found = path.join(folder, `${name}${count > 1 ? `-${count}` : ''}.pdf`);
    if (!existsSync(found)) return found;
  }
}
