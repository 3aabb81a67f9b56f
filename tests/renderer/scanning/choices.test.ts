import { expect, test } from 'vitest';
import {
  fitted,
  furtherOptions,
  modesOf,
  profileKey,
  resolutionsOf,
  sizesOf,
  waysOf,
} from '../../../renderer/features/scanning/profiles/choices.ts';
import { ScanSettings } from '../../../shared/contract/batches.ts';
import type { Capabilities, DeviceOption } from '../../../shared/contract/scanning.ts';

const option = (name: string, more: Partial<DeviceOption> = {}): DeviceOption => ({
  name,
  group: '',
  description: '',
  kind: 'text',
  values: [],
  range: null,
  unit: '',
  current: null,
  active: true,
  settable: true,
  advanced: false,
  ...more,
});

const feeder: Capabilities = {
  device: 'test:0',
  sources: [{ name: 'ADF', path: 'feeder' }],
  duplex: null,
  feederState: 'unknown',
  doubleFeed: null,
  resolutions: { kind: 'list', values: [75, 150, 200] },
  modes: [{ name: 'Gray', mode: 'gray' }],
  area: { width: 216, height: 297 },
  options: [option('filename'), option('source'), option('test', { active: false })],
};

test('of what is usual a device offers what it has, else its own', () => {
  expect(resolutionsOf(null)).toEqual([100, 150, 200, 300, 400, 600]);
  expect(resolutionsOf(null, 240)).toContain(240);
  expect(resolutionsOf({ kind: 'list', values: [300, 75, 150] })).toEqual([150, 300]);
  expect(resolutionsOf({ kind: 'list', values: [96, 72] })).toEqual([72, 96]);
  expect(resolutionsOf({ kind: 'range', min: 1, max: 250, step: 1 })).toEqual([100, 150, 200]);
  expect(resolutionsOf({ kind: 'range', min: 1, max: 90, step: 1 })).toEqual([90]);
});

test('a way of the paper is offered where the device has it, and all while none has said so', () => {
  expect(waysOf(null)).toHaveLength(4);
  expect(waysOf(feeder)).toEqual(['feeder', 'manual-duplex']);
  const switched = { ...feeder, duplex: { option: 'adf-mode', on: 'Duplex', off: 'Simplex' } };
  expect(waysOf(switched)).toEqual(['feeder', 'duplex', 'manual-duplex']);
  expect(waysOf({ ...feeder, sources: [] })).toEqual(['flatbed']);
});

test('colour by content needs a scanner that sees colour', () => {
  expect(modesOf(feeder)).toEqual(['gray']);
  const colour = { ...feeder, modes: [{ name: 'Color', mode: 'color' as const }] };
  expect(modesOf(colour)).toEqual(['auto', 'color']);
});

test('only paper that fits under the lamp can be chosen', () => {
  expect(sizesOf(feeder)).toEqual(['a4', 'letter', 'a5', 'max']);
  expect(sizesOf(null)).toContain('f4');
});

test('settings are fitted to what the device can do', () => {
  const settings = ScanSettings.parse({
    way: 'flatbed',
    resolution: 300,
    mode: 'auto',
    size: 'legal',
    options: { filename: '/a', gone: 'x' },
  });
  expect(fitted(settings, feeder)).toEqual({
    way: 'feeder',
    resolution: 200,
    mode: 'gray',
    size: 'a4',
    options: { filename: '/a' },
  });
});

test('further settings are those that can be set now and have no field of their own', () => {
  expect(furtherOptions(feeder.options).map(({ name }) => name)).toEqual(['filename']);
});

test('a profile’s key is made of its name, and never that of another', () => {
  expect(profileKey('Surat masuk, dua sisi', [])).toBe('surat-masuk-dua-sisi');
  expect(profileKey('Surat', [{ key: 'surat' }, { key: 'surat-2' }])).toBe('surat-3');
  expect(profileKey('…', [])).toBe('profil');
});
