import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BatchEdit } from '../../../shared/contract/batches.ts';
import { divide } from '../../../shared/domain/batch/documents.ts';
import { decideEdit, decideStep } from '../../../shared/domain/batch/edit.ts';
import { readEvent } from '../../../shared/domain/batch/events.ts';
import {
  decideArrival,
  decideFeed,
  decideResume,
  nextFeed,
} from '../../../shared/domain/batch/feed.ts';
import { nameDocument } from '../../../shared/domain/batch/naming.ts';
import { placeAfter, placeBetween } from '../../../shared/domain/batch/place.ts';
import { reduceBatch } from '../../../shared/domain/batch/reduce.ts';
import { starterProfiles } from '../../../shared/domain/batch/starter.ts';
import { type Batch } from '../../../shared/domain/batch/state.ts';
import { toExamine, viewOf } from '../../../shared/domain/batch/view.ts';
import { after, bring, ended, fed, opened, order, picture, seen } from './batch-events.ts';

const edit = (state: Batch, one: BatchEdit) => after(state, decideEdit(state, one));
const step = (state: Batch, way: 'undo' | 'redo') => after(state, decideStep(state, way));
const around = { batch: 'b', at: '2026-06-13T01:15:00.000Z', busy: null } as const;
const view = (state: Batch) => viewOf(state, { ...around, date: '2026-06-13', time: '08.15' });
const documents = (state: Batch) => divide(state).parts.map(({ pages }) => pages);

test('between two places there is always a third, however often they are halved', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { maxLength: 200 }), (picks) => {
      const places = [placeAfter(null), placeAfter(placeAfter(null))];
      for (const pick of picks) {
        const at = pick % (places.length + 1);
        places.splice(at, 0, placeBetween(places[at - 1] ?? null, places[at] ?? null));
      }
      expect(new Set(places).size).toBe(places.length);
      expect(places).toEqual(places.toSorted((a, b) => (a < b ? -1 : 1)));
    }),
  );
});

test('pages come at the end, behind a page, before the first, or in place of one', () => {
  let state = fed(opened({ way: 'feeder' }), 3);
  expect(order(state)).toEqual([1, 2, 3]);
  state = ended(bring(after(state, decideFeed(state, { to: 'after', page: 1 })), 2));
  expect(order(state)).toEqual([1, 4, 5, 2, 3]);
  state = ended(bring(after(state, decideFeed(state, { to: 'after', page: null })), 2));
  expect(order(state)).toEqual([6, 7, 1, 4, 5, 2, 3]);
  state = edit(state, { kind: 'turn', pages: [2], by: 90 });
  state = ended(bring(after(state, decideFeed(state, { to: 'replace', page: 2 })), 2));
  expect(order(state)).toEqual([6, 7, 1, 4, 5, 2, 8, 3]);
  expect(state.pages[1]).toMatchObject({ picture: 8, turn: 0 });
  state = step(state, 'undo');
  expect(state.pages[1]).toMatchObject({ picture: 2, turn: 90 });
  expect(step(state, 'redo').pages[1]).toMatchObject({ picture: 8, turn: 0 });
});

test('fronts, then the pile turned over: each back stands behind its front', () => {
  let state = opened({ way: 'manual-duplex' });
  state = bring(after(state, decideFeed(state, { to: 'end' })), 2);
  state = ended(state, 'scanning.jammed');
  expect(nextFeed(state)).toBe('resume');
  // Whether it is resumed or scanned again: the same fronts go on.
  state = ended(bring(after(state, decideFeed(state, { to: 'end' })), 1));
  expect([nextFeed(state), state.feeds.length]).toEqual(['flip', 1]);
  state = bring(after(state, decideFeed(state, { to: 'end' })), 1);
  state = ended(state, 'scanning.cover-open');
  state = after(state, decideResume(state));
  state = ended(bring(state, 2));
  expect(order(state)).toEqual([1, 6, 2, 5, 3, 4]);
  expect(
    view(state)
      .sheets.map(({ side }) => side?.[0])
      .join(''),
  ).toBe('fbfbfb');
  expect([nextFeed(state), view(state).warnings]).toEqual(['scan', []]);
  // The next pile is another: again fronts first; and what does not pair is said.
  state = fed(state, 2);
  state = fed(state, 1);
  expect(order(state).slice(6)).toEqual([7, 8, 9]);
  expect(view(state).warnings).toMatchObject([
    { code: 'batch.sides-differ', data: { fronts: 2, backs: 1 } },
  ]);
});

test('a duplex feed knows its sides, and begins a sheet anew after a jam', () => {
  let state = opened({ way: 'duplex' });
  state = ended(bring(after(state, decideFeed(state, { to: 'end' })), 3), 'scanning.jammed');
  state = ended(bring(after(state, decideResume(state)), 2));
  expect(state.pictures.map(({ side }) => side)).toEqual([
    'front',
    'back',
    'front',
    'front',
    'back',
  ]);
});

test('separators part the letters, name their book, and are in none; so is their blank back', () => {
  let state = fed(opened({ way: 'duplex' }), 10);
  const separator = (book: string | null) =>
    ({ separator: { kind: 'separator', code: 'lontar', book } }) as const;
  for (let page = 1; page <= 10; page += 1) state = seen(state, page);
  state = seen(state, 1, separator('masuk'));
  state = seen(state, 2, { blank: true });
  state = seen(state, 5, separator(null));
  state = seen(state, 7, { separator: { kind: 'separator', code: 'patch-t', book: null } });
  state = seen(state, 8, { blank: true });
  expect(divide(state).parts).toEqual([
    { pages: [3, 4], book: 'masuk', begins: 'separator' },
    { pages: [6], book: null, begins: 'separator' },
    { pages: [9, 10], book: null, begins: 'separator' },
  ]);
  // By hand comes before what was seen.
  state = edit(state, { kind: 'separator', page: 5, is: false, book: null });
  state = edit(state, { kind: 'separator', page: 7, is: true, book: 'sk' });
  expect(divide(state).parts.map(({ pages, book }) => [pages, book])).toEqual([
    [[3, 4, 5, 6], 'masuk'],
    [[9, 10], 'sk'],
  ]);
  expect(view(state).parts[1]!.name).toBe('Pindai 2026-06-13 08.15 (2).pdf');
});

test('a damaged code asks; until then and unless it is a separator, the page stays in its letter', () => {
  let state = fed(opened(), 3);
  state = seen(state, 2, { separator: { kind: 'damaged' } });
  expect(documents(state)).toEqual([[1, 2, 3]]);
  expect(view(state).warnings).toMatchObject([{ code: 'batch.separator-damaged', pages: [2] }]);
  expect(documents(edit(state, { kind: 'separator', page: 2, is: true, book: null }))).toEqual([
    [1],
    [3],
  ]);
  state = edit(state, { kind: 'separator', page: 2, is: false, book: null });
  expect([documents(state), view(state).warnings]).toEqual([[[1, 2, 3]], []]);
});

test('blank pages part letters by that rule alone, and never where they are accepted', () => {
  let state = fed(opened({ splitting: { by: 'blank' } }), 5);
  for (const page of [1, 3, 4]) state = seen(state, page, { blank: true });
  expect(documents(state)).toEqual([[2], [5]]);
  state = edit(state, { kind: 'accept-blank', pages: [3], accept: true });
  expect(documents(state)).toEqual([[2, 3], [5]]);
  state = edit(state, { kind: 'splitting', splitting: { by: 'none' } });
  expect(documents(state)).toEqual([[1, 2, 3, 4, 5]]);
  expect(view(state).warnings).toMatchObject([{ code: 'batch.blank-pages', pages: [1, 4] }]);
  state = step(step(state, 'undo'), 'undo');
  expect(documents(state)).toEqual([[2], [5]]);
});

test('every so many pages, with splits and joins by hand among them', () => {
  let state = fed(opened({ splitting: { by: 'pages', pages: 2 } }), 7);
  expect(documents(state)).toEqual([[1, 2], [3, 4], [5, 6], [7]]);
  state = edit(state, { kind: 'boundary', page: 2, boundary: 'split' });
  expect(documents(state)).toEqual([[1], [2, 3], [4, 5], [6, 7]]);
  state = edit(state, { kind: 'boundary', page: 4, boundary: 'join' });
  expect(documents(state)).toEqual([[1], [2, 3, 4], [5, 6], [7]]);
  // What began with a deleted page begins with the next.
  state = edit(state, { kind: 'delete', pages: [2] });
  expect(documents(state)).toEqual([[1], [3, 4], [5, 6], [7]]);
});

test('what is in a finished document is left alone, and the rest goes on beside it', () => {
  let state = fed(opened({ splitting: { by: 'pages', pages: 2 } }), 4);
  state = edit(state, { kind: 'turn', pages: [1], by: 90 });
  const document = { sha256: 'a'.repeat(64), pages: 2, bytes: 1, name: 'a.pdf' };
  const body = { document, book: null, pages: [1, 2] };
  state = after(state, { type: 'document-made', version: 1, body });
  expect(documents(state)).toEqual([[3, 4]]);
  expect(() => decideEdit(state, { kind: 'delete', pages: [2] })).toThrow('batch.page-made');
  expect(() => decideStep(state, 'undo')).toThrow('batch.nothing-to-undo');
  expect(() => after(state, { type: 'document-made', version: 1, body })).toThrow('batch.damaged');
});

test('it says when more or fewer pages came than expected, and what was repeated', () => {
  let state = fed(opened({ expected: 3 }), 4);
  expect(view(state).warnings).toMatchObject([
    { code: 'batch.count-differs', data: { expected: 3, found: 4 } },
  ]);
  state = seen(state, 3, { repeats: 2 });
  expect(view(state).warnings[1]).toMatchObject({ code: 'batch.repeated-pages', pages: [3] });
  state = edit(state, { kind: 'delete', pages: [3] });
  expect(view(state).warnings).toEqual([]);
});

test('another clean-up looks at every page anew, but for those that are in finished documents', () => {
  let state = fed(opened({ splitting: { by: 'none' } }), 2);
  expect(toExamine(state)).toEqual([1, 2]);
  state = seen(seen(state, 1), 2);
  expect(toExamine(state)).toEqual([]);
  const settings = { ...state.settings, cleanUp: null };
  state = after(state, { type: 'settings-changed', version: 1, body: { settings } });
  expect(toExamine(state)).toEqual([1, 2]);
  // Separators are looked for once they are the rule.
  state = seen(seen(state, 1, { separator: undefined }), 2, { separator: undefined });
  state = edit(state, { kind: 'splitting', splitting: { by: 'separators' } });
  expect(toExamine(state)).toEqual([1, 2]);
});

test('a page that was turned by hand before it was cleaned stays as the person saw it', () => {
  const cleaned = {
    type: 'image/jpeg',
    width: 100,
    height: 100,
    resolution: 300,
    bytes: 1,
    sha256: 'a'.repeat(64),
    skewDegrees: 0,
    turned: 180,
  } as const;
  let state = fed(opened(), 3);
  state = edit(state, { kind: 'turn', pages: [1], by: 180 });
  state = edit(state, { kind: 'turn', pages: [2], by: 90 });
  for (const page of [1, 2, 3]) state = seen(state, page, { cleaned });
  const shown = () =>
    state.pages.map(
      ({ turn, picture: shows }) =>
        (turn + (state.pictures[shows - 1]!.findings?.cleaned?.turned ?? 0)) % 360,
    );
  // The third follows the clean-up.
  expect(shown()).toEqual([180, 90, 180]);
  const settings = { ...state.settings, cleanUp: null };
  state = after(state, { type: 'settings-changed', version: 1, body: { settings } });
  expect(shown().slice(1)).toEqual([90, 0]);
  for (const page of [1, 2, 3]) state = seen(state, page, { cleaned });
  expect(shown()).toEqual([180, 90, 180]);
});

test('an event that this Lontar does not know is refused; so is one that can’t follow', () => {
  for (const [type, version, body] of [
    ['page-came', 2, {}],
    ['page-flew', 1, {}],
    ['edited', 1, { edit: 'turn', pages: 'all', splitting: null }],
    ['opened', 1, null],
  ] as const) {
    expect(() => readEvent(type, version, body)).toThrow('batch.newer');
  }
  const state = fed(opened(), 1);
  const lost = {
    type: 'examined',
    version: 1,
    body: { picture: 9, findings: undefined! },
  } as const;
  expect(() => reduceBatch(state, lost)).toThrow('batch.damaged');
  expect(() => reduceBatch(null, { type: 'undone', version: 1, body: {} })).toThrow(
    'batch.damaged',
  );
  expect(() => decideArrival(opened(), picture(1))).toThrow('batch.damaged');
});

test('a document is named by its profile’s pattern', () => {
  const data = { date: '2026-06-13', time: '08.15', n: 3, book: null };
  expect(nameDocument('Surat {n} {book} {date}', data)).toBe('Surat 3 2026-06-13.pdf');
  expect(nameDocument('{book}', data)).toBe('2026-06-13 (3).pdf');
  expect(nameDocument('{book}-{time}.PDF', { ...data, book: 'masuk' })).toBe('masuk-08.15.PDF');
  expect(new Set(starterProfiles.map(({ key }) => key)).size).toBe(starterProfiles.length);
});
