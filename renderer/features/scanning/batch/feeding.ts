import type {
  BatchProgress,
  ClosedBatch,
  FeedAnswer,
} from '../../../../shared/contract/batches.ts';
import { ask, type Asked } from '../../../app/api.ts';
import { forget } from '../../../app/queries.ts';
import { storeOf } from '../../../app/store.ts';

/** Something long that is being done to a batch. It goes on while other screens are looked at. */
export interface Feed {
  work: 'scan' | 'add' | 'close';
  step: BatchProgress | null;
  stop: () => void;
}

const store = storeOf<{ feeds: Record<string, Feed> }>({ feeds: {} });

export const useFeed = (batch: string): Feed | null => store.use().feeds[batch] ?? null;
export const useFeeds = () => store.use().feeds;

function put(batch: string, feed: Feed | null) {
  const { [batch]: _, ...others } = store.get().feeds;
  store.set({ feeds: feed ? { ...others, [batch]: feed } : others });
}

async function during<Result>(
  batch: string,
  work: Feed['work'],
  run: (options: { signal: AbortSignal; onProgress: (value: unknown) => void }) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  let feed: Feed = { work, step: null, stop: () => controller.abort() };
  put(batch, feed);
  try {
    return await run({
      signal: controller.signal,
      onProgress(value) {
        feed = { ...feed, step: value as BatchProgress };
        put(batch, feed);
      },
    });
  } finally {
    put(batch, null);
    forget('batches.scan');
  }
}

/** Feeds paper in. What came is safe, whatever stops it; the answer says what did. */
export const scanInto = (input: Asked<'batches.scan'>): Promise<FeedAnswer> =>
  during(input.batch, 'scan', (options) => ask('batches.scan', input, options));

export const resume = (input: Asked<'batches.resume'>): Promise<FeedAnswer> =>
  during(input.batch, 'scan', (options) => ask('batches.resume', input, options));

export const addFiles = (input: Asked<'batches.add'>): Promise<FeedAnswer> =>
  during(input.batch, 'add', (options) => ask('batches.add', input, options));

export const close = (batch: string): Promise<ClosedBatch> =>
  during(batch, 'close', (options) => ask('batches.close', { batch }, options));
