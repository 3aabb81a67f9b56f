import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ParsedInputOf } from '../../../../shared/contract/api.ts';
import type {
  BatchProgress,
  FeedAnswer,
  ScanSettings,
} from '../../../../shared/contract/batches.ts';
import { LontarError, toWireError, type WireError } from '../../../../shared/contract/error.ts';
import {
  isFeederEmpty,
  type ScannedPage,
  type ScanRequest,
} from '../../../../shared/contract/scanning.ts';
import type { BatchEvent } from '../../../../shared/domain/batch/events.ts';
import {
  decideArrival,
  decideFeed,
  decideResume,
  nextFeed,
} from '../../../../shared/domain/batch/feed.ts';
import { type Batch, lastFeed } from '../../../../shared/domain/batch/state.ts';
import type { CallContext, CoreContext } from '../../context.ts';
import { deviceCapabilities } from '../device-capabilities.ts';
import { listDevices } from '../list-devices.ts';
import { scan } from '../scan.ts';
import { allSources } from '../sources.ts';
import { type BatchDesk, deskOf, type Live } from './desk.ts';
import { batchFolder, feedFolder, makeFolders, pageFile } from './folder.ts';
import { adoptPages, settle } from './settle.ts';

/** Feeds until the paper is out, or one page from the glass. What came is safe, whatever stops it. */
export function scanIntoBatch(
  context: CoreContext,
  { batch, target, side, anyway }: ParsedInputOf<'batches.scan'>,
  call: CallContext,
): Promise<FeedAnswer> {
  const decide = (state: Batch) => decideFeed(state, target, side);
  return feed(context, batch, decide, (feeding) => scanPages(feeding, anyway), call);
}

/** Goes on with the feed that was cut off. */
export function resumeBatch(
  context: CoreContext,
  { batch, anyway }: ParsedInputOf<'batches.resume'>,
  call: CallContext,
): Promise<FeedAnswer> {
  return feed(context, batch, decideResume, (feeding) => scanPages(feeding, anyway), call);
}

export interface Feeding {
  context: CoreContext;
  live: Live;
  /** Where the feed's pages go. */
  folder: string;
  signal?: AbortSignal | undefined;
  tell(progress: BatchProgress): void;
  /** Takes a page that is safe in the folder into the batch. */
  keep(page: ScannedPage): void;
}

/** Lets pages in, by whatever way `bring` knows; one way at a time for a batch. */
export async function feed(
  context: CoreContext,
  batch: string,
  decide: (state: Batch) => BatchEvent,
  bring: (feeding: Feeding) => Promise<void>,
  { signal, progress }: CallContext = {},
): Promise<FeedAnswer> {
  const desk = deskOf(context);
  const live = await desk.live(batch);
  return desk.during(live, 'scanning', async () => {
    // A full disk may have kept the end of the feed before out of the journal.
    await settle(desk, live);
    desk.append(live, decide(live.state));
    const before = lastFeed(live.state)!.came.length;
    const came = () => lastFeed(live.state)!.came.slice(before);
    const folder = feedFolder(batchFolder(context.archive.home, batch), live.state.feeds.length);
    const tell = (value: BatchProgress) => progress?.(value);
    let stopped: WireError | null = null;
    try {
      makeFolders(context.archive.home, batch, folder);
      const keep = (page: ScannedPage) => keepPage(desk, live, page, tell);
      await bring({ context, live, folder, signal, tell, keep });
    } catch (error) {
      stopped = signal?.aborted ? { code: 'scanning.cancelled', data: {} } : reasonOf(error);
    }
    await end(desk, live, stopped);
    return { came: came(), stopped, next: nextFeed(live.state) };
  });
}

function keepPage(
  desk: BatchDesk,
  live: Live,
  { path, type, width, height, resolution, mode, bytes, sha256 }: ScannedPage,
  tell: Feeding['tell'],
): void {
  const named = pageFile(basename(path));
  const feeds = live.state.feeds.length;
  const home = desk.context.archive.home;
  if (!named || dirname(path) !== feedFolder(batchFolder(home, live.batch), feeds)) {
    throw new LontarError('internal', { message: `a page came as ${basename(path)}` });
  }
  const picture = { file: named.file, type, width, height, resolution, mode, bytes, sha256 };
  desk.append(live, decideArrival(live.state, picture));
  tell({ step: 'kept', page: lastFeed(live.state)!.came.at(-1)! });
  desk.context.announce({ operation: 'batches.scan', batch: live.batch });
}

/**
 * On a full disk the end may find no room in the journal: it is shown all the same, and the next feed
 * writes it. A feed that was
 * cut off, and finds the feeder empty when it goes on, was at its end.
 */
async function end(desk: BatchDesk, live: Live, cause: WireError | null): Promise<void> {
  const ended = (): BatchEvent => {
    const some = lastFeed(live.state)!.came.length > 0;
    const stopped = some && isFeederEmpty(cause?.code) ? null : cause;
    return { type: 'feed-ended', version: 1, body: { stopped } };
  };
  try {
    await adoptPages(desk, live);
    desk.append(live, ended());
  } catch (error) {
    if (cause === null) throw error;
    live.unwritten = ended();
  }
}

/** The pages are in the journal: they need not be in the error too. */
function reasonOf(error: unknown): WireError {
  const { code, data } = toWireError(error);
  return {
    code,
    data: Object.fromEntries(Object.entries(data).filter(([key]) => key !== 'pages')),
  };
}

/** Long enough that a driver is not asked without a pause. */
const PAPER_MS = 2_000;

async function scanPages(
  { context, live, folder, signal, tell, keep }: Feeding,
  scanAnyway: boolean,
): Promise<void> {
  const request = await requestFor(context, live.state.settings, signal);
  const one = lastFeed(live.state)!.kind === 'replace';
  for (;;) {
    const stop = new AbortController();
    let came = 0;
    try {
      await scan({
        ...request,
        scanAnyway,
        outDir: folder,
        home: context.archive.home,
        signal: signal ? AbortSignal.any([signal, stop.signal]) : stop.signal,
        onProgress: ({ percent }) => tell({ step: 'page', percent }),
        onPage: (page) => {
          keep(page);
          came += 1;
          // Of a whole pile only the first sheet was asked for.
          if (one) stop.abort();
        },
      });
      return;
    } catch (error) {
      if (one && came > 0 && stop.signal.aborted && !signal?.aborted) return;
      const empty = error instanceof LontarError && isFeederEmpty(error.code);
      if (!empty || came > 0 || !live.state.settings.waitForPaper) throw error;
    }
    tell({ step: 'waiting-for-paper' });
    await sleep(PAPER_MS, undefined, { ...(signal && { signal }) });
  }
}

async function requestFor(
  context: CoreContext,
  settings: ScanSettings,
  signal: AbortSignal | undefined,
): Promise<Omit<ScanRequest, 'scanAnyway'>> {
  const { way, resolution, mode, size } = settings;
  const asking = { ...(signal && { signal }), home: context.archive.home };
  const device = settings.device ?? (await firstDevice(context, signal));
  const double =
    settings.doubleFeed === 'as-device'
      ? {}
      : (await deviceCapabilities(device, asking)).doubleFeed?.[settings.doubleFeed];
  return {
    device,
    feeder: way !== 'flatbed',
    duplex: way === 'duplex',
    resolution,
    mode: mode === 'auto' ? 'color' : mode,
    size,
    options: { ...double, ...settings.options },
  };
}

async function firstDevice({ archive }: CoreContext, signal?: AbortSignal): Promise<string> {
  const sources = allSources({ home: archive.home });
  const [first] = await listDevices({ sources, ...(signal && { signal }) });
  if (!first) throw new LontarError('scanning.no-device');
  return first.id;
}
