import { expect, test } from 'vitest';
import { operationOf } from '../../electron/core/operations.ts';
import { operations } from '../../shared/contract/api.ts';

test('every operation of the contract is found by its name', async () => {
  for (const [name, operation] of Object.entries(operations)) {
    expect(await operationOf(name), name).toBe(operation);
  }
});

test.each(['letters.burn', 'letters', 'constructor.name', '__proto__.x', 'toString', '.', ''])(
  'no other is: %j',
  async (name) => {
    expect(await operationOf(name)).toBeUndefined();
  },
);
