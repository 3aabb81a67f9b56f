import type { Position } from '../../../shared/domain/office/state.ts';

const plain = (text: string) => text.toLowerCase();

/** Each word typed must stand somewhere in the text. */
export function fits(text: string, typed: string): boolean {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return words.every((word) => plain(text).includes(word));
}

/** Who may give a first disposition: whoever has others below; everyone where nobody has. */
export function leaders(positions: readonly Position[]): Position[] {
  const parents = new Set(positions.map(({ parent }) => parent));
  const leading = positions.filter(({ key }) => parents.has(key));
  return (leading.length > 0 ? leading : [...positions]).filter(({ holder }) => holder !== null);
}
