import path from 'node:path';
import { LontarError } from '../../../shared/contract/error.ts';
import type { BookPreview, Fate } from '../../../shared/contract/books.ts';
import { Id } from '../../../shared/contract/values.ts';
import { needed, valueOf } from '../arguments.ts';
import { type Command, withCore } from '../command.ts';
import { say, words } from '../words.ts';

export const importBook: Command = {
  usage: 'import-book FILE [--book KEY] [--dry-run] | import-book --undo IMPORT',
  flags: {
    book: { type: 'string' },
    'dry-run': { type: 'boolean' },
    undo: { type: 'string' },
  },
  async run(given, out) {
    const undo = valueOf(Id.optional(), 'undo', given.text('undo'));
    if (undo !== undefined) {
      if (given.words.length > 0) {
        throw new LontarError('usage.too-many', { what: given.words[0], usage: this.usage });
      }
      await withCore(async (core) => {
        const done = await core.call('books.undoImport', { import: undo });
        out.result({ import: undo, ...done }, () => say(words.undone, { ...done }));
      });
      return;
    }
    const file = path.resolve(needed(given.words[0], 'FILE', this.usage));
    const book = given.text('book');
    const table = { file, ...(book !== undefined && { book }) };
    await withCore(async (core) => {
      const preview = await core.call('books.preview', table);
      if (given.is('dry-run')) {
        out.result(preview, () => tell(preview));
        return;
      }
      const done = await core.call('books.import', { ...table, sha256: preview.sha256 });
      out.result({ ...done, counts: preview.counts }, () => say(words.importedBook, { ...done }));
    });
  },
};

function tell({ counts, rows }: BookPreview): string[] {
  const { fates } = words;
  const problems: Record<string, string> = words.wrong;
  const lines = rows
    .filter(({ fate }) => fate !== 'new')
    .map(({ line, fate, problems: found, agenda, year }) => {
      const what = found.map(
        ({ column, code, value }) => `${column} "${value}": ${problems[code]}`,
      );
      const number = agenda === null ? '' : `${agenda}/${year}`;
      return say(words.fateLine, { line, fate: fates[fate], what: what.join('; ') || number });
    });
  const sums = (Object.keys(counts) as Fate[])
    .filter((fate) => counts[fate] > 0)
    .map((fate) => say(words.fateCount, { fate: fates[fate], count: counts[fate] }));
  return [...lines, ...sums];
}
