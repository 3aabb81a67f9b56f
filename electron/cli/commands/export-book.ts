import path from 'node:path';
import { z } from 'zod';
import { needed, valueOf } from '../arguments.ts';
import { type Command, withCore } from '../command.ts';
import { say, words } from '../words.ts';

export const exportBook: Command = {
  usage: 'export-book --out FILE [--format xlsx|csv|pdf] [--book KEY] [--year YEAR]',
  flags: {
    out: { type: 'string' },
    format: { type: 'string' },
    book: { type: 'string' },
    year: { type: 'string' },
  },
  async run(given, out) {
    const file = path.resolve(needed(given.text('out'), '--out', this.usage));
    // Without the flag the file's ending says which it is to be.
    const named = given.text('format');
    const ending = named ?? path.extname(file).slice(1).toLowerCase();
    const formats = z.enum(['csv', 'xlsx', 'pdf']);
    const format = valueOf(formats, named === undefined ? 'out' : 'format', ending);
    const year = given.text('year');
    const book = given.text('book');
    await withCore(async (core) => {
      const done = await core.call('books.export', {
        out: file,
        format,
        ...(book !== undefined && { book }),
        ...(year !== undefined && { year: valueOf(z.int(), 'year', Number(year)) }),
      });
      out.result(done, () => say(words.exported, { out: done.path, bytes: done.bytes }));
    });
  },
};
