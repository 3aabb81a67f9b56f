import type { LetterEvent } from '../../../shared/contract/letters.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { Archive } from '../archive/archive.ts';
import { knownLetter } from './store.ts';

/** The letter and what happened to it, oldest first. Throws `letter.unknown`. */
export function showLetter(
  archive: Archive,
  id: string,
): { letter: Letter; history: LetterEvent[] } {
  const letter = knownLetter(archive.read, id);
  const history = archive.journal
    .ofLetter(id)
    .map(({ seq, at, type, actor, body }) => ({ seq, at, type, actor, body }));
  return { letter, history };
}
