import path from 'node:path';
import { z } from 'zod';
import { Key } from '../../../shared/contract/values.ts';
import { copyDurably } from '../../core/archive/durable.ts';
import { needed, valueOf } from '../arguments.ts';
import { type Command, withCore } from '../command.ts';
import { say, words } from '../words.ts';

const Copies = z.coerce.number().int().min(1).max(200);

export const separators: Command = {
  usage: 'separators --out FILE [--book KEY] [--copies N]',
  flags: { out: { type: 'string' }, book: { type: 'string' }, copies: { type: 'string' } },
  async run(given, out) {
    const file = path.resolve(needed(given.text('out'), '--out', this.usage));
    const name = given.text('book');
    const book = name === undefined ? null : valueOf(Key, 'book', name);
    const copies = valueOf(Copies, 'copies', given.text('copies') ?? '1');
    await withCore(async (core) => {
      const made = await core.call('scanning.separators', { book, copies });
      const bytes = await copyDurably(made.path, file);
      out.result({ out: file, bytes, pages: made.pages, book }, () =>
        say(words.separators, { out: file, pages: made.pages }),
      );
    });
  },
};
