import type { BatchPage, BatchSummary, BatchView, BatchWarning } from '../../contract/batches.ts';
import { asksWhatItIs, bookOf, divide, isSeparator } from './documents.ts';
import { nextFeed } from './feed.ts';
import { type NamingData, nameDocument } from './naming.ts';
import { type Batch, inOrder, lastFeed, type NumberedPage, pictureOf } from './state.ts';

/** What the journal does not hold. */
export interface Around extends Pick<NamingData, 'date' | 'time'> {
  batch: string;
  at: string;
  busy: BatchView['busy'];
}

export function summaryOf(state: Batch, { batch, at }: Around): BatchSummary {
  return {
    batch,
    at,
    profile: state.profile,
    status: state.status,
    pages: state.pages.filter(({ deleted }) => !deleted).length,
    documents: state.made.length + divide(state).parts.length,
    problem: null,
  };
}

export function viewOf(state: Batch, around: Around): BatchView {
  const { parts } = divide(state);
  const documents = new Map(
    parts.flatMap(({ pages }, index) => pages.map((page) => [page, index] as const)),
  );
  const shownBy = new Map(
    state.pages.flatMap(({ picture, deleted }, index) =>
      deleted ? [] : [[picture, index + 1] as const],
    ),
  );
  const sheets = inOrder(state).map((page) => sheetOf(state, page, { documents, shownBy }));
  const stopped = lastFeed(state)?.stopped ?? state.closeStopped;
  return {
    ...summaryOf(state, around),
    settings: state.settings,
    sheets,
    parts: parts.map((part, index) => ({ ...part, name: nameOf(state, around, part.book, index) })),
    made: state.made,
    warnings: warningsOf(state, sheets),
    next: nextFeed(state),
    stopped,
    waiting: toExamine(state).length,
    busy: around.busy,
    undo: state.undo.at(-1)?.edit ?? null,
    redo: state.redo.at(-1)?.edit ?? null,
  };
}

/** The name of the document that closing makes as the `index`th from now. */
export function nameOf(
  state: Batch,
  { date, time }: Pick<Around, 'date' | 'time'>,
  book: string | null,
  index: number,
): string {
  const n = state.made.length + index + 1;
  return nameDocument(state.settings.naming, { date, time, n, book });
}

/** Pictures that nobody has looked at yet, in the order in which they came. */
export function toExamine(state: Batch): number[] {
  const wanted = new Set<number>();
  for (const { picture, made } of state.pages) {
    const findings = state.pictures[picture - 1]!.findings;
    const unseen =
      findings === null ||
      (state.settings.splitting.by === 'separators' && findings.separator === undefined);
    if (unseen && made === null) wanted.add(picture);
  }
  return [...wanted].sort((one, other) => one - other);
}

function sheetOf(
  state: Batch,
  page: NumberedPage,
  { documents, shownBy }: { documents: Map<number, number>; shownBy: Map<number, number> },
): BatchPage {
  const picture = pictureOf(state, page);
  const { findings } = picture;
  const separator = isSeparator(state, page);
  const repeats = findings?.repeats ? (shownBy.get(findings.repeats) ?? null) : null;
  return {
    page: page.page,
    width: picture.width,
    height: picture.height,
    resolution: picture.resolution,
    side: picture.side,
    turn: page.turn,
    deleted: page.deleted,
    cleaning: findings === null ? 'waiting' : findings.failed === null ? 'done' : 'failed',
    failure: findings?.failed ?? null,
    blank: findings?.blank ?? false,
    blankAccepted: page.blankAccepted,
    isSeparator: separator,
    asks: asksWhatItIs(state, page),
    book: separator ? bookOf(state, page) : null,
    boundary: page.boundary,
    repeats: repeats === page.page ? null : repeats,
    document: documents.get(page.page) ?? null,
    made: page.made !== null,
    view: [
      page.picture,
      page.turn,
      findings?.cleaned?.sha256.slice(0, 12) ?? (findings ? 'seen' : 'raw'),
    ].join('-'),
  };
}

function warningsOf(state: Batch, sheets: BatchPage[]): BatchWarning[] {
  const live = sheets.filter(({ deleted, made }) => !deleted && !made);
  const about = (
    code: BatchWarning['code'],
    holds: (sheet: BatchPage) => boolean,
  ): BatchWarning[] => {
    const pages = live.filter(holds).map(({ page }) => page);
    return pages.length > 0 ? [{ code, pages, data: { count: pages.length } }] : [];
  };
  return [
    ...countDiffers(state, sheets),
    ...sidesDiffer(state),
    ...about('batch.separator-damaged', ({ asks }) => asks),
    ...about('batch.repeated-pages', ({ repeats }) => repeats !== null),
    // One that stands between documents is not to be reviewed: it is in none.
    ...about('batch.blank-pages', (sheet) => isReviewed(sheet)),
    ...about('batch.cleaning-failed', ({ cleaning }) => cleaning === 'failed'),
  ];
}

const isReviewed = ({ blank, blankAccepted, document }: BatchPage) =>
  blank && !blankAccepted && document !== null;

function countDiffers(state: Batch, sheets: BatchPage[]): BatchWarning[] {
  const { expected } = state.settings;
  if (expected === null || state.feeds.every((feed) => feed.state === 'running')) return [];
  if (lastFeed(state)?.state === 'running') return [];
  const found = sheets.filter(
    ({ deleted, document, made }) => !deleted && (made || document !== null),
  );
  if (found.length === expected) return [];
  return [{ code: 'batch.count-differs', pages: [], data: { expected, found: found.length } }];
}

function sidesDiffer({ feeds }: Batch): BatchWarning[] {
  return feeds.flatMap((backs, at): BatchWarning[] => {
    if (backs.kind !== 'backs' || backs.state === 'running') return [];
    const fronts = feeds.slice(0, at).findLast(({ kind }) => kind === 'fronts');
    if (!fronts || fronts.came.length === backs.came.length) return [];
    const data = { fronts: fronts.came.length, backs: backs.came.length };
    return [{ code: 'batch.sides-differ', pages: backs.came, data }];
  });
}
