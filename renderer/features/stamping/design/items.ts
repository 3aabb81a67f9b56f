import type { StampItem, StampTemplate } from '../../../../shared/contract/stamp-template.ts';

const MOST_ITEMS = 30;

/** Behind the chosen one, like it but for what it says. */
export function withItem(items: readonly StampItem[], at: number): StampItem[] {
  if (items.length >= MOST_ITEMS) return [...items];
  const like = items[at];
  const fresh: StampItem = {
    field: 'agenda',
    text: '',
    size: like && !like.band ? like.size : 8.5,
    strong: false,
    align: like?.align ?? 'left',
    beside: false,
    band: false,
    rule: false,
  };
  return items.toSpliced(at + 1, 0, fresh);
}

/** A stamp says something: its last item stays. */
export const withoutItem = (items: readonly StampItem[], at: number): StampItem[] =>
  items.length <= 1 ? [...items] : items.toSpliced(at, 1);

/** One place higher (-1) or lower (1); where it would leave the list nothing happens. */
export function movedItem(items: readonly StampItem[], at: number, by: 1 | -1): StampItem[] {
  const to = at + by;
  const item = items[at];
  if (!item || to < 0 || to >= items.length) return [...items];
  return items.toSpliced(at, 1).toSpliced(to, 0, item);
}

export const changedItem = (
  items: readonly StampItem[],
  at: number,
  change: Partial<StampItem>,
): StampItem[] => items.map((item, index) => (index === at ? { ...item, ...change } : item));

/** A stamp to begin with. */
export function newStamp(key: string, name: string, words: string): StampTemplate {
  const item = {
    size: 9,
    strong: true,
    align: 'centre',
    beside: false,
    band: false,
    rule: false,
  } as const;
  return {
    key,
    name,
    kind: 'custom',
    width: 60,
    height: 22,
    fit: 'shrink',
    colour: 'navy',
    frame: 'single',
    labels: 'before',
    logo: null,
    qr: null,
    pages: 'first',
    placement: { at: 'emptiest', corner: 'upper-right' },
    items: [
      { ...item, field: null, text: words },
      { ...item, field: 'agenda', text: 'No. agenda', align: 'left', strong: false, rule: true },
      { ...item, field: 'day', text: 'Tanggal', align: 'left', strong: false },
    ],
  };
}
