import type { Position } from '../../../shared/domain/office/state.ts';

export interface Branch {
  position: Position;
  depth: number;
}

/** The tree as a list, each position right above those below it. */
export function branches(positions: readonly Position[]): Branch[] {
  const known = new Set(positions.map(({ key }) => key));
  const below = (parent: string | null, depth: number): Branch[] =>
    positions
      .filter((one) =>
        parent === null ? one.parent === null || !known.has(one.parent) : one.parent === parent,
      )
      .flatMap((position) => [{ position, depth }, ...below(position.key, depth + 1)]);
  return below(null, 0);
}

const plain = (text: string) => text.toLowerCase();

/** Each word typed must stand somewhere in the text. */
export function fits(text: string, typed: string): boolean {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return words.every((word) => plain(text).includes(word));
}

export const textOf = ({ title, holder }: Position) => `${title} ${holder?.name ?? ''}`;

/** Who may give a first disposition: whoever has others below; everyone where nobody has. */
export function leaders(positions: readonly Position[]): Position[] {
  const parents = new Set(positions.map(({ parent }) => parent));
  const leading = positions.filter(({ key }) => parents.has(key));
  return (leading.length > 0 ? leading : [...positions]).filter(({ holder }) => holder !== null);
}
