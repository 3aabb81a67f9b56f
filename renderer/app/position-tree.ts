import type { Position } from '../../shared/domain/office/state.ts';

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
