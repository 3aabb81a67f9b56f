import { mkdir, mkdtemp, readdir, readFile, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  Capabilities,
  ScannedPage,
  ScanRequest,
  ScanResult,
} from '../../../../shared/contract/scanning.ts';
import { LontarError } from '../../../../shared/contract/error.ts';
import { diskError } from '../../archive/durable.ts';
import { keepPage, nextPageNumber } from '../keep-page.ts';
import { readPnm } from '../raster.ts';
import type { ScanHooks } from '../source.ts';
import { asArguments, chooseSettings, chooseState } from './choose-settings.ts';
import type { Settings } from './choose-settings.ts';
import { failureOf, readFailure } from './failure.ts';
import { readSaneCapabilities } from './read-capabilities.ts';
import { runScanimage } from './run-scanimage.ts';

/** No feeder holds so many sheets; it bounds a driver that never says that it is empty. */
const MOST_PAGES = 5_000;
/** Lamps warm up for a minute; after three without a word the device is taken for lost. */
const SCAN_SILENCE_MS = 180_000;

export interface SaneScan extends ScanHooks {
  env?: NodeJS.ProcessEnv;
  /** As `readSaneCapabilities` gave them; read from the device where they are missing. */
  capabilities?: Capabilities;
  silenceMs?: number;
  leaveMs?: number;
}

/**
 * Scans into `outDir`, page by page. Whatever ends it, pages already reported stay, and an error
 * carries them as `pages`.
 * @throws `scanning.…` with `{device, pages}`; `scanning.cancelled` after an abort
 */
export async function scanSanePages(
  request: ScanRequest,
  outDir: string,
  scan: SaneScan = {},
): Promise<ScanResult> {
  await mkdir(outDir, { recursive: true });
  const settings = await settle(request, scan);
  // On the same disk as the pages; its name can't be guessed.
  const rawDir = await mkdtemp(join(outDir, '.scan-'));
  try {
    return await run(request, settings, { ...scan, rawDir, outDir });
  } finally {
    await rm(rawDir, { recursive: true, force: true });
  }
}

async function settle(request: ScanRequest, scan: SaneScan): Promise<Settings> {
  const { signal, env } = scan;
  const read = (settings: [string, string][]) =>
    readSaneCapabilities(request.device, { signal, env, settings });
  const known = scan.capabilities ?? (await read([]));
  const state = chooseState(request, known);
  const current = new Map(known.options.map((option) => [option.name, option.current]));
  // The feeder may be longer than the glass: ask the device again once the source is set.
  const differs = state.some(([name, value]) => current.get(name) !== value);
  return chooseSettings(
    request,
    differs ? { ...(await read(state)), sources: known.sources } : known,
  );
}

interface Running extends SaneScan {
  rawDir: string;
  outDir: string;
}

async function run(request: ScanRequest, settings: Settings, scan: Running): Promise<ScanResult> {
  const pages: ScannedPage[] = [];
  const first = await nextPageNumber(scan.outDir);
  const halt = new AbortController();
  const signal = scan.signal ? AbortSignal.any([scan.signal, halt.signal]) : halt.signal;
  let broken: unknown;
  let resolution = settings.resolution;
  let keeping = Promise.resolve();
  const waiting: string[] = [];
  const keepNow = async (name: string, room: 'as is' | 'make room') => {
    const path = join(scan.rawDir, name);
    const number = first + pages.length;
    const raster = readPnm(await readFile(path));
    if (room === 'make room') await rm(path);
    const page = await keepPage(raster, scan.outDir, { mode: settings.mode, resolution, number });
    await rm(path, { force: true });
    pages.push(page);
    await scan.onPage?.(page);
  };
  const keep = async (name: string) => {
    if (broken !== undefined) {
      waiting.push(name);
      return;
    }
    try {
      await keepNow(name, 'as is');
    } catch (error) {
      waiting.push(name);
      broken = await explain(error, scan.rawDir);
      halt.abort();
    }
  };
  const progress = reportProgress(first, scan);
  const end = await runScanimage(batchArguments(request, settings), {
    signal,
    cwd: scan.rawDir,
    env: scan.env,
    silenceMs: scan.silenceMs ?? SCAN_SILENCE_MS,
    leaveMs: scan.leaveMs,
    onStdoutLine: (line) => {
      // The name comes back from the program: only one that it was told to give is opened.
      if (/^\d+\.pnm$/.test(line)) keeping = keeping.then(() => keep(line));
    },
    onStderrLine: (line) => {
      const rounded = /rounded value of resolution from \S+ to (\S+)/.exec(line);
      if (rounded && Number(rounded[1]) > 0) resolution = Number(rounded[1]);
      progress(line);
    },
  });
  await keeping;
  if (broken instanceof LontarError && broken.code === 'disk.full') {
    await keepWhatFits(scan.rawDir, waiting, keepNow);
  }
  const data = { device: request.device, pages };
  if (broken instanceof LontarError) throw withData(broken, data);
  if (broken !== undefined) throw broken;
  if (scan.signal?.aborted) throw new LontarError('scanning.cancelled', data);
  const failure = readFailure(end.stderr);
  if (request.feeder && pages.length > 0 && failure?.code === 'scanning.no-documents') {
    return { pages, ended: 'empty' };
  }
  if (!request.feeder && pages.length > 0 && failure === null) return { pages, ended: 'single' };
  if (request.feeder && pages.length >= MOST_PAGES) return { pages, ended: 'empty' };
  const refusal = failureOf(end, data);
  throw refusal.code === 'scanning.jammed' && (await sawDoubleFeed(request, scan))
    ? new LontarError('scanning.double-feed', refusal.data)
    : refusal;
}

/** SANE has one status for both; a few drivers show which it was on a sensor of their own. */
async function sawDoubleFeed(request: ScanRequest, { env, signal }: Running): Promise<boolean> {
  try {
    const { feederState } = await readSaneCapabilities(request.device, { env, signal });
    return feederState === 'double-feed';
  } catch {
    return false;
  }
}

/**
 * On a full disk: the half page that filled it goes, and each whole one makes room for its own
 * smaller file, so that no sheet that went through is scanned in vain.
 */
async function keepWhatFits(
  rawDir: string,
  waiting: string[],
  keepNow: (name: string, room: 'make room') => Promise<void>,
): Promise<void> {
  for (const name of await readdir(rawDir)) {
    const path = join(rawDir, name);
    const whole = waiting.includes(name) && (await isWhole(path));
    if (!whole) await rm(path, { force: true });
  }
  for (const name of waiting) {
    try {
      await keepNow(name, 'make room');
    } catch {
      return; // still no room: pages after this one would be out of order
    }
  }
}

async function isWhole(path: string): Promise<boolean> {
  try {
    readPnm(await readFile(path));
    return true;
  } catch {
    return false;
  }
}

function batchArguments(request: ScanRequest, settings: Settings): string[] {
  return [
    `--device-name=${request.device}`,
    '--format=pnm',
    '--batch=%d.pnm',
    `--batch-count=${request.feeder ? MOST_PAGES : 1}`,
    '--batch-print',
    '--progress',
    ...asArguments([...settings.state, ...settings.rest]),
  ];
}

function reportProgress(first: number, scan: Running): (line: string) => void {
  let page = first;
  let told = -1;
  return (line) => {
    const begun = /^Scanning page (\d+)/.exec(line);
    if (begun) [page, told] = [first + Number(begun[1]) - 1, -1];
    const percent = Math.floor(Number(/^Progress: ([\d.]+)%/.exec(line)?.[1] ?? -1));
    if (percent <= told || percent > 100) return;
    told = percent;
    scan.onProgress?.({ page, percent });
  };
}

/** A page cut short on a full disk is the disk's doing, not the scanner's. */
async function explain(error: unknown, dir: string): Promise<unknown> {
  if (error instanceof LontarError && error.code === 'scanning.incomplete-page') {
    const { bavail, bsize } = await statfs(dir);
    const blocks = await stat(dir);
    if (bavail * bsize < Math.max(blocks.blksize, 1 << 20)) {
      return new LontarError('disk.full', { path: dir });
    }
  }
  return diskError(error, dir);
}

function withData(error: LontarError, data: Record<string, unknown>): LontarError {
  return new LontarError(error.code, { ...data, ...error.data }, { cause: error });
}
