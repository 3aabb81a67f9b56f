import type { ReadSheet, SheetsRead } from '../../../shared/contract/sheet-reading.ts';
import { storeOf } from '../../app/store.ts';

/** The pile that is being confirmed; it stays while the clerk looks at something else. */
export const pile = storeOf<{
  sheets: readonly ReadSheet[];
  refused: SheetsRead['refused'];
  /** Which sheet is in sight, and those that are done: confirmed or put aside. */
  at: number;
  done: ReadonlySet<number>;
}>({ sheets: [], refused: [], at: 0, done: new Set() });

/** Puts what was read behind what is there already; a sheet that is in the pile twice is repeated. */
export function addToPile({ sheets, refused }: SheetsRead): void {
  const now = pile.get();
  const known = new Set(now.sheets.map(({ letter }) => letter));
  const fresh = sheets.map((sheet) =>
    sheet.state === 'ready' && known.has(sheet.letter)
      ? { ...sheet, state: 'repeated' as const }
      : sheet,
  );
  const all = [...now.sheets, ...fresh];
  const at = nextOpen(all, now.done, now.sheets.length === 0 ? -1 : now.at - 1);
  pile.set({ sheets: all, refused: [...now.refused, ...refused], at });
}

/** This one is done; the next that is not comes into sight. */
export function finish(index: number): void {
  const { sheets, done } = pile.get();
  const now = new Set([...done, index]);
  pile.set({ done: now, at: nextOpen(sheets, now, index) });
}

/** The next sheet that is not done, from the beginning again after the last; -1 where all are. */
export function nextOpen(
  sheets: readonly ReadSheet[],
  done: ReadonlySet<number>,
  after: number,
): number {
  const order = sheets.map((_, step) => (after + 1 + step) % sheets.length);
  return order.find((index) => !done.has(index)) ?? -1;
}
