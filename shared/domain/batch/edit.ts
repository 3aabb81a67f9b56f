import type { BatchEdit } from '../../contract/batches.ts';
import { LontarError } from '../../contract/error.ts';
import type { BatchEvent, Picture } from './events.ts';
import { placesFor } from './place.ts';
import { type Batch, inOrder, type PageMarks, type Step } from './state.ts';

/**
 * The event of an edit, or null where nothing would change.
 * Throws `batch.page-unknown`, `batch.page-made`, `batch.not-open`.
 */
export function decideEdit(state: Batch, edit: BatchEdit): BatchEvent | null {
  mustBeOpen(state);
  if (edit.kind === 'splitting') {
    const [from, to] = [state.settings.splitting, edit.splitting];
    const same =
      from.by === to.by && (from.by !== 'pages' || to.by !== 'pages' || from.pages === to.pages);
    return same ? null : edited({ edit: edit.kind, pages: [], splitting: { from, to } });
  }
  const wanted = new Map<number, Partial<PageMarks>>();
  const numbers = 'pages' in edit ? [...new Set(edit.pages)] : [edit.page];
  for (const number of numbers) mustBeFree(state, number);
  if (edit.kind === 'move') {
    for (const [page, place] of moved(state, numbers, edit.before)) wanted.set(page, { place });
  } else {
    for (const number of numbers) wanted.set(number, marksOf(state, number, edit));
  }
  const pages = [...wanted].flatMap(([page, to]) => {
    const now = state.pages[page - 1]!;
    const names = Object.keys(to) as (keyof PageMarks)[];
    if (names.every((name) => now[name] === to[name])) return [];
    return [{ page, from: Object.fromEntries(names.map((name) => [name, now[name]])), to }];
  });
  return pages.length === 0 ? null : edited({ edit: edit.kind, pages, splitting: null });
}

/** The event of a page scanned anew. */
export function decideReplace(state: Batch, page: number, picture: Picture): BatchEvent {
  mustBeFree(state, page);
  const now = state.pages[page - 1]!;
  const from = { picture: now.picture, turn: now.turn, deleted: now.deleted };
  const to = { picture: state.pictures.length + 1, turn: 0 as const, deleted: false };
  const step: Step = { edit: 'replace', pages: [{ page, from, to }], splitting: null };
  return { type: 'page-replaced', version: 1, body: { picture, step } };
}

/** Throws `batch.nothing-to-undo`, `batch.nothing-to-redo`. */
export function decideStep(state: Batch, way: 'undo' | 'redo'): BatchEvent {
  mustBeOpen(state);
  if (state[way].length === 0) throw new LontarError(`batch.nothing-to-${way}`);
  return { type: way === 'undo' ? 'undone' : 'redone', version: 1, body: {} };
}

export function mustBeOpen({ status }: Batch): void {
  if (status !== 'open') throw new LontarError('batch.not-open', { status });
}

/** Throws where there is no such page, or where it is in a finished document. */
export function mustBeFree(state: Batch, page: number): void {
  const known = state.pages[page - 1];
  if (!known) throw new LontarError('batch.page-unknown', { page });
  if (known.made !== null) throw new LontarError('batch.page-made', { page });
}

function marksOf(
  state: Batch,
  number: number,
  edit: Exclude<BatchEdit, { kind: 'move' | 'splitting' }>,
): Partial<PageMarks> {
  switch (edit.kind) {
    case 'turn':
      return { turn: ((state.pages[number - 1]!.turn + edit.by) % 360) as PageMarks['turn'] };
    case 'delete':
      return { deleted: true };
    case 'restore':
      return { deleted: false };
    case 'boundary':
      return { boundary: edit.boundary };
    case 'separator':
      return { separator: edit.is, book: edit.book };
    case 'accept-blank':
      return { blankAccepted: edit.accept };
  }
}

function moved(state: Batch, numbers: number[], before: number | null): Map<number, string> {
  if (before !== null) mustBeFree(state, before);
  const moving = new Set(numbers);
  const all = inOrder(state);
  const rest = all.filter(({ page }) => !moving.has(page));
  // Before a page that moves itself: before the next one that stays.
  const from = before === null ? all.length : all.findIndex(({ page }) => page === before);
  const anchor = all.slice(from).find(({ page }) => !moving.has(page));
  const at = anchor ? rest.findIndex(({ page }) => page === anchor.page) : rest.length;
  const movers = numbers.map((page) => ({ page, place: state.pages[page - 1]!.place }));
  const order = rest.toSpliced(at, 0, ...(movers as typeof rest));
  if (order.every(({ page }, index) => page === all[index]!.page)) return new Map();
  return placesFor(order, moving);
}

const edited = (body: Step): BatchEvent => ({ type: 'edited', version: 1, body });
