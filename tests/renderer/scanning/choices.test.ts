import { expect, test } from 'vitest';
import {
  firstChoices,
  fitted,
  furtherOptions,
  resolutionsOf,
} from '../../../renderer/features/scanning/choices.ts';
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
  area: null,
  options: [option('filename'), option('source'), option('test', { active: false })],
};

test('of what is usual a device offers what it has, else its own', () => {
  expect(resolutionsOf(null)).toEqual([300]);
  expect(resolutionsOf({ kind: 'list', values: [300, 75, 150] })).toEqual([150, 300]);
  expect(resolutionsOf({ kind: 'list', values: [96, 72] })).toEqual([72, 96]);
  expect(resolutionsOf({ kind: 'range', min: 1, max: 250, step: 1 })).toEqual([100, 150, 200]);
  expect(resolutionsOf({ kind: 'range', min: 1, max: 90, step: 1 })).toEqual([90]);
});

test('remembered choices are fitted to what the device can do', () => {
  const remembered = { ...firstChoices, duplex: true, options: { filename: '/a', gone: 'x' } };
  expect(fitted(remembered, feeder)).toEqual({
    feeder: true,
    duplex: false,
    resolution: 200,
    mode: 'gray',
    size: 'a4',
    options: { filename: '/a' },
  });
});

test('further settings are those that can be set now and have no field of their own', () => {
  expect(furtherOptions(feeder.options).map(({ name }) => name)).toEqual(['filename']);
});
