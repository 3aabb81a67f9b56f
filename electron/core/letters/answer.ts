import type { ParsedInputOf } from '../../../shared/contract/api.ts';
import { agendaText, type Letter } from '../../../shared/domain/letter/state.ts';
import type { Archive } from '../archive/archive.ts';
import type { Writer } from '../archive/database.ts';
import { foundedOffice } from '../office/store.ts';
import { changeLetter, knownLetter } from './store.ts';

/** Closes the loop of the letter that an outgoing one answers. Throws `letter.unknown`, `letter.not-incoming`. */
export function answerLetter(archive: Archive, writer: Writer, answer: Letter): void {
  const number = answer.fields.number ?? agendaText(answer.agenda);
  const input = { by: answer.id, number };
  const command = { name: 'letters.answered' as const, input };
  changeLetter(archive, writer, answer.answers!, command, foundedOffice(writer));
}

/** Cancels a number; where the letter was an answer, what it answered is open again. */
export function cancelLetter(
  archive: Archive,
  { letter: id, reason }: ParsedInputOf<'letters.cancel'>,
): Letter {
  return archive.write((writer) => {
    const office = foundedOffice(writer);
    const command = { name: 'letters.cancel' as const, input: { reason } };
    const letter = changeLetter(archive, writer, id, command, office);
    if (letter.answers && !knownLetter(writer, letter.answers).cancelled) {
      const withdrawn = { name: 'letters.answerWithdrawn' as const, input: { by: id } };
      changeLetter(archive, writer, letter.answers, withdrawn, office);
    }
    return letter;
  });
}
