import { storeOf, type Store } from './store.ts';

/** What is chosen in a list, by the letters' rows; a range grows and shrinks between anchor and cursor. */
export interface Selection {
  chosen: ReadonlySet<number>;
  /** Where a range begins. */
  anchor: number | null;
  /** What was chosen before the range. */
  base: ReadonlySet<number>;
}

const nothing: ReadonlySet<number> = new Set();
export const noSelection: Selection = { chosen: nothing, anchor: null, base: nothing };

/** The agenda list's: it outlives the screen, as the cursor does. */
export const agendaSelection: Store<Selection> = storeOf<Selection>(noSelection);

export function toggledIn({ chosen }: Selection, row: number): Selection {
  const next = new Set(chosen);
  if (!next.delete(row)) next.add(row);
  return { chosen: next, anchor: row, base: next };
}

/** From the anchor, or where the cursor was, to a row, both included. */
export function extendedTo(
  { anchor, base }: Selection,
  order: ArrayLike<number>,
  from: number,
  to: number,
): Selection {
  const rows = Array.prototype as Pick<number[], 'indexOf'>;
  const place = (row: number) => rows.indexOf.call(order, row);
  const begin = anchor !== null && place(anchor) >= 0 ? anchor : from;
  const [first, last] = [place(begin), place(to)].toSorted((a, b) => a - b) as [number, number];
  const range =
    first < 0 ? [to] : Array.from({ length: last - first + 1 }, (_, at) => order[first + at]!);
  return { chosen: new Set([...base, ...range]), anchor: begin, base };
}

export function allOf(order: ArrayLike<number>): Selection {
  const chosen = new Set(Array.from(order));
  return { chosen, anchor: null, base: chosen };
}

/** What is no longer in the list is no longer chosen: nothing is done to what nobody sees. */
export function onlyIn(selection: Selection, order: ArrayLike<number>): Selection {
  if (selection.chosen.size === 0) return selection;
  const there = new Set(Array.from(order));
  const kept = [...selection.chosen].filter((row) => there.has(row));
  if (kept.length === selection.chosen.size) return selection;
  const chosen = new Set(kept);
  return { chosen, anchor: null, base: chosen };
}
