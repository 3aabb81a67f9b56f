import { LontarError } from '../../contract/error.ts';
import type { LetterFactAt } from './reduce.ts';
import type { Disposition, Task } from './state.ts';

type FactOf<Type extends LetterFactAt['type']> = Extract<LetterFactAt, { type: Type }>;
type RoutingFact = Exclude<
  LetterFactAt,
  FactOf<
    | 'letter.registered'
    | 'letter.corrected'
    | 'letter.cancelled'
    | 'letter.reinstated'
    | 'letter.document-attached'
    | 'letter.stamp-placed'
    | 'letter.stamped'
    | 'letter.stamp-moved'
    | 'letter.stamp-removed'
    | 'letter.disposed'
    | 'letter.answered'
    | 'letter.answer-withdrawn'
    | 'letter.handed-over'
    | 'letter.lent'
    | 'letter.brought-back'
    | 'letter.receipt-issued'
    | 'letter.printed'
    | 'letter.dispute-settled'
  >
>;

const untouched: Task = { followUps: [], forwarded: null, returned: null, completed: null };

/** The dispositions with a new one; whoever gives it further has seen what it follows from. */
export function disposed(all: Disposition[], fact: FactOf<'letter.disposed'>): Disposition[] {
  const { kind = 'disposition', parent = null, copies = [], ...given } = fact.body.disposition;
  const { id, at } = fact;
  const tasks = Object.fromEntries(given.to.map(({ key }) => [key, untouched]));
  const fresh = { ...given, id, at, kind, parent, copies };
  const disposition = { ...fresh, seen: {}, tasks, recalled: null, closed: null };
  if (parent === null) return [...all, disposition];
  const above = changed(all, parent, (one) =>
    kind === 'forward'
      ? withTask(one, given.from.key, at, { forwarded: id })
      : seenBy(one, given.from.key, at),
  );
  return [...above, disposition];
}

/** The dispositions after what somebody did about one of them. */
export function routed(all: Disposition[], fact: RoutingFact): Disposition[] {
  const { at } = fact;
  switch (fact.type) {
    case 'letter.disposition-recalled':
      return recalled(all, fact);
    case 'letter.disposition-seen':
      return changed(all, fact.body.disposition, (one) => seenBy(one, fact.body.by.key, at));
    case 'letter.disposition-returned':
      return changed(all, fact.body.disposition, (one) =>
        withTask(one, fact.body.by.key, at, { returned: { at, reason: fact.body.reason } }),
      );
    case 'letter.followed-up': {
      const { by, text, attachments } = fact.body;
      const followUp = { id: fact.id, at, by, text, attachments };
      return changed(all, fact.body.disposition, (one) =>
        withTask(one, by.key, at, (task) => ({ followUps: [...task.followUps, followUp] })),
      );
    }
    case 'letter.task-completed':
      return changed(all, fact.body.disposition, (one) =>
        withTask(one, fact.body.by.key, at, { completed: { at, note: fact.body.note } }),
      );
    case 'letter.task-reopened':
      return changed(all, fact.body.disposition, (one) =>
        withTask(one, fact.body.task, at, { completed: null }),
      );
    case 'letter.disposition-closed':
      return changed(all, fact.body.disposition, (one) => ({
        ...one,
        closed: { at, note: fact.body.note },
      }));
    case 'letter.disposition-reopened':
      return changed(all, fact.body.disposition, (one) => ({ ...one, closed: null }));
    default:
      throw new LontarError('fact.unknown', { type: (fact as { type: string }).type });
  }
}

/** What was passed on and is called back is its receiver's task again. */
function recalled(all: Disposition[], fact: FactOf<'letter.disposition-recalled'>): Disposition[] {
  const { disposition: id, reason } = fact.body;
  return changed(all, id, (one) => ({ ...one, recalled: { at: fact.at, reason } })).map((one) =>
    Object.values(one.tasks).some(({ forwarded }) => forwarded === id)
      ? withTask(one, fact.body.by.key, fact.at, { forwarded: null })
      : one,
  );
}

function changed(
  all: Disposition[],
  id: string,
  change: (one: Disposition) => Disposition,
): Disposition[] {
  if (!all.some((one) => one.id === id)) {
    throw new LontarError('fact.out-of-order', { type: 'letter.disposed', disposition: id });
  }
  return all.map((one) => (one.id === id ? change(one) : one));
}

function seenBy(one: Disposition, key: string, at: string): Disposition {
  return one.seen[key] === undefined ? { ...one, seen: { ...one.seen, [key]: at } } : one;
}

/** Whoever does something about it has seen it. */
function withTask(
  one: Disposition,
  key: string,
  at: string,
  change: Partial<Task> | ((task: Task) => Partial<Task>),
): Disposition {
  const task = one.tasks[key] ?? untouched;
  const next = { ...task, ...(typeof change === 'function' ? change(task) : change) };
  return { ...seenBy(one, key, at), tasks: { ...one.tasks, [key]: next } };
}
