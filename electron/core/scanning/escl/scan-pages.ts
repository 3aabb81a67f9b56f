import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LontarError } from '../../../../shared/contract/error.ts';
import type { ScannedPage, ScanRequest, ScanResult } from '../../../../shared/contract/scanning.ts';
import { nextPageNumber } from '../keep-page.ts';
import { keepPicture } from '../keep-picture.ts';
import type { ScanHooks } from '../source.ts';
import { fetchPage } from './exchange.ts';
import { startJob, type Job } from './job.ts';
import { readCapabilities, readStatus, type EsclDevice } from './device.ts';
import { chooseJob, mostBytes, writeSettings } from './settings.ts';
import { failureOfFeeder } from './status.ts';

/** No feeder holds so many sheets; it bounds a device that never says that it is empty. */
const MOST_PAGES = 5_000;

/**
 * Scans into `outDir`, page by page. Whatever ends it, pages already reported stay, and an error
 * carries them as `pages`; the device is told that the job is over.
 * @throws `scanning.…` with `{device, pages}`; `scanning.cancelled` after an abort
 */
export async function scanEsclPages(
  device: EsclDevice,
  request: ScanRequest,
  outDir: string,
  hooks: ScanHooks,
): Promise<ScanResult> {
  const pages: ScannedPage[] = [];
  let job: Job | undefined;
  let rawDir: string | undefined;
  try {
    await mkdir(outDir, { recursive: true });
    hooks.signal?.throwIfAborted();
    const capabilities = await readCapabilities(device, hooks.signal);
    const settings = chooseJob(request, capabilities);
    const fed = settings.side.path !== 'flatbed';
    if (fed) await checkFeeder(device, request, hooks.signal);
    job = await startJob(device, writeSettings(settings, capabilities.version), fed, hooks.signal);
    rawDir = await mkdtemp(join(outDir, '.scan-'));
    const first = await nextPageNumber(outDir);
    const most = fed ? MOST_PAGES : 1;
    while (pages.length < most) {
      const number = first + pages.length;
      const path = join(rawDir, String(number));
      const got = await nextPage(device, job, {
        path,
        fed,
        taken: pages.length,
        mostBytes: mostBytes(settings),
        signal: hooks.signal,
        onPart: percentOf(number, hooks),
      });
      if (!got) break;
      const { mode } = request;
      const page = await keepPicture(path, outDir, {
        mode,
        resolution: request.resolution,
        number,
      });
      await rm(path, { force: true });
      pages.push(page);
      await hooks.onPage?.(page);
    }
    return { pages, ended: fed ? 'empty' : 'single' };
  } catch (error) {
    throw withPages(error, { device: device.url.id, pages }, hooks.signal);
  } finally {
    if (rawDir !== undefined) await rm(rawDir, { recursive: true, force: true });
    await job?.leave();
  }
}

/** Some devices say that they are empty with paper in them: a person may know better. */
async function checkFeeder(
  device: EsclDevice,
  request: ScanRequest,
  signal: AbortSignal | undefined,
): Promise<void> {
  const status = await readStatus(device, signal);
  const failure = status && failureOfFeeder(status.feeder);
  if (failure) throw new LontarError(failure);
  if (status?.feeder === 'empty' && !request.scanAnyway) {
    throw new LontarError('scanning.says-empty');
  }
}

interface NextPage {
  path: string;
  fed: boolean;
  taken: number;
  mostBytes: number;
  signal: AbortSignal | undefined;
  onPart: (part: number) => void;
}

/**
 * Waits for the next page; false at the end of the feed. Answers differ: 503 is "not yet"; 404 and
 * 410 are the end, or a question that came too early; 409 is the end, or a jam. The device's status
 * decides between them.
 */
async function nextPage(device: EsclDevice, job: Job, next: NextPage): Promise<boolean> {
  const { patience } = device;
  const { signal, fed, taken } = next;
  const began = performance.now();
  const waited = () => performance.now() - began;
  next.onPart(0);
  for (;;) {
    const path = `${job.path}/NextDocument`;
    const answer = await fetchPage(device, { method: 'GET', path, signal }, next);
    if (answer.status === 200) return true;
    const status = await readStatus(device, signal);
    const failure = status && fed && failureOfFeeder(status.feeder);
    if (failure) throw new LontarError(failure);
    const state = status?.jobs.find((one) => one.path === job.path);
    if (/^cancell?ed$/i.test(state?.state ?? '')) {
      throw new LontarError('scanning.stopped-at-device');
    }
    if (answer.status === 503) {
      if (waited() > patience.notReadyMs) throw new LontarError('scanning.busy');
    } else if ([404, 410].includes(answer.status)) {
      const running = state ? /^(processing|pending)$/i.test(state.state) : undefined;
      const more = running ?? (taken === 0 || (fed && status?.feeder === 'loaded'));
      if (!more || waited() > patience.missingMs) return ended(taken, fed, answer.status);
    } else if (answer.status === 409) {
      return ended(taken, fed, answer.status);
    } else {
      throw new LontarError('scanning.failed', { message: `HTTP ${answer.status}` });
    }
    await pause(job.pauseOf(answer), undefined, { signal });
  }
}

function ended(taken: number, fed: boolean, status: number): false {
  if (taken > 0) return false;
  if (fed) throw new LontarError('scanning.no-documents');
  throw new LontarError('scanning.failed', { message: `HTTP ${status}` });
}

function percentOf(page: number, hooks: ScanHooks): (part: number) => void {
  let told = -1;
  return (part) => {
    const percent = Math.min(100, Math.floor(part * 100));
    if (percent <= told) return;
    told = percent;
    hooks.onProgress?.({ page, percent });
  };
}

function withPages(
  error: unknown,
  data: { device: string; pages: ScannedPage[] },
  signal: AbortSignal | undefined,
): unknown {
  if (signal?.aborted) return new LontarError('scanning.cancelled', data);
  if (!(error instanceof LontarError)) return error;
  return new LontarError(error.code, { ...data, ...error.data }, { cause: error });
}
