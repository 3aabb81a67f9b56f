import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  DEFAULT_PREFERENCES,
  parsePreferences,
  readPreferences,
  writePreferences,
} from '../../electron/main/preferences.ts';

test('what a window remembered is read back', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lontar-preferences-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'preferences.json');
  const remembered = {
    bounds: { x: -20, y: 40, width: 1000, height: 700 },
    maximized: true,
    theme: 'dark',
    language: 'en',
  } as const;
  expect(readPreferences(file)).toEqual(DEFAULT_PREFERENCES);
  writePreferences(file, remembered);
  expect(readPreferences(file)).toEqual(remembered);
  expect(readdirSync(folder)).toEqual(['preferences.json']);
});

test.each(['', '{', 'null', '7', '[]', '{"bounds":null}', '{"bounds":{"width":"9","height":1}}'])(
  'a damaged file, %j, gives the defaults',
  (text) => {
    expect(parsePreferences(text)).toEqual(DEFAULT_PREFERENCES);
  },
);

test('a window too small to be found again is not restored', () => {
  const text = JSON.stringify({ bounds: { x: 0, y: 0, width: 1, height: 1 }, theme: 'light' });
  expect(parsePreferences(text)).toEqual({ ...DEFAULT_PREFERENCES, theme: 'light' });
});
