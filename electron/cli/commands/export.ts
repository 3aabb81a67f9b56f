import path from 'node:path';
import { LontarError } from '../../../shared/contract/error.ts';
import { needed, valueOf } from '../arguments.ts';
import { type Command, letterOf, withCore } from '../command.ts';
import { lettersOf, tellMany } from '../many.ts';
import { say, words } from '../words.ts';
import { SheetSize } from '../../../shared/contract/sheets.ts';

const kinds = ['original', 'stamped', 'sheet'] as const;

export const exportFile: Command = {
  usage: 'export LETTER… --original|--stamped|--sheet [--size A4|A5] --out FILE|FOLDER',
  flags: {
    original: { type: 'boolean' },
    stamped: { type: 'boolean' },
    sheet: { type: 'boolean' },
    size: { type: 'string' },
    out: { type: 'string' },
  },
  async run(given, out) {
    const text = needed(given.words[0], 'LETTER', this.usage);
    const file = path.resolve(needed(given.text('out'), '--out', this.usage));
    const [what, other] = kinds.filter((kind) => given.is(kind));
    if (!what) throw new LontarError('usage.missing', { what: '--stamped', usage: this.usage });
    if (other) throw new LontarError('usage.too-many', { what: `--${other}`, usage: this.usage });
    const sheetSize = valueOf(SheetSize, 'size', given.text('size')?.toUpperCase() ?? 'A4');
    const many = given.words.length > 1;
    if (many && given.text('size') !== undefined) {
      throw new LontarError('usage.too-many', { what: '--size', usage: this.usage });
    }
    return withCore(async (core) => {
      if (many) {
        const letters = await lettersOf(core, given.words);
        return tellMany(out, await core.call('bulk.export', { letters, what, folder: file }));
      }
      const letter = await letterOf(core, text);
      const { bytes } = await core.call('letters.export', { letter, what, sheetSize, out: file });
      out.result({ letter, what, out: file, bytes }, () =>
        say(words.exported, { out: file, bytes }),
      );
      return 0;
    });
  },
};
