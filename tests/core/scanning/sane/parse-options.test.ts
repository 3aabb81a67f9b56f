import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseOptions } from '../../../../electron/core/scanning/sane/parse-options.ts';
import {
  capabilitiesOf,
  modeOf,
  paperPath,
} from '../../../../electron/core/scanning/sane/read-capabilities.ts';

const transcript = (name: string) =>
  readFileSync(new URL(`../../../fixtures/scanning/sane-${name}.txt`, import.meta.url), 'utf8');
const read = (name: string) => capabilitiesOf(name, parseOptions(transcript(name)));
const option = (name: string, wanted: string) =>
  read(name).options.find((candidate) => candidate.name === wanted);

describe('what a device can do, from its driver’s words', () => {
  test('the test driver: two sources, a range of resolutions, an area in millimetres', () => {
    const found = read('test');
    expect(found.sources).toEqual([
      { name: 'Flatbed', path: 'flatbed' },
      { name: 'Automatic Document Feeder', path: 'feeder' },
    ]);
    expect(found.resolutions).toEqual({ kind: 'range', min: 1, max: 1200, step: 1 });
    expect(found.area).toEqual({ width: 200, height: 200 });
    expect(found.modes.map(({ mode }) => mode)).toEqual(['gray', 'color']);
  });

  test('the pnm driver has no sources, modes or area, and odd resolutions', () => {
    const found = read('pnm');
    expect(found).toMatchObject({ sources: [], modes: [], area: null, duplex: null });
    expect(found.resolutions).toMatchObject({ kind: 'list' });
    expect(option('pnm', 'filename')).toMatchObject({ kind: 'text', current: '/tmp/input.ppm' });
    expect(option('pnm', 'read-only')).toMatchObject({ settable: false });
    expect(option('pnm', 'default-enhancements')).toMatchObject({ kind: 'button' });
  });

  test('Fujitsu: three sides of the feeder as sources, the sheet’s size, sensors not settable', () => {
    const found = read('fujitsu');
    expect(found.sources.map(({ path }) => path)).toEqual(['feeder', 'other', 'duplex']);
    expect(found.modes.map(({ mode }) => mode)).toEqual(['lineart', null, 'gray', 'color']);
    expect(option('fujitsu', 'page-height')?.range?.max).toBe(863.489);
    expect(option('fujitsu', 'cover-open')).toMatchObject({ kind: 'boolean', settable: false });
    expect(option('fujitsu', 'dropoutcolor')).toMatchObject({ advanced: true, current: 'Default' });
  });

  test('Brother: brackets within values and within the current value', () => {
    const found = read('brother4');
    expect(found.modes).toEqual([
      { name: 'Black & White', mode: 'lineart' },
      { name: 'Gray[Error Diffusion]', mode: null },
      { name: 'True Gray', mode: 'gray' },
      { name: '24bit Color', mode: 'color' },
      { name: '24bit Color[Fast]', mode: 'color' },
    ]);
    expect(option('brother4', 'mode')?.current).toBe('24bit Color[Fast]');
    expect(found.sources.map(({ path }) => path)).toEqual([
      'flatbed',
      'feeder',
      'duplex',
      'feeder',
      'duplex',
    ]);
    expect(option('brother4', 'brightness')).toMatchObject({ active: false, unit: '%' });
  });

  test('Epson: duplex as a setting of its own, a hidden second resolution, a button', () => {
    const found = read('epkowa');
    expect(found.duplex).toEqual({ option: 'adf-mode', on: 'Duplex', off: 'Simplex' });
    expect(found.resolutions).toMatchObject({ kind: 'list' });
    expect(found.modes[0]).toEqual({ name: 'Binary', mode: 'lineart' });
    expect(option('epkowa', 'halftoning')?.current).toBe('Halftone A (Hard Tone)');
    expect(option('epkowa', 'eject')).toMatchObject({ kind: 'button', active: false });
  });

  test('HP and AirScan: short source names, ranges without steps', () => {
    expect(read('hpaio').sources.map(({ path }) => path)).toEqual([
      'other',
      'flatbed',
      'feeder',
      'duplex',
    ]);
    expect(read('airscan').area).toEqual({ width: 215.9, height: 297.011 });
    expect(option('airscan', 'gamma')?.range).toEqual({ min: 0.0999908, max: 4, step: 0 });
  });

  test('an area in pixels is no area in millimetres', () => {
    expect(read('mustek-pixels').area).toBeNull();
    expect(option('mustek-pixels', 'gain')).toMatchObject({ kind: 'range' });
    expect(option('mustek-pixels', 'wait-for-button')?.values).toEqual(['auto', 'yes', 'no']);
  });

  test('chatter, cut lines and emptiness give no options and no failure', () => {
    for (const text of ['', '\n\n', 'garbage', '    --', '    -', '  Group:\n', '[[[[ ]]']) {
      expect(parseOptions(text)).toEqual([]);
    }
  });

  test('names that vendors give their sources and modes', () => {
    expect(['Document Table', 'ADF Rear', 'Transparency Unit', 'Sheetfed'].map(paperPath)).toEqual([
      'flatbed',
      'other',
      'other',
      'feeder',
    ]);
    expect(['Colour', '256 Level Grey', 'B/W', 'Monochrome', 'Infrared'].map(modeOf)).toEqual([
      'color',
      'gray',
      'lineart',
      'lineart',
      null,
    ]);
  });
});
