import { randomFillSync } from 'node:crypto';

// Asking the system for each id would take longer than the rest of it.
const random = Buffer.alloc(8 * 128);
let used = random.length;
let last = 0;
let within = 0;

/**
 * A UUIDv7 (RFC 9562, 5.7). Within one process later ones sort after earlier ones, also within a
 * millisecond and when the clock is set back: the time part never goes back (6.2, method 3).
 */
export function newId(now: number = Date.now()): string {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  within = now > last ? 0 : within + 1;
  if (within > 0xfff) {
    last += 1;
    within = 0;
  }
  last = Math.max(last, now);
  const time = last.toString(16).padStart(12, '0');
  const order = within.toString(16).padStart(3, '0');
  const bits = random.subarray(used, (used += 8));
  bits[0] = (bits[0]! & 0x3f) | 0x80;
  const tail = bits.toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
