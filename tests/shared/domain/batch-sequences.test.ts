import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BatchEdit } from '../../../shared/contract/batches.ts';
import { divide } from '../../../shared/domain/batch/documents.ts';
import { decideEdit, decideStep } from '../../../shared/domain/batch/edit.ts';
import { decideFeed } from '../../../shared/domain/batch/feed.ts';
import { type Batch, inOrder } from '../../../shared/domain/batch/state.ts';
import { viewOf } from '../../../shared/domain/batch/view.ts';
import { after, bring, ended, fed, opened, order, seen } from './batch-events.ts';

const edit = (state: Batch, one: BatchEdit) => after(state, decideEdit(state, one));
const step = (state: Batch, way: 'undo' | 'redo') => after(state, decideStep(state, way));
const around = { batch: 'b', at: '2026-06-13T01:15:00.000Z', busy: null } as const;
const view = (state: Batch) => viewOf(state, { ...around, date: '2026-06-13', time: '08.15' });

const pages = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 });
const page = fc.integer({ min: 1, max: 12 });
const anyEdit: fc.Arbitrary<BatchEdit> = fc.oneof(
  fc.record({ kind: fc.constant('turn'), pages, by: fc.constantFrom(90, 180, 270) }),
  fc.record({ kind: fc.constantFrom('delete', 'restore'), pages }),
  fc.record({ kind: fc.constant('move'), pages, before: fc.option(page) }),
  fc.record({
    kind: fc.constant('boundary'),
    page,
    boundary: fc.constantFrom('auto', 'split', 'join'),
  }),
  fc.record({
    kind: fc.constant('separator'),
    page,
    is: fc.option(fc.boolean()),
    book: fc.option(fc.constantFrom('masuk', 'sk')),
  }),
  fc.record({ kind: fc.constant('accept-blank'), pages, accept: fc.boolean() }),
  fc.record({
    kind: fc.constant('splitting'),
    splitting: fc.constantFrom(
      { by: 'none' },
      { by: 'blank' },
      { by: 'separators' },
      { by: 'pages', pages: 2 },
    ),
  }),
) as fc.Arbitrary<BatchEdit>;
const action = fc.oneof(
  { weight: 5, arbitrary: anyEdit },
  fc.constantFrom('undo' as const, 'redo' as const),
  fc.record({ come: fc.integer({ min: 1, max: 2 }), after: fc.option(page) }),
  fc.record({ replace: page }),
  fc.record({ see: page, blank: fc.boolean(), separator: fc.boolean() }),
);

test('whatever is done, every page is in one document, left out or deleted, and all can be taken back', () => {
  const way = fc.constantFrom('feeder', 'duplex', 'manual-duplex');
  fc.assert(
    fc.property(way, fc.array(action, { maxLength: 40 }), (paper, actions) => {
      let state = fed(opened({ way: paper }), 6);
      const knows = (one: number) => one <= state.pages.length;
      for (const one of actions) {
        if (one === 'undo' || one === 'redo') {
          if (state[one].length > 0) state = step(state, one);
        } else if ('come' in one) {
          const behind = one.after !== null && knows(one.after) ? one.after : null;
          const target = { to: 'after', page: behind } as const;
          state = ended(bring(after(state, decideFeed(state, target)), one.come));
        } else if ('replace' in one) {
          if (!knows(one.replace)) continue;
          const target = { to: 'replace', page: one.replace } as const;
          state = ended(bring(after(state, decideFeed(state, target)), 1));
        } else if ('see' in one) {
          if (!knows(one.see)) continue;
          const found = { kind: 'separator', code: 'lontar', book: null } as const;
          state = seen(state, one.see, {
            blank: one.blank,
            separator: one.separator ? found : null,
          });
        } else {
          const named = 'pages' in one ? one.pages : 'page' in one ? [one.page] : [];
          const before = 'before' in one && one.before !== null ? [one.before] : [];
          if (![...named, ...before].every(knows)) continue;
          state = edit(state, one);
        }
        const { parts, leftOut } = divide(state);
        const live = inOrder(state).filter(({ deleted }) => !deleted);
        const placed = [...parts.flatMap((part) => part.pages), ...leftOut];
        expect(placed.toSorted((a, b) => a - b)).toEqual(
          live.map((each) => each.page).toSorted((a, b) => a - b),
        );
        expect(parts.every((part) => part.pages.length > 0)).toBe(true);
        // Within the documents the order is the batch's.
        const inDocuments = parts.flatMap((part) => part.pages);
        expect(inDocuments).toEqual(order(state).filter((number) => inDocuments.includes(number)));
        view(state);
      }
      const last = state;
      const steps = state.undo.length;
      for (let i = 0; i < steps; i += 1) state = step(state, 'undo');
      expect(
        state.pages.every(
          ({ turn, deleted, boundary }) => turn === 0 && !deleted && boundary === 'auto',
        ),
      ).toBe(true);
      expect(state.pages).toHaveLength(last.pages.length);
      for (let i = 0; i < steps; i += 1) state = step(state, 'redo');
      expect({ ...state, version: 0 }).toEqual({
        ...last,
        version: 0,
        redo: expect.anything() as unknown,
      });
    }),
    { numRuns: 150 },
  );
});

test('pages moved stand in their given order before the page named, whatever came between', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 1 }),
          fc.option(fc.integer({ min: 1, max: 8 })),
        ),
        { maxLength: 12 },
      ),
      (moves) => {
        let state = fed(opened(), 8);
        for (const [moving, before] of moves) {
          const now = order(state);
          const rest = now.filter((one) => !moving.includes(one));
          const from = before === null ? [] : now.slice(now.indexOf(before));
          const anchor = from.find((one) => !moving.includes(one));
          const at = anchor === undefined ? rest.length : rest.indexOf(anchor);
          state = edit(state, { kind: 'move', pages: moving, before });
          expect(order(state)).toEqual(rest.toSpliced(at, 0, ...moving));
        }
      },
    ),
  );
});
