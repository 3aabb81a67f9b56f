import type { ParsedInputOf } from '../../../shared/contract/api.ts';
import { StampKind } from '../../../shared/contract/stamp-place.ts';
import type { LetterCommand } from '../../../shared/domain/letter/decide.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { Archive } from '../archive/archive.ts';
import { changeOfficeWithin, foundedOffice } from '../office/store.ts';
import { dropDraft } from '../scanning/drafts.ts';
import { checkDocument } from './register.ts';
import { changeLetter } from './store.ts';

type Change = Exclude<LetterCommand, { name: 'letters.register' }>;

/** One command on one letter, in a transaction of its own. */
export function changeOneLetter(archive: Archive, letter: string, command: Change): Letter {
  return archive.write((writer) =>
    changeLetter(archive, writer, letter, command, foundedOffice(writer)),
  );
}

export function attachDocument(
  archive: Archive,
  { letter, document }: ParsedInputOf<'letters.attach'>,
): Letter {
  checkDocument(archive, document);
  return archive.write((writer) => {
    const command = { name: 'letters.attach' as const, input: { document } };
    const changed = changeLetter(archive, writer, letter, command, foundedOffice(writer));
    dropDraft(writer, document.sha256);
    return changed;
  });
}

/**
 * Moves a stamp on the letter and, if it comes by itself and is to be remembered, the office's default
 * with it.
 */
export function placeStamp(
  archive: Archive,
  { letter, stamp, place, remember }: ParsedInputOf<'letters.placeStamp'>,
): Letter {
  return archive.write((writer) => {
    const command = { name: 'letters.placeStamp' as const, input: { stamp, place } };
    const changed = changeLetter(archive, writer, letter, command, foundedOffice(writer));
    const kind = StampKind.safeParse(stamp);
    if (remember && kind.success) {
      changeOfficeWithin(archive, writer, {
        name: 'office.setStampPlace',
        input: { stamp: kind.data, place },
      });
    }
    return changed;
  });
}
