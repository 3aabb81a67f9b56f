import type { LetterStatus } from '../../contract/first-screen.ts';
import type { Disposition, Letter, Task } from './state.ts';

/** The first disposition that is in force: neither recalled nor sent back by everybody. */
export function firstDisposition({ dispositions }: Letter): Disposition | null {
  return (
    dispositions.findLast(
      (one) => one.parent === null && !one.recalled && !tasksOf(one).every((task) => task.returned),
    ) ?? null
  );
}

export function statusOf(letter: Letter): LetterStatus {
  if (letter.cancelled) return 'cancelled';
  if (isAnswered(letter)) return 'finished';
  const first = firstDisposition(letter);
  if (!first) return 'registered';
  return isDone(letter, first) ? 'finished' : 'disposed';
}

export function dispositionWith({ dispositions }: Letter, id: string): Disposition | undefined {
  return dispositions.find((one) => one.id === id);
}

/** Those that were given under a disposition by one of its receivers, and are in force. */
export function givenUnder({ dispositions }: Letter, parent: string, by?: string): Disposition[] {
  return dispositions.filter(
    (one) => one.parent === parent && !one.recalled && (by === undefined || one.from.key === by),
  );
}

/** A disposition and those above it, up to the first. */
export function chainOf(letter: Letter, disposition: Disposition): Disposition[] {
  const chain = [disposition];
  for (let above = disposition.parent; above !== null;) {
    const parent = dispositionWith(letter, above);
    if (!parent) break;
    chain.push(parent);
    above = parent.parent;
  }
  return chain;
}

/** An answer that went out closes the loop, whatever was still asked for. */
export const isAnswered = ({ answeredBy }: Letter) => answeredBy.length > 0;

/**
 * Whether nothing more is to be done under it, since it or one above it is closed or recalled, or the
 * letter answered.
 */
export function isOver(letter: Letter, disposition: Disposition): boolean {
  if (isAnswered(letter)) return true;
  return chainOf(letter, disposition).some((one) => one.closed !== null || one.recalled !== null);
}

/** Whether a receiver still has to do something about it. */
export function isOpen(letter: Letter, disposition: Disposition, key: string): boolean {
  const task = disposition.tasks[key];
  return task !== undefined && isPending(task) && !isOver(letter, disposition);
}

/** Whether all that was asked for is done: by its receivers' word, or by its giver's. */
export function isDone(letter: Letter, disposition: Disposition): boolean {
  if (disposition.closed) return true;
  return tasksOf(disposition).every((task) => {
    if (task.completed) return true;
    const onward = task.forwarded === null ? undefined : dispositionWith(letter, task.forwarded);
    return onward !== undefined && isDone(letter, onward);
  });
}

/** What a letter waits for: a receiver's work, a giver whose disposition came back, a look at a copy. */
export interface Waiting {
  position: string;
  disposition: string;
  kind: 'task' | 'returned' | 'copy';
  since: string;
  due: string | null;
  seen: boolean;
}

export function waitingOf(letter: Letter): Waiting[] {
  if (letter.cancelled) return [];
  return letter.dispositions
    .filter((one) => !isOver(letter, one))
    .flatMap((one) => [...tasksWaiting(letter, one), ...copiesWaiting(one)]);
}

function tasksWaiting(letter: Letter, one: Disposition): Waiting[] {
  const base = { disposition: one.id, due: one.due };
  return Object.entries(one.tasks).flatMap(([key, task]): Waiting[] => {
    if (isPending(task)) {
      const seen = one.seen[key] !== undefined;
      return [{ ...base, position: key, kind: 'task', since: one.at, seen }];
    }
    if (!task.returned || !comesBack(letter, one, task.returned.at)) return [];
    return [
      { ...base, position: one.from.key, kind: 'returned', since: task.returned.at, seen: true },
    ];
  });
}

/** Whether its giver has not yet given it anew since it was returned. */
function comesBack({ dispositions }: Letter, one: Disposition, at: string): boolean {
  return !dispositions.some(
    (other) =>
      other.parent === one.parent &&
      other.from.key === one.from.key &&
      !other.recalled &&
      other.at > at,
  );
}

function copiesWaiting(one: Disposition): Waiting[] {
  return one.copies
    .filter(({ key }) => one.seen[key] === undefined)
    .map(({ key }) => ({
      position: key,
      disposition: one.id,
      kind: 'copy',
      since: one.at,
      due: null,
      seen: false,
    }));
}

/**
 * The part of a letter's way that a position sees: what it gave, what it received, and the branch
 * below, but not what others who received the same do with it.
 */
export function branchOf(letter: Letter, key: string): Disposition[] {
  return letter.dispositions.filter((one) => {
    const received = [...one.to, ...one.copies].some((position) => position.key === key);
    if (received && !one.recalled) return true;
    return chainOf(letter, one).some(({ from }) => from.key === key);
  });
}

/**
 * Whether a position may know more than the letter's number. B is open to the office; T, R and SR are
 * for those alone whom a disposition names.
 */
export function mayKnow(letter: Letter, key: string): boolean {
  return letter.fields.secrecy === 'B' || branchOf(letter, key).length > 0;
}

const isPending = ({ forwarded, returned, completed }: Task) =>
  forwarded === null && returned === null && completed === null;

const tasksOf = ({ tasks }: Disposition) => Object.values(tasks);
