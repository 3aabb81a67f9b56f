interface Listed {
  key: string;
  order: number;
}

/** A short key made of a title: `Kepala Bagian Umum` → `kepala-bagian-umum`; numbered where taken. */
export function newKey(title: string, taken: readonly Listed[]): string {
  const plain = title
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50)
    .replace(/-+$/, '');
  const base = plain === '' ? 'baru' : plain;
  const keys = new Set(taken.map(({ key }) => key));
  if (!keys.has(base)) return base;
  let number = 2;
  while (keys.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

export const nextOrder = (items: readonly Listed[]) =>
  Math.max(0, ...items.map(({ order }) => order)) + 10;

/**
 * The items to save so that the one at `index` stands one place higher (-1) or lower (1): as few as
 * their numbers allow.
 */
export function reordered<Item extends Listed>(
  items: readonly Item[],
  index: number,
  by: 1 | -1,
): Item[] {
  const other = index + by;
  if (other < 0 || other >= items.length) return [];
  const next = [...items];
  [next[index], next[other]] = [next[other]!, next[index]!];
  return next.flatMap((item, place) => {
    const order = (place + 1) * 10;
    return item.order === order ? [] : [{ ...item, order }];
  });
}
