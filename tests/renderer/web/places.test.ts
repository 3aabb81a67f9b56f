import { expect, test } from 'vitest';
import { placeOf } from '../../../renderer/web/places.ts';

const letter = '01900000-0000-7000-8000-000000000001';

test('an address names a place of the page; whatever else it says is the inbox', () => {
  expect(placeOf('')).toEqual({ name: 'inbox' });
  expect(placeOf('#/queue')).toEqual({ name: 'queue' });
  expect(placeOf(`#/letter/${letter}/asisten-1`)).toEqual({
    name: 'letter',
    letter,
    position: 'asisten-1',
  });
  expect(placeOf(`#/letter/${letter}/<script>`)).toMatchObject({ position: '' });
  expect(placeOf('#/letter/../../x')).toEqual({ name: 'inbox' });
  expect(placeOf('#/__proto__')).toEqual({ name: 'inbox' });
});
