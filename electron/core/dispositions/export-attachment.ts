import type { ParsedInputOf } from '../../../shared/contract/api.ts';
import { LontarError } from '../../../shared/contract/error.ts';
import { agendaText, filesOf } from '../../../shared/domain/letter/state.ts';
import type { Archive } from '../archive/archive.ts';
import { copyDurably } from '../archive/durable.ts';
import { knownLetter } from '../letters/store.ts';

/** Throws `disposition.no-attachment` for a file that is none of this letter's. */
export async function exportAttachment(
  archive: Archive,
  { letter: id, sha256, out }: ParsedInputOf<'dispositions.exportAttachment'>,
): Promise<{ path: string; bytes: number }> {
  const letter = knownLetter(archive.read, id);
  if (!filesOf(letter).includes(sha256)) {
    throw new LontarError('disposition.no-attachment', { agenda: agendaText(letter.agenda) });
  }
  return { path: out, bytes: await copyDurably(archive.blobs.pathOf(sha256), out) };
}
