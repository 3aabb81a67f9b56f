import { useSyncExternalStore } from 'react';

/** A value that outlives the screen that shows it. */
export interface Store<Value> {
  get(): Value;
  set(change: Partial<Value>): void;
  use(): Value;
  /** Hears of each change; call the answer to stop. */
  listen(listener: () => void): () => void;
}

export function storeOf<Value extends object>(
  initial: Value,
  onChange?: (value: Value) => void,
): Store<Value> {
  let value = initial;
  const listeners = new Set<() => void>();
  const get = () => value;
  function subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }
  return {
    get,
    set(change) {
      value = { ...value, ...change };
      onChange?.(value);
      for (const listener of listeners) listener();
    },
    use: () => useSyncExternalStore(subscribe, get),
    listen: subscribe,
  };
}
