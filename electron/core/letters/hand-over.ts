import type { ParsedInputOf } from '../../../shared/contract/api.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { Archive } from '../archive/archive.ts';
import { foundedOffice } from '../office/store.ts';
import { dropDraft } from '../scanning/drafts.ts';
import { checkDocument } from './register.ts';
import { changeLetter } from './store.ts';

/** A line of the courier book; the picture of the initials is in the archive first. */
export function handOver(
  archive: Archive,
  { letter, ...input }: ParsedInputOf<'letters.handOver'>,
): Letter {
  const { signature } = input;
  if (signature) checkDocument(archive, signature);
  return archive.write((writer) => {
    const command = { name: 'letters.handOver' as const, input };
    const changed = changeLetter(archive, writer, letter, command, foundedOffice(writer));
    if (signature) dropDraft(writer, signature.sha256);
    return changed;
  });
}
