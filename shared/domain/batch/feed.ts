import type { FeedTarget } from '../../contract/batches.ts';
import { LontarError } from '../../contract/error.ts';
import { decideReplace, mustBeFree, mustBeOpen } from './edit.ts';
import type { BatchEvent, Picture } from './events.ts';
import { placeAfter, placeBetween } from './place.ts';
import { type Batch, type FeedState, inOrder, lastFeed } from './state.ts';

/** The event that lets paper in. Throws `batch.not-open`, `batch.page-unknown`, `batch.page-made`. */
export function decideFeed(
  state: Batch,
  target: FeedTarget,
  side: 'auto' | 'fronts' = 'auto',
): BatchEvent {
  mustBeOpen(state);
  const { way } = state.settings;
  const duplex = way === 'duplex';
  if (target.to !== 'end') {
    if (target.page !== null) mustBeFree(state, target.page);
    return begun({ kind: target.to, duplex, page: target.page });
  }
  if (way !== 'manual-duplex') return begun({ kind: 'end', duplex, page: null });
  const last = lastFeed(state);
  if (side === 'auto' && last?.state === 'cut' && isSided(last)) return resumed;
  const flipped = side === 'auto' && last?.kind === 'fronts' && last.state === 'ended';
  return begun({ kind: flipped ? 'backs' : 'fronts', duplex: false, page: null });
}

/** Goes on with what was cut off; where nothing was, a new feed. */
export function decideResume(state: Batch): BatchEvent {
  mustBeOpen(state);
  return lastFeed(state)?.state === 'cut' ? resumed : decideFeed(state, { to: 'end' });
}

/** Files come all at the end, or where they were dropped: they have no sides to pair. */
export function decideFilesFeed(state: Batch, target: FeedTarget): BatchEvent {
  mustBeOpen(state);
  if (target.to === 'end') return begun({ kind: 'end', duplex: false, page: null });
  if (target.page !== null) mustBeFree(state, target.page);
  return begun({ kind: target.to, duplex: false, page: target.page });
}

/** The event of a page that has come through the running feed. Throws `batch.damaged` without one. */
export function decideArrival(state: Batch, came: Omit<Picture, 'side' | 'feed'>): BatchEvent {
  const feed = lastFeed(state);
  if (!feed) throw new LontarError('batch.damaged', { event: 'page-came' });
  const picture: Picture = { ...came, feed: state.feeds.length, side: sideOf(feed) };
  if (feed.kind === 'replace' && feed.came.length === 0 && feed.page !== null) {
    return decideReplace(state, feed.page, picture);
  }
  return { type: 'page-came', version: 1, body: { picture, place: placeFor(state, feed) } };
}

/** What a person would let in next. */
export function nextFeed(state: Batch): 'scan' | 'flip' | 'resume' {
  const last = lastFeed(state);
  if (last?.state === 'cut') return 'resume';
  const flips = state.settings.way === 'manual-duplex' && last?.kind === 'fronts';
  return flips && last.state === 'ended' && last.came.length > 0 ? 'flip' : 'scan';
}

function sideOf(feed: FeedState): 'front' | 'back' | null {
  if (feed.kind === 'fronts') return 'front';
  if (feed.kind === 'backs') return 'back';
  if (!feed.duplex) return null;
  return (feed.came.length - feed.resumedAt) % 2 === 0 ? 'front' : 'back';
}

function placeFor(state: Batch, feed: FeedState): string {
  const before = feed.came.at(-1);
  switch (feed.kind) {
    case 'end':
    case 'fronts':
      return atEnd(state);
    case 'after':
    case 'replace':
      return before === undefined ? behind(state, feed.page) : behind(state, before);
    case 'backs': {
      // The pile lies face down now: its last sheet comes first.
      const fronts = state.feeds.findLast(({ kind }) => kind === 'fronts')?.came ?? [];
      const front = fronts[fronts.length - 1 - feed.came.length];
      return front === undefined ? atEnd(state) : behind(state, front);
    }
  }
}

function atEnd(state: Batch): string {
  let last: string | null = null;
  for (const { place } of state.pages) if (last === null || place > last) last = place;
  return placeAfter(last);
}

/** Behind a page, or before all. */
function behind(state: Batch, page: number | null): string {
  const places = inOrder(state);
  const at = page === null ? -1 : places.findIndex((one) => one.page === page);
  const below = places[at]?.place ?? null;
  // Two pages may stand on the same place: behind both, then.
  const above = places.slice(at + 1).find(({ place }) => below === null || place > below);
  return placeBetween(below, above?.place ?? null);
}

const isSided = ({ kind }: FeedState) => kind === 'fronts' || kind === 'backs';

type Begun = Extract<BatchEvent, { type: 'feed-begun' }>;
const begun = (body: Begun['body']): BatchEvent => ({ type: 'feed-begun', version: 1, body });
const resumed: BatchEvent = { type: 'feed-resumed', version: 1, body: {} };
