import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changed,
  designOf,
  redone,
  undone,
} from '../../../renderer/features/stamping/design/history.ts';
import {
  changedItem,
  movedItem,
  newStamp,
  withItem,
  withoutItem,
} from '../../../renderer/features/stamping/design/items.ts';
import { StampTemplate } from '../../../shared/contract/stamp-template.ts';

const stamp = newStamp('cap-baru', 'Cap baru', 'TELAH DIPERIKSA');

test('a new stamp is a whole template', () => {
  expect(StampTemplate.parse(stamp)).toEqual(stamp);
});

describe('what is undone', () => {
  const width = (now: StampTemplate, to: number) => ({ ...now, width: to });

  test('is a step: many small changes by one control are one', () => {
    let design = designOf(stamp);
    for (const to of [61, 62, 63]) design = changed(design, width(design.now, to), 'width');
    design = changed(design, { ...design.now, colour: 'red' }, 'colour');
    expect(undone(design).now).toEqual(width(stamp, 63));
    expect(undone(undone(design)).now).toEqual(stamp);
    expect(undone(undone(undone(design))).now).toEqual(stamp);
  });

  test('can be done again, until something else is done', () => {
    const design = changed(designOf(stamp), width(stamp, 80), null);
    expect(redone(undone(design)).now.width).toBe(80);
    const other = changed(undone(design), width(stamp, 90), null);
    expect(redone(other).now.width).toBe(90);
  });

  test('gives back every state, whatever was done', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 20, max: 200 }), { maxLength: 30 }), (widths) => {
        let design = designOf(stamp);
        const seen = [design.now];
        for (const to of widths) {
          design = changed(design, width(design.now, to), null);
          seen.push(design.now);
        }
        for (const state of seen.toReversed()) {
          expect(design.now).toEqual(state);
          design = undone(design);
        }
        for (const state of seen) {
          expect(design.now).toEqual(state);
          design = redone(design);
        }
      }),
    );
  });
});

describe('the lines of a stamp', () => {
  test('are added behind the chosen one and moved by one place', () => {
    const more = withItem(stamp.items, 0);
    expect(more.map(({ field }) => field)).toEqual([null, 'agenda', 'agenda', 'day']);
    const named = changedItem(more, 1, { field: 'sender' });
    expect(movedItem(named, 1, 1).map(({ field }) => field)).toEqual([
      null,
      'agenda',
      'sender',
      'day',
    ]);
    expect(movedItem(named, 0, -1)).toEqual(named);
    expect(movedItem(named, 3, 1)).toEqual(named);
  });

  test('are never none and never more than a template holds', () => {
    expect(withoutItem(stamp.items.slice(0, 1), 0)).toHaveLength(1);
    let items = stamp.items;
    for (let count = 0; count < 50; count += 1) items = withItem(items, 0);
    expect(StampTemplate.safeParse({ ...stamp, items }).success).toBe(true);
    expect(items).toHaveLength(30);
  });
});
