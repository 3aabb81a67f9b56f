import { expect, test } from 'vitest';
import {
  usualPrinter,
  wantedOf,
  type PrintForm,
} from '../../../renderer/features/printing/wanted.ts';
import type { Printer } from '../../../shared/contract/printing.ts';

const form: PrintForm = {
  kind: 'sheet',
  sheet: 'A4x2',
  receipt: 'roll80',
  from: '2026-01-01',
  until: '2026-01-31',
  book: 'masuk',
  separatorBook: '',
  location: ' R3 / B12 ',
};

test('each kind of print takes of the form what is its own', () => {
  expect(wantedOf(form, 'x')).toEqual({ kind: 'sheet', letter: 'x', size: 'A4x2' });
  expect(wantedOf({ ...form, kind: 'receipt' }, 'x')).toEqual({
    kind: 'receipt',
    letter: 'x',
    size: 'roll80',
  });
  const period = { from: '2026-01-01', until: '2026-01-31' };
  expect(wantedOf({ ...form, kind: 'agenda' }, null)).toEqual({
    kind: 'agenda',
    book: 'masuk',
    ...period,
  });
  expect(wantedOf({ ...form, kind: 'courier' }, null)).toEqual({ kind: 'courier', ...period });
});

test('separator sheets are as many as copies are asked for; a label needs a place', () => {
  expect(wantedOf({ ...form, kind: 'separators' }, null, 12)).toEqual({
    kind: 'separators',
    book: null,
    copies: 12,
  });
  expect(wantedOf({ ...form, kind: 'label' }, null)).toEqual({
    kind: 'label',
    location: 'R3 / B12',
  });
  expect(wantedOf({ ...form, kind: 'label', location: ' ' }, null)).toBeNull();
});

test('without its letter or a day there is nothing to print', () => {
  expect(wantedOf(form, null)).toBeNull();
  expect(wantedOf({ ...form, kind: 'courier', until: null }, null)).toBeNull();
});

const printer = (name: string, isDefault = false): Printer => ({
  name,
  description: name,
  state: 'idle',
  accepting: true,
  reason: '',
  isDefault,
});

test('the printer is the one chosen for the kind, else the default, else the only one', () => {
  const two = [printer('A'), printer('B', true)];
  expect(usualPrinter(two, { receipt: 'A' }, 'receipt')).toBe('A');
  expect(usualPrinter(two, { receipt: 'A' }, 'sheet')).toBe('B');
  expect(usualPrinter(two, { sheet: 'gone' }, 'sheet')).toBe('B');
  expect(usualPrinter([printer('A')], {}, 'sheet')).toBe('A');
  expect(usualPrinter([printer('A'), printer('C')], {}, 'sheet')).toBeNull();
  expect(usualPrinter([], {}, 'sheet')).toBeNull();
});
