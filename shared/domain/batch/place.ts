const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';
const WHOLE = 6;

/**
 * Where a page stands among the others: texts that sort as they are (by code unit), with room between
 * any two. So a page can be moved without touching another, and undone whatever has come meanwhile.
 */
export function placeAfter(last: string | null): string {
  const whole = last === null ? 0 : Number.parseInt(last.slice(0, WHOLE), 36) + 1;
  return `${whole.toString(36).padStart(WHOLE, '0')}h`;
}

/** A place between two; null is before all, or after all. `above` must be greater than `below`. */
export function placeBetween(below: string | null, above: string | null): string {
  if (above === null) return placeAfter(below);
  return middle(below ?? '', above);
}

/** The shortest text between two; neither ends in the least digit, and neither does the answer. */
function middle(below: string, above: string | null): string {
  if (above !== null) {
    let same = 0;
    while (same < above.length && (below[same] ?? DIGITS[0]) === above[same]) same += 1;
    if (same > 0) return above.slice(0, same) + middle(below.slice(same), above.slice(same));
  }
  const low = below === '' ? 0 : DIGITS.indexOf(below[0]!);
  const high = above === null ? DIGITS.length : DIGITS.indexOf(above[0]!);
  if (high - low > 1) return DIGITS[(low + high) >> 1]!;
  if (above !== null && above.length > 1) return above[0]!;
  return DIGITS[low]! + middle(below.slice(1), null);
}

/**
 * New places so that `order` is the order: for what is moved, and for others only where two stand on
 * the same place. `order` holds every page, each with the place it has now.
 */
export function placesFor(
  order: readonly { page: number; place: string }[],
  moved: ReadonlySet<number>,
): Map<number, string> {
  const given = new Map<number, string>();
  let below: string | null = null;
  for (const [at, { page, place }] of order.entries()) {
    if (!moved.has(page) && (below === null || place > below)) {
      below = place;
      continue;
    }
    const floor: string | null = below;
    const above = order
      .slice(at + 1)
      .find((next) => !moved.has(next.page) && (floor === null || next.place > floor));
    below = placeBetween(floor, above?.place ?? null);
    given.set(page, below);
  }
  return given;
}
