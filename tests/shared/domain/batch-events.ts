import { ScanSettings } from '../../../shared/contract/batches.ts';
import type { Picture, PictureFindings } from '../../../shared/domain/batch/events.ts';
import { type BatchEvent, readEvent } from '../../../shared/domain/batch/events.ts';
import { decideArrival, decideFeed } from '../../../shared/domain/batch/feed.ts';
import { reduceBatch } from '../../../shared/domain/batch/reduce.ts';
import { type Batch, inOrder } from '../../../shared/domain/batch/state.ts';

/** The next state, by way of the text that the journal keeps. */
export function after(state: Batch | null, event: BatchEvent | null): Batch {
  if (event === null) return state!;
  const { type, version, body } = JSON.parse(JSON.stringify(event)) as BatchEvent;
  return reduceBatch(state, readEvent(type, version, body));
}

export function opened(settings: object = {}): Batch {
  const body = { settings: ScanSettings.parse(settings), profile: 'Tumpukan' };
  return after(null, { type: 'opened', version: 1, body });
}

export const picture = (file: number): Omit<Picture, 'side' | 'feed'> => ({
  file,
  type: 'image/jpeg',
  width: 2480,
  height: 3508,
  resolution: 300,
  mode: 'color',
  bytes: 400_000,
  sha256: file.toString(16).padStart(64, '0'),
});

/** The running feed brings so many pages more. */
export function bring(state: Batch, count: number): Batch {
  let next = state;
  for (let i = 0; i < count; i += 1) {
    next = after(next, decideArrival(next, picture(next.pictures.length + 1)));
  }
  return next;
}

export const ended = (state: Batch, stopped: string | null = null): Batch =>
  after(state, {
    type: 'feed-ended',
    version: 1,
    body: { stopped: stopped === null ? null : { code: stopped, data: {} } },
  });

/** A whole feed of so many pages at the end. */
export const fed = (state: Batch, count: number): Batch =>
  ended(bring(after(state, decideFeed(state, { to: 'end' })), count));

/** What was seen on a page. */
export function seen(state: Batch, page: number, findings: Partial<PictureFindings> = {}): Batch {
  const body = {
    picture: state.pages[page - 1]!.picture,
    findings: {
      cleaned: null,
      blank: false,
      coverage: 0.1,
      separator: null,
      repeats: null,
      failed: null,
      ...findings,
    },
  };
  return after(state, { type: 'examined', version: 1, body });
}

export const order = (state: Batch): number[] => inOrder(state).map(({ page }) => page);
