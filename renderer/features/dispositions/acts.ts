import {
  chainOf,
  givenUnder,
  isAnswered,
  isDone,
  isOpen,
  isOver,
} from '../../../shared/domain/letter/routing.ts';
import type { Disposition, Letter } from '../../../shared/domain/letter/state.ts';

export type Act =
  | 'further'
  | 'followUp'
  | 'complete'
  | 'forward'
  | 'return'
  | 'see'
  | 'recall'
  | 'reopen';

/** Those that a small dialog asks about. */
export type AskedAct = Exclude<Act, 'further' | 'see'>;

export interface Possible {
  act: Act;
  /** The positions that may do it, the most likely first. */
  by: string[];
}

/** A receiver's place on the letter's way. */
export interface Chosen {
  disposition: string;
  receiver: string;
}

/** What can be done about a receiver's task now; the core decides the same again. */
export function possibleActs(letter: Letter, one: Disposition, receiver: string): Possible[] {
  if (letter.cancelled || one.recalled) return [];
  const unread = one.seen[receiver] === undefined;
  const see: Possible[] = unread ? [{ act: 'see', by: [receiver] }] : [];
  if (isAnswered(letter)) return see;
  const giver = one.from.key;
  const open = isOpen(letter, one, receiver);
  const over = isOver(letter, one);
  const branchDone = givenUnder(letter, one.id, receiver).every((child) => isDone(letter, child));
  const ready = open && branchDone;
  const own = (able: boolean) => (able ? [receiver] : []);
  const giverMay = (able: boolean) => (able ? [giver] : []);
  const acts: Possible[] = [
    { act: 'further', by: own(open) },
    { act: 'followUp', by: own(open) },
    {
      act: 'complete',
      by: [...own(ready), ...giverMay(!over && one.kind === 'disposition')],
    },
    { act: 'forward', by: own(ready) },
    { act: 'return', by: own(ready) },
    ...see,
    { act: 'recall', by: giverMay(!over && Object.keys(one.seen).length === 0) },
    { act: 'reopen', by: reopenedBy(letter, one, receiver) },
  ];
  return acts.filter(({ by }) => by.length > 0);
}

function reopenedBy(letter: Letter, one: Disposition, receiver: string): string[] {
  if (one.closed) {
    const above = chainOf(letter, one).slice(1);
    return above.some(({ closed, recalled }) => closed ?? recalled) ? [] : [one.from.key];
  }
  if (isOver(letter, one) || !one.tasks[receiver]?.completed) return [];
  return [one.from.key, receiver];
}

export type TaskState =
  | 'recalled'
  | 'unseen'
  | 'seen'
  | 'working'
  | 'forwarded'
  | 'returned'
  | 'done';

/** How far a receiver is, and since when; for a copy there is nothing beyond reading it. */
export function stateOf(
  letter: Letter,
  one: Disposition,
  receiver: string,
): { state: TaskState; at: string } {
  if (one.recalled) return { state: 'recalled', at: one.recalled.at };
  const task = one.tasks[receiver];
  if (task?.completed) return { state: 'done', at: task.completed.at };
  if (task?.returned) return { state: 'returned', at: task.returned.at };
  if (task?.forwarded) {
    const onward = letter.dispositions.find(({ id }) => id === task.forwarded);
    return { state: 'forwarded', at: onward?.at ?? one.at };
  }
  if (task && one.closed) return { state: 'done', at: one.closed.at };
  const [given] = givenUnder(letter, one.id, receiver);
  const begun = [given?.at, task?.followUps[0]?.at].filter((at) => at !== undefined).toSorted();
  if (begun[0] !== undefined) return { state: 'working', at: begun[0] };
  const seen = one.seen[receiver];
  return seen === undefined ? { state: 'unseen', at: one.at } : { state: 'seen', at: seen };
}

/** Whether it is still to be done, and its day has gone by. */
export function isOverdue(letter: Letter, one: Disposition, receiver: string, today: string) {
  return one.due !== null && one.due < today && isOpen(letter, one, receiver);
}

/** The task to begin with: that of the position asked for, else the first that is open. */
export function firstChosen(letter: Letter, position: string | null): Chosen | null {
  const tasks = letter.dispositions.flatMap((one) =>
    [...one.to, ...one.copies].map(({ key }) => ({ one, key, open: isOpen(letter, one, key) })),
  );
  const asked = tasks.filter(({ key }) => key === position);
  const found =
    asked.findLast(({ open }) => open) ?? asked.at(-1) ?? tasks.find(({ open }) => open);
  const last = found ?? tasks.at(-1);
  return last ? { disposition: last.one.id, receiver: last.key } : null;
}

/** Nobody who holds it or has handed it down can be handed it. */
export function involvedIn(letter: Letter, one: Disposition): Set<string> {
  return new Set(
    chainOf(letter, one).flatMap(({ from, to }) => [from.key, ...to.map(({ key }) => key)]),
  );
}
