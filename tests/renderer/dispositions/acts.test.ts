import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  firstChosen,
  isOverdue,
  possibleActs,
  stateOf,
  type Act,
} from '../../../renderer/features/dispositions/acts.ts';
import { isBelow } from '../../../shared/domain/office/holding.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import { office, onItsWay, today } from '../routed-letter.ts';

const held = office.positions.filter(({ holder }) => holder !== null).map(({ key }) => key);
const top = 'sekda';
const below = held.filter((key) => isBelow(office, key, top));
const [a, b] = below as [string, string];
const actsOf = (letter: Letter, index: number, key: string) =>
  possibleActs(letter, letter.dispositions[index]!, key).map(({ act }) => act);

test('a receiver has all ways while nothing hangs below it; the giver recalls while nobody has read it', () => {
  const way = onItsWay();
  const letter = way.act('dispositions.give', { from: top, to: [a], copies: [b] });
  expect(actsOf(letter, 0, a)).toEqual([
    'further',
    'followUp',
    'complete',
    'forward',
    'return',
    'see',
    'recall',
  ]);
  // A copy is only read; its giver may end the whole.
  expect(actsOf(letter, 0, b)).toEqual(['complete', 'see', 'recall']);
  const seen = way.act('dispositions.see', { position: a });
  expect(actsOf(seen, 0, a)).not.toContain('recall');
  const done = way.act('dispositions.complete', { position: a });
  expect(actsOf(done, 0, a)).toEqual(['complete', 'reopen']);
});

test('each state is told with the moment since which it holds', () => {
  const way = onItsWay();
  const given = way.act('dispositions.give', { from: top, to: [a] }, '2026-01-05T03:00:00.000Z');
  const state = (letter: Letter) => stateOf(letter, letter.dispositions[0]!, a);
  expect(state(given)).toEqual({ state: 'unseen', at: '2026-01-05T03:00:00.000Z' });
  const seen = way.act('dispositions.see', { position: a }, '2026-01-05T04:00:00.000Z');
  expect(state(seen)).toEqual({ state: 'seen', at: '2026-01-05T04:00:00.000Z' });
  const report = { position: a, text: 'Sudah' };
  const working = way.act('dispositions.followUp', report, '2026-01-05T05:00:00.000Z');
  expect(state(working)).toEqual({ state: 'working', at: '2026-01-05T05:00:00.000Z' });
  const back = way.act(
    'dispositions.return',
    { position: a, reason: 'Bukan kami' },
    '2026-01-05T06:00:00.000Z',
  );
  expect(state(back)).toEqual({ state: 'returned', at: '2026-01-05T06:00:00.000Z' });
});

test('what is over is no longer overdue', () => {
  const way = onItsWay();
  const letter = way.act('dispositions.give', { from: top, to: [a], due: '2026-01-04' });
  expect(isOverdue(letter, letter.dispositions[0]!, a, today)).toBe(true);
  expect(isOverdue(letter, letter.dispositions[0]!, a, '2026-01-04')).toBe(false);
  const done = way.act('dispositions.complete', { position: a });
  expect(isOverdue(done, done.dispositions[0]!, a, today)).toBe(false);
});

test('one begins with the open task of the position that one came for', () => {
  const way = onItsWay();
  expect(firstChosen(way.letter, a)).toBeNull();
  const letter = way.act('dispositions.give', { from: top, to: [a, b] });
  const { id } = letter.dispositions[0]!;
  expect(firstChosen(letter, b)).toEqual({ disposition: id, receiver: b });
  expect(firstChosen(letter, null)).toEqual({ disposition: id, receiver: a });
});

const commandOf = (
  act: Act,
  one: { id: string; closed: unknown },
  receiver: string,
  by: string,
) => {
  const base = { position: by, disposition: one.id };
  const under = below.find((key) => isBelow(office, key, by));
  switch (act) {
    case 'further':
      return under && (['dispositions.give', { from: by, to: [under], under: one.id }] as const);
    case 'followUp':
      return ['dispositions.followUp', { ...base, text: 'Sudah' }] as const;
    case 'complete':
      return [
        'dispositions.complete',
        { ...base, as: by === receiver ? 'receiver' : 'giver' },
      ] as const;
    case 'return':
      return ['dispositions.return', { ...base, reason: 'Keliru' }] as const;
    case 'see':
      return ['dispositions.see', { position: by }] as const;
    case 'recall':
      return ['dispositions.recall', { ...base, reason: 'Keliru' }] as const;
    case 'reopen':
      return [
        'dispositions.reopen',
        { ...base, reason: 'Belum', ...(one.closed === null && { task: receiver }) },
      ] as const;
    default:
      return undefined;
  }
};

test('whatever is offered, the aggregate accepts', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 25 }), (choices) => {
      const way = onItsWay();
      way.act('dispositions.give', { from: top, to: [a, b] });
      for (const choice of choices) {
        const { letter } = way;
        const offered = letter.dispositions.flatMap((one) =>
          one.to.flatMap(({ key }) =>
            possibleActs(letter, one, key).flatMap(({ act, by }) =>
              by.flatMap((who) => {
                const command = commandOf(act, one, key, who);
                return command ? [command] : [];
              }),
            ),
          ),
        );
        if (offered.length === 0) break;
        const [name, input] = offered[choice % offered.length]!;
        way.act(name, input);
      }
    }),
    { numRuns: 60 },
  );
});
