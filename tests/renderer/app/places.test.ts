import { expect, test } from 'vitest';
import { hashOf, placeOf } from '../../../renderer/app/places.ts';
import type { Place } from '../../../renderer/app/places.ts';

const places: Place[] = [
  { at: 'agenda' },
  { at: 'register', document: null },
  { at: 'register', document: 'ab12' },
  { at: 'register', document: null, answers: '0190-x' },
  { at: 'letter', letter: '0190-x' },
  { at: 'letter', letter: '0190-x', position: 'sekda' },
  { at: 'dispose', letter: '0190-x' },
  { at: 'dispose', letter: '0190-x', under: { disposition: '0191-y', receiver: 'kabag-umum' } },
  { at: 'waiting', position: null },
  { at: 'waiting', position: 'sekda' },
  { at: 'sheet', letter: '0190-x' },
  { at: 'office', part: 'positions' },
  { at: 'evidence' },
  { at: 'scanning', batch: null },
  { at: 'scanning', batch: '0190-x' },
];

test.each(places)('the address of $at leads back to it', (place) => {
  expect(placeOf(hashOf(place))).toEqual(place);
});

test('an address that nobody knows leads to the agenda book', () => {
  for (const hash of ['', '#', '#/', '#/nowhere', '#/letter', '#/sheet/']) {
    expect(placeOf(hash)).toEqual({ at: 'agenda' });
  }
});
