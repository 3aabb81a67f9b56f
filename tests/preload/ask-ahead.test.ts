import { expect, test } from 'vitest';
import { askAhead } from '../../electron/preload/ask-ahead.ts';

function asked(remembered: string | null) {
  const calls: unknown[][] = [];
  const ahead = askAhead(remembered, async (...call) => {
    calls.push(call);
    return { ok: true, value: call[1] };
  });
  return { ahead, calls };
}

test('what the page asked first the last time is answered once, and to the same question only', async () => {
  const { ahead, calls } = asked('[["letters.list",{"filter":""}],["office.get",{}]]');
  expect(calls).toEqual([
    [-1, 'letters.list', { filter: '' }],
    [-2, 'office.get', {}],
  ]);
  expect(ahead.take('letters.list', { filter: 'x' })).toBeUndefined();
  expect(await ahead.take('letters.list', { filter: '' })).toEqual({
    ok: true,
    value: 'letters.list',
  });
  expect(ahead.take('letters.list', { filter: '' })).toBeUndefined();
});

test('after a change nothing that was asked before it is handed on', () => {
  const { ahead } = asked('[["office.get",{}]]');
  ahead.forget();
  expect(ahead.take('office.get', {})).toBeUndefined();
});

test('a memory that makes no sense asks nothing', () => {
  for (const text of [null, '', '{', '7', '{"a":1}', '[1,["a"],[1,2],null]']) {
    expect(asked(text).calls).toEqual([]);
  }
});
