import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileFor, pictureRequest } from '../../electron/main/app-urls.ts';

const folder = path.resolve('/srv/renderer');
const sha256 = 'a'.repeat(64);
const request = (rest: string) => pictureRequest(new URL(`lontar://app/page/${rest}`));

describe('a file of the renderer', () => {
  test('is found by its path', () => {
    expect(fileFor(folder, '/assets/a%20b.js')).toBe(path.join(folder, 'assets/a b.js'));
  });

  test.each([
    '/..%2f..%2fetc/passwd',
    '/%2e%2e/secret',
    '/../renderer2/x',
    '/..\\x',
    '/%00',
    '/%',
    '/',
  ])('is not found by %j', (pathname) => {
    expect(fileFor(folder, pathname)).toBeUndefined();
  });

  test('never lies outside the folder, whatever the path', () => {
    const part = fc.oneof(
      fc.constantFrom('..', '%2e%2e', '%2f', '/', '//', '.', '%5c'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const file = fileFor(folder, `/${parts.join('/')}`);
        expect(file === undefined || file.startsWith(folder + path.sep)).toBe(true);
      }),
    );
  });
});

describe('a page’s picture', () => {
  test('is asked for by hash, page and width', () => {
    expect(request(`${sha256}/12?width=800`)).toEqual({
      name: 'pages.picture',
      input: { sha256, page: 12, width: 800 },
    });
  });

  const batch = '01a20caa-36b1-7000-a6d8-f3aa38469ddc';
  const scanned = (rest: string) => pictureRequest(new URL(`lontar://app/batch/${rest}`));

  test('that is not in a document yet, by batch, page, version and view', () => {
    expect(scanned(`${batch}/7/clean/3-90-0a1b?width=240`)).toEqual({
      name: 'batches.picture',
      input: { batch, page: 7, version: 'clean', width: 240 },
    });
  });

  test.each([
    `${batch}/7/clean?width=240`,
    `${batch}/7/other/1-0-raw?width=240`,
    `${batch}/0/raw/1-0-raw?width=240`,
    `../batches/7/raw/1-0-raw?width=240`,
    `${batch}/7/raw/..%2f?width=240`,
    `${batch}/7/raw/1-0-raw`,
  ])('that is not in a document yet is not asked for by %j', (rest) => {
    expect(scanned(rest)).toBeUndefined();
  });

  test.each([
    `${sha256}/0?width=800`,
    `${sha256}/1`,
    `${sha256}/1?width=-1`,
    `${sha256}/1?width=1e3`,
    `${sha256}/1?width=100000`,
    `${sha256.toUpperCase()}/1?width=8`,
    `${sha256}b/1?width=8`,
    `../${sha256}/1?width=8`,
  ])('is not asked for by %j', (rest) => {
    expect(request(rest)).toBeUndefined();
  });
});
