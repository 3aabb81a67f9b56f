import { expect, test } from 'vitest';
import { leadsOffice, letterSeenBy } from '../../../shared/domain/letter/seen-by.ts';
import { desk, office, officeWith, today } from './routing-desk.ts';

const viewer = (positions: string[], more: object = {}) => ({
  positions,
  whole: false,
  leads: false,
  ...more,
});

test('each sees the own branch, and of what several received the own part', () => {
  const one = desk().give('sekda', ['asisten-1', 'asisten-3']);
  const { letter } = one;
  const [given] = letter.dispositions;
  expect(letterSeenBy(letter, viewer(['sekda']))!.dispositions).toEqual([given]);
  const own = letterSeenBy(letter, viewer(['asisten-1']))!.dispositions[0]!;
  expect(Object.keys(own.tasks)).toEqual(['asisten-1']);
  expect(own.to).toEqual(given!.to);
  expect(letterSeenBy(letter, viewer(['bagian-hukum']))!.dispositions).toEqual([]);
  expect(letterSeenBy(letter, viewer([]))).toBeNull();
  expect(letterSeenBy(letter, viewer([], { whole: true }))).toBe(letter);
});

test('a secret letter is unknown to all whom no disposition names, but to who disposes of it first', () => {
  const { letter } = desk().give('sekda', ['asisten-1']);
  const secret = { ...letter, fields: { ...letter.fields, secrecy: 'R' as const } };
  expect(letterSeenBy(secret, viewer(['asisten-3']))).toBeNull();
  expect(letterSeenBy(secret, viewer([], { whole: true }))).toBeNull();
  expect(letterSeenBy(secret, viewer(['asisten-1']))).not.toBeNull();
  const fresh = { ...secret, dispositions: [] };
  expect(letterSeenBy(fresh, viewer(['sekda'], { leads: true }))).not.toBeNull();
  expect(letterSeenBy(fresh, viewer(['sekda']))).toBeNull();
});

test('who leads is whom nobody stands above today', () => {
  expect(leadsOffice(office, 'sekda', today)).toBe(true);
  expect(leadsOffice(office, 'asisten-1', today)).toBe(false);
  expect(leadsOffice(office, 'nobody', today)).toBe(false);
  const vacant = officeWith({ key: 'sekda', holder: null });
  expect(leadsOffice(vacant, 'asisten-1', today)).toBe(true);
});
