import { existsSync } from 'node:fs';
import path from 'node:path';
import { LontarError } from '../../../shared/contract/error.ts';
import { needed } from '../arguments.ts';
import { type Command, withCore } from '../command.ts';
import { explain, say, words } from '../words.ts';

/** A line a sheet, then a line for each page that is none. */
export const sheet: Command = {
  usage: 'sheet read FILE…',
  flags: {},
  async run(given, out) {
    const [verb, ...names] = given.words;
    if (needed(verb, 'read', this.usage) !== 'read') {
      throw new LontarError('usage.too-many', { what: verb, usage: this.usage });
    }
    needed(names[0], 'FILE', this.usage);
    const files = names.map((name) => path.resolve(name));
    const missing = files.find((file) => !existsSync(file));
    if (missing) throw new LontarError('file.missing', { name: missing });
    return withCore(async (core) => {
      const { sheets, refused } = await core.call('dispositions.readSheets', { files });
      for (const read of sheets) {
        const {
          letter,
          to,
          instructions,
          note,
          agenda,
          state,
          struck,
          scans,
          missing: gone,
        } = read;
        const keys = (boxes: { key: string }[]) => boxes.map(({ key }) => key);
        const unsure = keys(read.unsure);
        const line = { letter, agenda, to, instructions, unsure, struck: keys(struck), note };
        out.result({ ...line, state, scans, missing: gone }, () =>
          say(words.sheetRead, { agenda, to, instructions, unsure, state }),
        );
      }
      for (const { file, page, error } of refused) {
        out.result({ file, page, error }, () =>
          say(words.sheetUnread, { file, page, message: explain(error) }),
        );
      }
      return refused.length > 0 ? 1 : 0;
    });
  },
};
