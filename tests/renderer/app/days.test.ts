import { expect, test } from 'vitest';
import { countText, dayText, momentText } from '../../../renderer/app/days.ts';
import { readDay } from '../../../shared/domain/dates.ts';

test('a day is written as the language writes it', () => {
  expect(dayText('2024-06-13', 'id')).toBe('13 Juni 2024');
  expect(dayText('2024-06-13', 'en')).toBe('13 June 2024');
  expect(dayText(null, 'id')).toBe('');
});

test('a moment is told on the clock of this machine', () => {
  const moment = new Date(2026, 10, 24, 8, 5);
  expect(momentText(moment.toISOString(), 'id')).toBe('24 November 2026, 08.05');
  expect(momentText(moment.toISOString(), 'en')).toBe('24 November 2026, 08:05');
});

test('large numbers are grouped', () => {
  expect(countText(100_000, 'id')).toBe('100.000');
  expect(countText(100_000, 'en')).toBe('100,000');
});

test.each(['id', 'en'] as const)('a form in %s reads the days that it writes', (language) => {
  for (let month = 1; month <= 12; month += 1) {
    const day = `2024-${String(month).padStart(2, '0')}-05`;
    expect(readDay(dayText(day, language), '2026-11-24')).toBe(day);
  }
});
