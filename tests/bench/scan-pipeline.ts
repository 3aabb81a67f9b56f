/**
 * Raw pages of an office feeder (A4, 300 dpi, colour) into clean ones: straightened, cut, turned,
 * judged blank or not, compressed, synced to disk with a thumbnail; beside ImageMagick's
 * `convert -deskew 40% -trim +repage -quality 75` on the same pages, one process a core, in turns with
 * ours. Prints one JSON line.
 *
 *   node scripts/bench.mjs scan-pipeline --json
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import type { CleanWish } from '../../electron/core/scanning/clean/cleaner.ts';
import { openCleaner } from '../../electron/core/scanning/clean/cleaner.ts';
import { trueLetters } from '../core/scanning/clean/letters.ts';

export const short = ['--rounds', '1', '--pages', '2'];

const exec = promisify(execFile);
const CORES = 2;
const LIMITS = { pagesPerMinute: 120, factor: 5 } as const;
const WISH: CleanWish = { deskew: true, crop: true, upright: true, mode: 'color', quality: 75 };
const A4 = { width: 2480, height: 3508 } as const;

export interface ScanPipelineBench {
  bench: 'scan-pipeline';
  cores: number;
  pages: number;
  pagesPerMinute: number;
  imageMagickPagesPerMinute: number;
  factor: number;
  /** Of one processor, ours: what other work on the machine does not change. */
  processorSecondsPerPage: number;
  peakMb: number;
  limits: typeof LIMITS;
  ok: boolean;
}

export async function run(args: string[]): Promise<ScanPipelineBench> {
  const number = (flag: string, usual: number) =>
    args.includes(flag) ? Number(args[args.indexOf(flag) + 1]) : usual;
  const rounds = number('--rounds', 5);
  const count = number('--pages', 8);
  const folder = mkdtempSync(join(tmpdir(), 'lontar-bench-pipeline-'));
  const cleaner = openCleaner({ workers: CORES });
  try {
    const raw = await rawPages(folder, count);
    const clean = (path: string, at: number) =>
      cleaner.clean({ path }, WISH, { folder, name: `clean-${at}` });
    // Threads started, code compiled.
    await together(raw.slice(0, CORES), clean);
    let [own, peer, spent] = [0, 0, 0];
    for (let round = 0; round < rounds; round++) {
      const before = process.cpuUsage();
      own += await together(raw, clean);
      const { user, system } = process.cpuUsage(before);
      spent += user + system;
      peer += await together(raw, (path, at) => magick(path, join(folder, `peer-${at}.jpg`)));
    }
    const perMinute = (ms: number) => Math.round((rounds * raw.length * 60_000) / ms);
    const factor = Math.round((peer / own) * 10) / 10;
    const pagesPerMinute = perMinute(own);
    return {
      bench: 'scan-pipeline',
      cores: CORES,
      pages: rounds * raw.length,
      pagesPerMinute,
      imageMagickPagesPerMinute: perMinute(peer),
      factor,
      processorSecondsPerPage: Math.round(spent / (rounds * raw.length) / 1e4) / 100,
      peakMb: Math.round(process.resourceUsage().maxRSS / 1000),
      limits: LIMITS,
      // Some pages are a look at whether it runs: their figures are told, not judged.
      ok:
        args.includes('--pages') ||
        (pagesPerMinute >= LIMITS.pagesPerMinute && factor >= LIMITS.factor),
    };
  } finally {
    await cleaner.close();
    rmSync(folder, { recursive: true });
  }
}

/** Sample letters as a colour scanner gives them. */
async function rawPages(folder: string, count: number): Promise<string[]> {
  const letters = trueLetters();
  const paths = Array.from({ length: count }, (_, at) => join(folder, `raw-${at}.jpg`));
  for (const [at, path] of paths.entries()) {
    await sharp(letters[at % letters.length]!.path)
      .resize({ ...A4, fit: 'fill' })
      .toColourspace('srgb')
      .withDensity(300)
      .jpeg({ quality: 85, chromaSubsampling: '4:4:4' })
      .toFile(path);
  }
  return paths;
}

/** One page a core at a time. @returns ms for all */
async function together(
  pages: string[],
  work: (path: string, at: number) => Promise<unknown>,
): Promise<number> {
  const began = performance.now();
  const entries = pages.entries();
  const hand = async () => {
    for (const [at, path] of entries) await work(path, at);
  };
  await Promise.all(Array.from({ length: CORES }, hand));
  return performance.now() - began;
}

async function magick(input: string, output: string): Promise<void> {
  const args = ['-deskew', '40%', '-trim', '+repage', '-quality', '75', output];
  await exec(await imageMagick(), [input, ...args], {
    env: { ...process.env, MAGICK_THREAD_LIMIT: '1' },
  });
}

/** As its version 7 and Debian's 6 call it: other programs go by the name `convert` too. */
const imageMagick = once(async () => {
  for (const name of ['magick', 'convert-im6.q16']) {
    const { stdout } = await exec(name, ['-version']).catch(() => ({ stdout: '' }));
    if (stdout.includes('ImageMagick')) return name;
  }
  throw new Error('ImageMagick is not installed');
});

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
