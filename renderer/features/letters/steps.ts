import { dayOf } from '../../../shared/domain/dates.ts';
import {
  dispositionWith,
  firstDisposition,
  isDone,
} from '../../../shared/domain/letter/routing.ts';
import type { Disposition, Letter } from '../../../shared/domain/letter/state.ts';

export interface Step {
  what: 'received' | 'disposed' | 'seen' | 'finished';
  /** Null: not reached yet; the letter stands before it. */
  at: string | null;
  /** Milliseconds since the step before, until now where it is not reached; null for the first. */
  took: number | null;
}

/**
 * How long each step of a letter took: received, first disposed, first read by a receiver, finished.
 * What never happened and never will (nobody read it before it was answered) is left out; the first
 * step that is not reached yet ends the list.
 * @param registeredAt the moment of its first fact
 * @param now milliseconds
 */
export function stepsOf(letter: Letter, registeredAt: string, now: number): Step[] {
  const first = firstDisposition(letter);
  const finished = finishedAt(letter, first);
  const reached = [
    { what: 'disposed', at: first?.at ?? null },
    { what: 'seen', at: first && earliest(first.to.flatMap(({ key }) => first.seen[key] ?? [])) },
    { what: 'finished', at: finished },
  ] as const;
  let last = receivedAt(letter.received, registeredAt);
  const steps: Step[] = [{ what: 'received', at: last, took: null }];
  for (const { what, at } of reached) {
    if (at === null) {
      if (finished !== null) continue;
      return [...steps, { what, at, took: now - Date.parse(last) }];
    }
    steps.push({ what, at, took: Math.max(0, Date.parse(at) - Date.parse(last)) });
    last = at;
  }
  return steps;
}

/** A letter entered on a later day than it came is counted from the beginning of its day. */
function receivedAt(received: string, registeredAt: string): string {
  if (dayOf(new Date(registeredAt)) <= received) return registeredAt;
  return new Date(`${received}T00:00:00`).toISOString();
}

function finishedAt(letter: Letter, first: Disposition | null): string | null {
  const answered = earliest(letter.answeredBy.map(({ at }) => at));
  if (answered !== null) return answered;
  return first && isDone(letter, first) ? doneAt(letter, first) : null;
}

function doneAt(letter: Letter, one: Disposition): string {
  if (one.closed) return one.closed.at;
  const ends = Object.values(one.tasks).map(({ completed, forwarded }) => {
    const onward = forwarded === null ? undefined : dispositionWith(letter, forwarded);
    return completed?.at ?? (onward ? doneAt(letter, onward) : one.at);
  });
  return ends.toSorted().at(-1) ?? one.at;
}

const earliest = (moments: string[]) => moments.toSorted()[0] ?? null;
