import type { LetterStatus } from '../../contract/first-screen.ts';
import { dispositionWith, firstDisposition, isAnswered, statusOf } from './routing.ts';
import type { Disposition, Letter } from './state.ts';

/** All that whoever holds a receipt is told: never content, sender or people. */
export interface PublicStatus {
  status: LetterStatus;
  /** `YYYY-MM-DD` */
  received: string;
  /** Moments in UTC; null: not yet. */
  disposed: string | null;
  finished: string | null;
}

export function publicStatus(letter: Letter): PublicStatus {
  const status = statusOf(letter);
  const first = firstDisposition(letter);
  return {
    status,
    received: letter.received,
    disposed: status === 'cancelled' ? null : (first?.at ?? null),
    finished: status === 'finished' ? finishedAt(letter, first) : null,
  };
}

/** When the answer went out, else when the giver closed it, else when the last receiver was done. */
function finishedAt(letter: Letter, first: Disposition | null): string | null {
  if (isAnswered(letter)) return letter.answeredBy[0]!.at;
  return first && doneAt(letter, first);
}

function doneAt(letter: Letter, one: Disposition): string | null {
  if (one.closed) return one.closed.at;
  const moments = Object.values(one.tasks).map(({ completed, forwarded }) => {
    const onward = forwarded === null ? undefined : dispositionWith(letter, forwarded);
    return completed?.at ?? (onward ? doneAt(letter, onward) : null);
  });
  return moments.reduce(
    (last, at) => (at !== null && (last === null || at > last) ? at : last),
    null,
  );
}
