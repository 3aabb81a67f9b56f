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
