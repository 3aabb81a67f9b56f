import type { LeftOut } from '../../shared/contract/bulk.ts';

/** Letters left out for the same reason stand together; reasons in the order in which they came up. */
export function byReason(left: readonly LeftOut[]): LeftOut[][] {
  const groups = new Map<string, LeftOut[]>();
  for (const one of left) {
    // What the letter itself is called is no other reason.
    const { agenda: _, letter: __, ...data } = one.error.data;
    const key = JSON.stringify([one.error.code, data]);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}
