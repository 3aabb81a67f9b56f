import type { ParsedInputOf } from '../../../../shared/contract/api.ts';
import { LontarError } from '../../../../shared/contract/error.ts';
import { copyDurably, writeDurably } from '../../archive/durable.ts';
import type { CoreContext } from '../../context.ts';
import { readSheetFonts } from '../../printing/fonts.ts';
import { foundedOffice } from '../../office/store.ts';
import { drawSeparators } from './draw-separators.ts';

/** Grows when the same input would give another sheet. */
const EDITION = 2;

/** Separator sheets to print. Throws `book.unknown`. */
export async function separatorsOf(
  { archive, resources }: CoreContext,
  { book: key, copies }: ParsedInputOf<'scanning.separators'>,
) {
  const book = key === null ? null : bookOf(foundedOffice(archive.read).books, key);
  return archive.derived.get({ separators: EDITION, book, copies }, async (path) => {
    const fonts = await readSheetFonts(resources);
    await writeDurably(path, await drawSeparators({ book, copies }, fonts));
    return { pages: copies };
  });
}

/** Puts the sheets where the person wants them, wholly or not at all. */
export async function saveSeparators(
  context: CoreContext,
  { out, ...asked }: ParsedInputOf<'scanning.saveSeparators'>,
): Promise<{ path: string; bytes: number }> {
  const { path } = await separatorsOf(context, asked);
  return { path: out, bytes: await copyDurably(path, out) };
}

function bookOf(books: readonly { key: string; title: string }[], key: string) {
  const found = books.find((one) => one.key === key);
  if (!found) {
    throw new LontarError('book.unknown', { key, known: books.map((one) => one.key).join(', ') });
  }
  return { key, title: found.title };
}
