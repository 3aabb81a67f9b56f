import { describe, expect, test } from 'vitest';
import { isFromCore, isToCore } from '../../../shared/contract/wire.ts';

const error = { code: 'letter.unknown', data: {} };

describe('a message to the core', () => {
  test.each([
    { type: 'call', id: 1, name: 'letters.list', input: undefined },
    { type: 'cancel', id: 0 },
    { type: 'close' },
  ])('is understood: %j', (message) => {
    expect(isToCore(message)).toBe(true);
  });

  test.each([
    null,
    'close',
    {},
    { type: 'ready' },
    { type: 'call', id: '1', name: 'x' },
    { type: 'call', id: 1 },
    { type: 'call', id: -1, name: 'x' },
    { type: 'cancel', id: 1.5 },
  ])('is ignored: %j', (message) => {
    expect(isToCore(message)).toBe(false);
  });
});

describe('a message from the core', () => {
  test.each([
    { type: 'ready' },
    { type: 'failed', error },
    { type: 'answer', id: 1, ok: true, value: undefined },
    { type: 'answer', id: 1, ok: false, error },
    { type: 'progress', id: 1, value: 3 },
    { type: 'event', name: 'letters.changed', payload: null },
  ])('is understood: %j', (message) => {
    expect(isFromCore(message)).toBe(true);
  });

  test.each([
    undefined,
    { type: 'failed' },
    { type: 'answer', id: 1, ok: false },
    { type: 'answer', id: 1, ok: false, error: { code: 1, data: {} } },
    { type: 'answer', ok: true },
    { type: 'progress' },
    { type: 'event' },
    { type: 'close' },
  ])('is ignored: %j', (message) => {
    expect(isFromCore(message)).toBe(false);
  });
});
