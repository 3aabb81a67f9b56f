import { expect, test } from 'vitest';
import { tell, valueText } from '../../../renderer/features/letters/timeline.ts';
import type { Say } from '../../../renderer/app/words.ts';

const say: Say = (key, data) => `${key}${data ? JSON.stringify(data) : ''}`;
const event = (type: string, body: unknown) => ({
  seq: 1,
  at: '2026-11-24T01:00:00.000Z',
  type,
  actor: { person: 'a', position: 'b' },
  body,
});

test('a correction tells each field, from and to, as people read them', () => {
  const fields = {
    date: { from: null, to: '2024-06-13' },
    urgency: { from: 'biasa', to: 'segera' },
  };
  const received = { from: '2026-11-24', to: '2026-11-23' };
  const told = tell(event('letter.corrected', { fields, received }), say, 'id');
  expect(told.changes).toEqual([
    { name: 'letters:date', from: '–', to: '13 Juni 2024' },
    { name: 'letters:urgency', from: 'urgency:biasa', to: 'urgency:segera' },
    { name: 'letters:received', from: '24 November 2026', to: '23 November 2026' },
  ]);
});

test('an event of a newer version is told by its type instead of breaking the list', () => {
  const told = tell(event('letter.borrowed', {}), say, 'id');
  expect(told).toEqual({ what: 'history:unknown{"type":"letter.borrowed"}', changes: [] });
});

test('values are shown in the language chosen', () => {
  expect(valueText('date', '2024-06-13', say, 'en')).toBe('13 June 2024');
  expect(valueText('secrecy', 'SR', say, 'en')).toBe('secrecy:SR');
  expect(valueText('sender', 'Dinas', say, 'en')).toBe('Dinas');
  expect(valueText('remarks', null, say, 'en')).toBe('–');
});
