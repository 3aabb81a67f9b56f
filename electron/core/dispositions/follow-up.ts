import type { ParsedInputOf } from '../../../shared/contract/api.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { Archive } from '../archive/archive.ts';
import { checkDocument } from '../letters/register.ts';
import { changeLetter } from '../letters/store.ts';
import { foundedOffice } from '../office/store.ts';
import { dropDraft } from '../scanning/drafts.ts';

/** A receiver's report; what it attaches is in the archive first and then no draft any more. */
export function followUp(
  archive: Archive,
  { letter, ...input }: ParsedInputOf<'dispositions.followUp'>,
): Letter {
  for (const document of input.attachments) checkDocument(archive, document);
  return archive.write((writer) => {
    const command = { name: 'dispositions.followUp' as const, input };
    const changed = changeLetter(archive, writer, letter, command, foundedOffice(writer));
    for (const { sha256 } of input.attachments) dropDraft(writer, sha256);
    return changed;
  });
}
