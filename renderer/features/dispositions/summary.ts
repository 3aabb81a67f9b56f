import type { PositionThen } from '../../../shared/domain/letter/state.ts';
import type { Position } from '../../../shared/domain/office/state.ts';

type Acting = NonNullable<PositionThen['acting']>;

/** `Plt. Kepala Bagian Umum, Dra. Sri Wahyuni`: the position, and who holds it. */
export function holderText({
  title,
  holder,
  acting,
}: {
  title: string;
  holder: string;
  acting: Acting | null;
}): string {
  const position = acting === null ? title : `${acting} ${title}`;
  return holder === '' ? position : `${position}, ${holder}`;
}

export const nowText = ({ title, holder }: Position) =>
  holderText({ title, holder: holder?.name ?? '', acting: holder?.acting ?? null });

export const toggled = (chosen: ReadonlySet<string>, key: string): Set<string> => {
  const next = new Set(chosen);
  if (!next.delete(key)) next.add(key);
  return next;
};

/** The chosen items in the order of the office's list. */
export function chosenOf<Item extends { key: string }>(
  items: readonly Item[],
  chosen: ReadonlySet<string>,
): Item[] {
  return items.filter(({ key }) => chosen.has(key));
}
