import { expect, test } from 'vitest';
import { durationText } from '../../../renderer/app/durations.ts';
import { stepsOf } from '../../../renderer/features/letters/steps.ts';
import { office, onItsWay } from '../routed-letter.ts';

const say = (key: string, data?: Record<string, unknown>) => `${String(data?.n ?? '')}${key}`;
const minute = 60_000;
const hour = 60 * minute;

test('a time is told by its two largest parts', () => {
  const text = (time: number) => durationText(time, say);
  expect(text(51 * hour + 59 * minute)).toBe('2durations:days 3durations:hours');
  expect(text(48 * hour)).toBe('2durations:days');
  expect(text(hour + minute)).toBe('1durations:hours 1durations:minutes');
  expect(text(59_999)).toBe('durations:moment');
  expect(text(-5)).toBe('durations:moment');
});

const registered = '2026-01-05T01:00:00.000Z';
const now = Date.parse('2026-01-05T09:00:00.000Z');
const receiver = office.positions.find(({ parent, holder }) => parent === 'sekda' && holder)!.key;
const plain = (way: ReturnType<typeof onItsWay>) =>
  stepsOf({ ...way.letter, received: '2026-01-05' }, registered, now).map(({ what, took }) => [
    what,
    took === null ? null : took / hour,
  ]);

test('each step is counted from the one before; the one that is waited for, until now', () => {
  const way = onItsWay();
  expect(plain(way)).toEqual([
    ['received', null],
    ['disposed', 8],
  ]);
  way.act('dispositions.give', { from: 'sekda', to: [receiver] }, '2026-01-05T03:00:00.000Z');
  way.act('dispositions.see', { position: receiver }, '2026-01-05T04:00:00.000Z');
  expect(plain(way)).toEqual([
    ['received', null],
    ['disposed', 2],
    ['seen', 1],
    ['finished', 5],
  ]);
  way.act('dispositions.complete', { position: receiver }, '2026-01-05T07:00:00.000Z');
  expect(plain(way).at(-1)).toEqual(['finished', 3]);
});

test('what nobody read before its giver ended it has no such step', () => {
  const way = onItsWay();
  way.act('dispositions.give', { from: 'sekda', to: [receiver] }, '2026-01-05T03:00:00.000Z');
  const ended = { position: 'sekda', as: 'giver' };
  way.act('dispositions.complete', ended, '2026-01-05T05:00:00.000Z');
  expect(plain(way)).toEqual([
    ['received', null],
    ['disposed', 2],
    ['finished', 2],
  ]);
});

test('a letter entered days after it came is counted from its day of receipt', () => {
  const { letter } = onItsWay();
  const [first] = stepsOf({ ...letter, received: '2026-01-02' }, registered, now);
  expect(first!.at).toBe(new Date('2026-01-02T00:00:00').toISOString());
});
