import type { Say } from './words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `2 hari 3 jam`: the two largest parts, rounded down. */
export function durationText(milliseconds: number, say: Say): string {
  const time = Math.max(0, milliseconds);
  if (time < MINUTE) return say('durations:moment');
  const parts = [
    ['days', Math.floor(time / DAY)],
    ['hours', Math.floor((time % DAY) / HOUR)],
    ['minutes', Math.floor((time % HOUR) / MINUTE)],
  ] as const;
  const first = parts.findIndex(([, n]) => n > 0);
  return parts
    .slice(first, first + 2)
    .filter(([, n]) => n > 0)
    .map(([unit, n]) => say(`durations:${unit}`, { n }))
    .join(' ');
}
