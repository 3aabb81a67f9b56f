import { expect, test } from 'vitest';
import { archiveHome } from '../../../shared/contract/home.ts';

test('LONTAR_HOME names the archive’s folder on every machine', () => {
  for (const platform of ['linux', 'win32', 'darwin']) {
    expect(archiveHome({ LONTAR_HOME: '/srv/arsip', APPDATA: 'x' }, platform, '/home/ani')).toBe(
      '/srv/arsip',
    );
  }
});

test('without it the archive lies where the machine keeps a person’s data', () => {
  expect(archiveHome({}, 'linux', '/home/ani')).toBe('/home/ani/.local/share/lontar');
  expect(archiveHome({ XDG_DATA_HOME: '/data' }, 'linux', '/home/ani')).toBe('/data/lontar');
  expect(archiveHome({ APPDATA: 'C:/Users/ani/AppData/Roaming' }, 'win32', 'C:/Users/ani')).toBe(
    'C:/Users/ani/AppData/Roaming/Lontar',
  );
  expect(archiveHome({}, 'darwin', '/Users/ani')).toBe(
    '/Users/ani/Library/Application Support/Lontar',
  );
});
