import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  asArguments,
  chooseSettings,
} from '../../../../electron/core/scanning/sane/choose-settings.ts';
import { parseOptions } from '../../../../electron/core/scanning/sane/parse-options.ts';
import { capabilitiesOf } from '../../../../electron/core/scanning/sane/read-capabilities.ts';
import { ScanRequest } from '../../../../shared/contract/scanning.ts';

function choose(device: string, wish: object): string[] {
  const path = new URL(`../../../fixtures/scanning/sane-${device}.txt`, import.meta.url);
  const capabilities = capabilitiesOf(device, parseOptions(readFileSync(path, 'utf8')));
  const request = ScanRequest.parse({ device, ...wish });
  const { state, rest } = chooseSettings(request, capabilities);
  return asArguments([...state, ...rest]);
}
const refusal = (device: string, wish: object) => {
  try {
    choose(device, wish);
  } catch (error) {
    return (error as { code: string }).code;
  }
  return null;
};

test('a device hears only settings that it has', () => {
  expect(choose('pnm', { resolution: 300 })).toEqual(['--resolution=300']);
  expect(choose('airscan', { size: 'auto' })).toEqual([
    '--source=Flatbed',
    '--mode=Color',
    '--resolution=300',
  ]);
  expect(choose('mustek-pixels', { size: 'a4' })).toEqual(['--mode=color', '--resolution=300']);
});

test('one side or both, whatever the vendor calls it', () => {
  expect(choose('fujitsu', { feeder: true })).toContain('--source=ADF Front');
  expect(choose('fujitsu', { feeder: true, duplex: true })).toContain('--source=ADF Duplex');
  expect(choose('hpaio', { feeder: true, duplex: true })).toContain('--source=Duplex');
  expect(choose('epkowa', { feeder: true, duplex: true })).toContain('--adf-mode=Duplex');
  expect(choose('epkowa', { feeder: true })).toContain('--adf-mode=Simplex');
  expect(refusal('pnm', { feeder: true })).toBe('scanning.no-feeder');
  expect(refusal('test', { feeder: true, duplex: true })).toBe('scanning.no-duplex');
});

test('a mode the device lacks is scanned richer, to be reduced afterwards', () => {
  expect(choose('airscan', { mode: 'lineart' })).toContain('--mode=Gray');
  expect(choose('test', { mode: 'lineart' })).toEqual(
    expect.arrayContaining(['--mode=Gray', '--depth=8']),
  );
  expect(choose('brother4', { mode: 'gray' })).toContain('--mode=True Gray');
});

test('a sheet is never larger than the glass, and a feeder learns its length first', () => {
  expect(choose('test', { size: 'a4' }).join(' ')).toContain('-l 0 -t 0 -x 200 -y 200');
  expect(choose('airscan', { size: 'f4' }).join(' ')).toContain('-x 215 -y 297.011');
  const long = choose('fujitsu', { feeder: true, size: 'f4' }).join(' ');
  expect(long).toContain('--page-width=215 --page-height=330 -l 0 -t 0 -x 215 -y 330');
});

test('wishes outside what the device offers are refused by name', () => {
  expect(refusal('airscan', { resolution: 200 })).toBe('scanning.resolution');
  expect(refusal('fujitsu', { resolution: 1200 })).toBe('scanning.resolution');
  expect(refusal('airscan', { options: { nonsense: '1' } })).toBe('scanning.option');
  expect(refusal('airscan', { options: { gamma: '9' } })).toBe('scanning.option');
  expect(refusal('airscan', { options: { gamma: '--help' } })).toBe('scanning.option');
  expect(refusal('fujitsu', { options: { 'cover-open': 'yes' } })).toBe('scanning.option');
  expect(refusal('hpaio', { options: { compression: 'ZIP' } })).toBe('scanning.option');
});

test('an option of the person’s own replaces what would have been chosen', () => {
  const chosen = choose('fujitsu', { options: { source: 'ADF Back', resolution: '150' } });
  expect(chosen).toContain('--source=ADF Back');
  expect(chosen).toContain('--resolution=150');
  expect(chosen.filter((word) => word.startsWith('--source'))).toHaveLength(1);
});

test('a device’s or option’s name can’t pose as a flag', () => {
  for (const device of ['-L', '--help', 'a\nb', '']) {
    expect(ScanRequest.safeParse({ device }).success).toBe(false);
  }
  expect(ScanRequest.safeParse({ device: 'a', options: { '-o': 'x' } }).success).toBe(false);
});
