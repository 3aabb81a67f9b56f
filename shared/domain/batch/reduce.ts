import type { ScanSettings } from '../../contract/batches.ts';
import { LontarError } from '../../contract/error.ts';
import type { BatchEvent, PictureFindings } from './events.ts';
import type { Batch, FeedState, PageState, Step } from './state.ts';

/** The batch after an event. Throws `batch.damaged` where the event can't follow this state. */
export function reduceBatch(state: Batch | null, event: BatchEvent): Batch {
  if (event.type === 'opened') {
    if (state) throw damaged(event);
    return {
      version: 1,
      status: 'open',
      ...event.body,
      pages: [],
      pictures: [],
      feeds: [],
      made: [],
      closeStopped: null,
      undo: [],
      redo: [],
    };
  }
  if (!state) throw damaged(event);
  return { ...state, ...change(state, event), version: state.version + 1 };
}

function change(state: Batch, event: Exclude<BatchEvent, { type: 'opened' }>): Partial<Batch> {
  switch (event.type) {
    case 'settings-changed':
      return settingsChanged(state, event.body.settings);
    case 'feed-begun': {
      const feed: FeedState = {
        ...event.body,
        came: [],
        resumedAt: 0,
        state: 'running',
        stopped: null,
      };
      return { feeds: [...state.feeds, feed] };
    }
    case 'feed-resumed':
      return changeFeed(state, event, {
        state: 'running',
        stopped: null,
        resumedAt: feedOf(state, event).came.length,
      });
    case 'feed-ended': {
      const { stopped } = event.body;
      return changeFeed(state, event, { state: stopped ? 'cut' : 'ended', stopped });
    }
    case 'page-came': {
      const { picture, place } = event.body;
      const page = newPage(state.pictures.length + 1, place, state.feeds.length);
      const pages = [...state.pages, page];
      return {
        ...changeFeed(state, event, { came: [...feedOf(state, event).came, pages.length] }),
        pages,
        pictures: [...state.pictures, { ...picture, findings: null }],
      };
    }
    case 'page-replaced': {
      const { picture, step } = event.body;
      const more = { ...state, pictures: [...state.pictures, { ...picture, findings: null }] };
      const [replaced] = step.pages;
      if (!replaced) throw damaged(event);
      return {
        ...changeFeed(more, event, { came: [...feedOf(more, event).came, replaced.page] }),
        pictures: more.pictures,
        ...taken(more, step, event),
      };
    }
    case 'edited':
      return taken(state, event.body, event);
    case 'undone': {
      const step = state.undo.at(-1);
      if (!step) throw damaged(event);
      return {
        ...apply(state, step, 'from', event),
        undo: state.undo.slice(0, -1),
        redo: [...state.redo, step],
      };
    }
    case 'redone': {
      const step = state.redo.at(-1);
      if (!step) throw damaged(event);
      return {
        ...apply(state, step, 'to', event),
        undo: [...state.undo, step],
        redo: state.redo.slice(0, -1),
      };
    }
    case 'examined': {
      const { picture, findings } = event.body;
      const known = state.pictures[picture - 1];
      if (!known) throw damaged(event);
      const pictures = state.pictures.with(picture - 1, { ...known, findings });
      const by = turnedIn(findings) - turnedIn(known.findings);
      return { pictures, pages: turnedBack(state.pages, new Map([[picture, by]])) };
    }
    case 'discarded':
      return { status: 'discarded' };
    case 'restored':
      return { status: 'open' };
    case 'closing':
      return { status: 'closing', closeStopped: null };
    case 'document-made': {
      const pages = state.pages.slice();
      for (const number of event.body.pages) {
        const page = pages[number - 1];
        if (!page || page.made !== null) throw damaged(event);
        pages[number - 1] = { ...page, made: state.made.length };
      }
      // What is in a finished document can't be taken back.
      return { pages, made: [...state.made, event.body], undo: [], redo: [] };
    }
    case 'closing-stopped':
      return { status: 'open', closeStopped: event.body.stopped };
  }
}

/** Another clean-up looks at every page anew, but for those in finished documents. */
function settingsChanged(state: Batch, settings: ScanSettings): Partial<Batch> {
  const same = JSON.stringify(settings.cleanUp) === JSON.stringify(state.settings.cleanUp);
  if (same) return { settings };
  const done = new Set(state.pages.filter(({ made }) => made !== null).map((page) => page.picture));
  const turns = new Map<number, number>();
  const pictures = state.pictures.map((picture, index) => {
    if (done.has(index + 1)) return picture;
    turns.set(index + 1, -turnedIn(picture.findings));
    return { ...picture, findings: null };
  });
  return { settings, pictures, pages: turnedBack(state.pages, turns) };
}

const turnedIn = (findings: PictureFindings | null): number => findings?.cleaned?.turned ?? 0;

/**
 * A page that a person has turned stays as they have seen it when the clean-up turns its picture too; one
 * that nobody has turned follows the clean-up.
 */
function turnedBack(pages: PageState[], by: ReadonlyMap<number, number>): PageState[] {
  return pages.map((page) => {
    const more = by.get(page.picture) ?? 0;
    if (page.turn === 0 || more === 0) return page;
    return { ...page, turn: ((page.turn - more + 720) % 360) as PageState['turn'] };
  });
}

function newPage(picture: number, place: string, feed: number): PageState {
  return {
    place,
    picture,
    turn: 0,
    deleted: false,
    boundary: 'auto',
    separator: null,
    book: null,
    blankAccepted: false,
    feed,
    made: null,
  };
}

function feedOf(state: Batch, event: BatchEvent): FeedState {
  const feed = state.feeds.at(-1);
  if (!feed) throw damaged(event);
  return feed;
}

function changeFeed(state: Batch, event: BatchEvent, to: Partial<FeedState>): Partial<Batch> {
  return { feeds: state.feeds.with(state.feeds.length - 1, { ...feedOf(state, event), ...to }) };
}

function taken(state: Batch, step: Step, event: BatchEvent): Partial<Batch> {
  return { ...apply(state, step, 'to', event), undo: [...state.undo, step], redo: [] };
}

function apply(
  state: Batch,
  step: Step,
  which: 'from' | 'to',
  event: BatchEvent,
): Pick<Batch, 'pages' | 'settings'> {
  const pages = state.pages.slice();
  for (const { page: number, [which]: marks } of step.pages) {
    const page = pages[number - 1];
    if (!page || (marks.picture ?? 1) > state.pictures.length) throw damaged(event);
    pages[number - 1] = { ...page, ...marks };
  }
  const { settings } = state;
  const splitting = step.splitting?.[which];
  return { pages, settings: splitting ? { ...settings, splitting } : settings };
}

function damaged({ type }: BatchEvent): LontarError {
  return new LontarError('batch.damaged', { event: type });
}
