import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalText } from '../../../shared/domain/fact.ts';
import type { RoutingCommand } from '../../../shared/domain/letter/decide-routing.ts';
import { type LetterFactAt, reduceLetter } from '../../../shared/domain/letter/reduce.ts';
import {
  branchOf,
  chainOf,
  firstDisposition,
  isOpen,
  statusOf,
  waitingOf,
} from '../../../shared/domain/letter/routing.ts';
import type { Disposition, Letter } from '../../../shared/domain/letter/state.ts';
import { isBelow } from '../../../shared/domain/office/holding.ts';
import { desk, letterId, office } from './routing-desk.ts';

const keys = ['sekda', 'asisten-1', 'asisten-3', 'bagian-umum', 'bagian-hukum'] as const;
const key = fc.constantFrom(...keys);
const some = fc.uniqueArray(key, { minLength: 1, maxLength: 3 });
/** Sometimes names one of the dispositions, by its place. */
const which = fc.option(fc.nat(6), { nil: undefined });
const steps = fc.oneof(
  fc.record({ name: fc.constant('dispositions.give'), from: key, to: some, copies: some, which }),
  fc.record({ name: fc.constant('dispositions.forward'), position: key, to: some, which }),
  fc.record({ name: fc.constant('dispositions.see'), position: key }),
  fc.record({
    name: fc.constantFrom('dispositions.recall', 'dispositions.return'),
    position: key,
    reason: fc.constant('x'),
    which,
  }),
  fc.record({
    name: fc.constant('dispositions.followUp'),
    position: key,
    text: fc.constant('x'),
    which,
  }),
  fc.record({
    name: fc.constant('dispositions.complete'),
    position: key,
    as: fc.constantFrom('receiver', 'giver', undefined),
    which,
  }),
  fc.record({
    name: fc.constant('dispositions.reopen'),
    position: key,
    task: fc.option(key, { nil: undefined }),
    reason: fc.constant('x'),
    which,
  }),
);

/** The rules of the field, said once more in other words. */
function expectSound(letter: Letter): void {
  const inForce = letter.dispositions.filter(
    (one) =>
      one.parent === null &&
      !one.recalled &&
      Object.values(one.tasks).some(({ returned }) => !returned),
  );
  expect(inForce.length, 'one first disposition at most').toBeLessThanOrEqual(1);
  for (const one of letter.dispositions) expectSoundOne(letter, one);
  for (const { position, kind, disposition } of waitingOf(letter)) {
    const one = letter.dispositions.find(({ id }) => id === disposition)!;
    if (kind === 'task') expect(isOpen(letter, one, position)).toBe(true);
    // Whatever waits for somebody can be seen by him.
    expect(branchOf(letter, position)).toContain(one);
  }
  if (statusOf(letter) === 'finished') {
    const first = firstDisposition(letter)!;
    const under = waitingOf(letter).filter(({ disposition, kind }) => {
      const one = letter.dispositions.find(({ id }) => id === disposition)!;
      return kind === 'task' && chainOf(letter, one).includes(first);
    });
    expect(under).toEqual([]);
  }
}

function expectSoundOne(letter: Letter, one: Disposition): void {
  const to = one.to.map((position) => position.key);
  expect(new Set(to).size).toBe(to.length);
  expect(to).not.toContain(one.from.key);
  expect(Object.keys(one.tasks).sort()).toEqual(to.toSorted());
  const receivers = new Set([...to, ...one.copies.map((position) => position.key)]);
  for (const reader of Object.keys(one.seen)) expect(receivers).toContain(reader);
  if (one.recalled) expect(one.seen).toEqual({});
  for (const task of Object.values(one.tasks)) {
    const ends = [task.forwarded, task.returned, task.completed].filter((end) => end !== null);
    expect(ends.length).toBeLessThanOrEqual(1);
  }
  if (one.parent === null) return;
  const above = letter.dispositions.find(({ id }) => id === one.parent)!;
  expect(Object.keys(above.tasks)).toContain(one.from.key);
  if (one.kind === 'disposition') {
    for (const receiver of to) expect(isBelow(office, receiver, one.from.key)).toBe(true);
  } else if (!one.recalled) {
    expect(above.tasks[one.from.key]!.forwarded).toBe(one.id);
  }
}

test('no sequence of steps breaks a rule, and the facts make the same state again', () => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 30 }), (sequence) => {
      const d = desk();
      for (const { name, ...given } of sequence) {
        const { which: place, ...rest } = given as { which?: number };
        const disposition = place === undefined ? undefined : d.letter.dispositions[place]?.id;
        const named = name === 'dispositions.give' ? { under: disposition } : { disposition };
        const code = d.code(() => d.act(name as RoutingCommand['name'], { ...rest, ...named }));
        expect(code).toMatch(/^accepted$|^disposition\.[a-z-]+$/);
        expectSound(d.letter);
      }
      const again = d.journal
        .map((text) => JSON.parse(text) as LetterFactAt)
        .reduce<Letter | null>((state, fact) => reduceLetter(state, letterId, fact), null);
      expect(canonicalText(again)).toBe(canonicalText(d.letter));
    }),
    { numRuns: 300 },
  );
});
