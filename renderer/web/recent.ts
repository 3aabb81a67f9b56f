import { remember, remembered } from '../app/remembered.ts';

const MOST = 40;

type List = 'positions' | 'instructions';
interface Used {
  positions: string[];
  instructions: string[];
}

const used = () => remembered<Used>('used', { positions: [], instructions: [] });

/** Those used last come first, the others in their own order. */
export function lastUsedFirst<Item extends { key: string }>(
  items: readonly Item[],
  list: List,
): Item[] {
  const order = new Map(used()[list].map((key, index) => [key, index]));
  const place = ({ key }: Item) => order.get(key) ?? MOST;
  return items.toSorted((one, other) => place(one) - place(other));
}

export function rememberUsed(list: List, keys: readonly string[]): void {
  const before = used();
  const rest = before[list].filter((key) => !keys.includes(key));
  remember('used', { ...before, [list]: [...keys, ...rest].slice(0, MOST) });
}

export interface Given {
  letter: string;
  position: string;
  text: string;
}

/** What was disposed from this phone, so that it can be looked at again or taken back. */
export const recentlyGiven = (person: string) =>
  remembered<Record<string, Given[]>>('given', {})[person] ?? [];

export function rememberGiven(person: string, given: Given): void {
  const rest = recentlyGiven(person).filter(({ letter }) => letter !== given.letter);
  remember('given', { [person]: [given, ...rest].slice(0, 8) });
}
