/** The counters that a server remembers of a desk: the newest, and which of those just below it were seen. */
export interface CounterWindow {
  newest: number;
  /** Bit i: `newest - i` was seen. */
  seen: Uint8Array;
}

const BYTES = 32;

export const freshWindow = (): CounterWindow => ({ newest: 0, seen: new Uint8Array(BYTES) });

/** The window with a counter in it; null where it was seen before, or is too old to tell. */
export function seeCounter({ newest, seen }: CounterWindow, counter: number): CounterWindow | null {
  const size = BYTES * 8;
  if (counter <= newest) {
    const at = newest - counter;
    if (at >= size || hasBit(seen, at)) return null;
    return { newest, seen: withBit(seen, at) };
  }
  const moved = new Uint8Array(BYTES);
  const by = counter - newest;
  for (let at = 0; at + by < size; at += 1) {
    if (hasBit(seen, at)) setBit(moved, at + by);
  }
  setBit(moved, 0);
  return { newest: counter, seen: moved };
}

const hasBit = (bits: Uint8Array, at: number) => ((bits[at >> 3] ?? 0) & (1 << (at & 7))) !== 0;

function setBit(bits: Uint8Array, at: number): void {
  bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7));
}

function withBit(bits: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bits);
  setBit(copy, at);
  return copy;
}
