import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { Key } from '../../../shared/contract/values.ts';
import { writeDurably } from '../../core/archive/durable.ts';
import { needed, valueOf } from '../arguments.ts';
import { type Command, resources, withCore } from '../command.ts';
import { say, words } from '../words.ts';

const Copies = z.coerce.number().int().min(1).max(200);

export const separators: Command = {
  usage: 'separators --out FILE [--book KEY] [--copies N]',
  flags: { out: { type: 'string' }, book: { type: 'string' }, copies: { type: 'string' } },
  async run(given, out) {
    const file = path.resolve(needed(given.text('out'), '--out', this.usage));
    const name = given.text('book');
    const copies = valueOf(Copies, 'copies', given.text('copies') ?? '1');
    const bytes = await (name === undefined
      ? plainSheets(copies, file)
      : ofBook(name, copies, file));
    out.result({ out: file, bytes, pages: copies, book: name ?? null }, () =>
      say(words.separators, { out: file, pages: copies }),
    );
  },
};

/** Sheets that name no book are the same for every office: they need no archive. */
async function plainSheets(copies: number, file: string): Promise<number> {
  const { drawSeparators } = await import('../../core/scanning/separators/draw-separators.ts');
  const { readSheetFonts } = await import('../../core/printing/fonts.ts');
  const bytes = await drawSeparators({ book: null, copies }, await readSheetFonts(resources));
  await writeDurably(file, bytes);
  // It is a person's file now, to be printed by whoever may.
  await chmod(file, 0o644);
  return bytes.length;
}

function ofBook(name: string, copies: number, out: string): Promise<number> {
  const book = valueOf(Key, 'book', name);
  return withCore(async (core) => {
    const { bytes } = await core.call('scanning.saveSeparators', { book, copies, out });
    return bytes;
  });
}
