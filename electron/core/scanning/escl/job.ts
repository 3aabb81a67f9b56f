import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { LontarError } from '../../../../shared/contract/error.ts';
import { type EsclDevice, readStatus, refusalOf } from './device.ts';
import { askDevice } from './exchange.ts';
import { isSameHost } from './resolve-address.ts';
import { failureOfFeeder } from './status.ts';

export interface Job {
  /** On the device, without a slash at its end. */
  path: string;
  /** How long to wait before asking again, in milliseconds. */
  pauseOf(answer: { headers: IncomingHttpHeaders }): number;
  /** Ends it at the device, whatever has happened; never fails. */
  leave(): Promise<void>;
}

const MOST_PAUSE_MS = 10_000;

/**
 * Starts a job. While somebody else is at the device (503) it is asked again for a while.
 * @throws `scanning.busy`, `scanning.no-documents`, `scanning.jammed` …
 */
export async function startJob(
  device: EsclDevice,
  settings: string,
  fed: boolean,
  signal: AbortSignal | undefined,
): Promise<Job> {
  const { patience, url } = device;
  const began = performance.now();
  const path = `${url.root}/ScanJobs`;
  const pauseOf: Job['pauseOf'] = ({ headers }) => {
    const seconds = Number(headers['retry-after'] ?? Number.NaN);
    const wish = seconds > 0 ? seconds * 1000 : patience.againMs;
    return Math.min(wish, MOST_PAUSE_MS, Math.max(patience.againMs * 10, 1));
  };
  for (;;) {
    const answer = await askDevice(device, { method: 'POST', path, body: settings, signal });
    if (answer.status === 201 || answer.status === 200) {
      const job = await jobPath(device, answer.headers.location);
      return { path: job, pauseOf, leave: () => leave(device, job) };
    }
    if (answer.status !== 503) throw await jobRefusal(device, answer.status, fed, signal);
    if (performance.now() - began > patience.busyMs) throw new LontarError('scanning.busy');
    await pause(pauseOf(answer), undefined, { signal });
  }
}

/**
 * Of the job's address only the path is ever used; one that names another machine is refused, since
 * a device that sends us elsewhere is not what it says it is.
 */
async function jobPath(
  { url, address }: EsclDevice,
  location: string | undefined,
): Promise<string> {
  const refuse = (reason: string) => new LontarError('scanning.bad-answer', { reason });
  if (location === undefined || location.length > 2_000) throw refuse('no job');
  const scheme = url.secure ? 'https' : 'http';
  const target = URL.parse(location, `${scheme}://${url.origin}${url.root}/ScanJobs/`);
  if (!target || !/^https?:$/.test(target.protocol)) throw refuse('no job');
  if (target.hostname !== url.host && !(await isSameHost(target.hostname, address))) {
    throw new LontarError('scanning.redirected');
  }
  return target.pathname.replace(/\/+$/, '');
}

async function jobRefusal(
  device: EsclDevice,
  status: number,
  fed: boolean,
  signal: AbortSignal | undefined,
): Promise<LontarError> {
  if (status === 409 && fed) {
    const feeder = (await readStatus(device, signal))?.feeder ?? 'unknown';
    const failure = failureOfFeeder(feeder);
    if (failure) return new LontarError(failure);
    if (feeder === 'empty') return new LontarError('scanning.no-documents');
  }
  return refusalOf(status, device);
}

async function leave(device: EsclDevice, path: string): Promise<void> {
  const signal = AbortSignal.timeout(device.patience.leaveMs);
  try {
    await askDevice(device, { method: 'DELETE', path, signal });
  } catch {
    // It is gone, or does not know the job any more.
  }
}
