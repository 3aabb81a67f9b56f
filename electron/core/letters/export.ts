import type { ParsedInputOf } from '../../../shared/contract/api.ts';
import { LontarError } from '../../../shared/contract/error.ts';
import { agendaText } from '../../../shared/domain/letter/state.ts';
import type { CoreContext } from '../context.ts';
import { copyDurably } from '../archive/durable.ts';
import { sheetOf } from '../dispositions/sheet-of.ts';
import { readableOf } from '../stamping/readable.ts';
import { knownLetter } from './store.ts';

/** Puts a letter's file where the person wants it, wholly or not at all. */
export async function exportLetter(
  context: CoreContext,
  { letter: id, what, sheetSize, out }: ParsedInputOf<'letters.export'>,
): Promise<{ path: string; bytes: number }> {
  const { archive } = context;
  const letter = knownLetter(archive.read, id);
  if (what === 'sheet') {
    const { path } = await sheetOf(context, letter, sheetSize);
    return { path: out, bytes: await copyDurably(path, out) };
  }
  if (!letter.document) {
    throw new LontarError('letter.no-document', { agenda: agendaText(letter.agenda) });
  }
  const path =
    what === 'original'
      ? archive.blobs.pathOf(letter.document.sha256)
      : (await readableOf(context, letter)).path;
  return { path: out, bytes: await copyDurably(path, out) };
}
