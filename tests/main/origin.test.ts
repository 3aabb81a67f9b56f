import { describe, expect, test } from 'vitest';
import { isOurs, isTrustedSender } from '../../electron/main/origin.ts';

const ours = 'lontar://app/index.html';

describe('the sender of a call', () => {
  test('is trusted as the top frame of our own page', () => {
    expect(isTrustedSender({ url: ours, parent: null })).toBe(true);
    expect(isTrustedSender({ url: `${ours}?a#b`, parent: null })).toBe(true);
  });

  test('is refused as a frame within a page, even our own', () => {
    expect(isTrustedSender({ url: ours, parent: { url: ours } })).toBe(false);
  });

  test('is refused when its frame is gone', () => {
    expect(isTrustedSender(null)).toBe(false);
    expect(isTrustedSender(undefined)).toBe(false);
  });

  test.each([
    'https://example.org/',
    'file:///etc/passwd',
    'about:blank',
    'data:text/html,x',
    'lontar://other/index.html',
    'lontar://app.example.org/',
    'lontar://app@example.org/',
    'https://app/index.html',
    'lontar:app',
    '',
    'not a url',
  ])('is refused from %j', (url) => {
    expect(isTrustedSender({ url, parent: null })).toBe(false);
    expect(isOurs(url)).toBe(false);
  });
});
