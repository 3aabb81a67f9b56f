/** Rows are fetched in windows of this many; the first comes along with the list's order. */
export const WINDOW = 60;

/** The numbers of the windows that hold places `from` to `to` (both included) of a list. */
export function windowsOf(from: number, to: number, length: number): number[] {
  if (length === 0 || to < from) return [];
  const first = Math.floor(Math.max(0, from) / WINDOW);
  const last = Math.floor(Math.min(to, length - 1) / WINDOW);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** The rows' places in one window. */
export function rowsIn(order: Uint32Array, window: number): number[] {
  return [...order.subarray(window * WINDOW, (window + 1) * WINDOW)];
}

/** Where a key leads in a list of `length` rows that shows `page` of them; null for other keys. */
export function moved(key: string, at: number, length: number, page: number): number | null {
  const target = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: length - 1,
  }[key];
  if (target === undefined || length === 0) return null;
  return Math.min(length - 1, Math.max(0, target));
}
