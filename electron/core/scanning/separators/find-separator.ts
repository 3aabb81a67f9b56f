import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { LontarError } from '../../../../shared/contract/error.ts';
import { workerPool } from '../../worker-pool.ts';
import { IMPORT_LIMITS } from '../import/limits.ts';
import { loadSharp } from '../imaging.ts';
import type { GreyPage } from './ink.ts';
import type { Separator } from './judge.ts';

const pool = workerPool<GreyPage, Separator | null>({
  source: 'scanning/separators/separator-worker',
  workers: Math.min(2, availableParallelism()),
  timeLimitMs: 20_000,
});

/** The page is read this large: a module of our codes is then four pixels wide or more. */
const LEAST_LONG_SIDE = 800;

/**
 * Whether a scanned page is a separator sheet: ours, or Patch T. Null: it is a letter's page.
 * `book` is a book's key as the sheet says it; whether the office has that book is for the caller.
 * @param path a JPEG or PNG, turned and askew as it may be
 * @throws `file.damaged`, `file.missing`, `scanning.cancelled`, `work.failed`, `work.too-slow`
 */
export async function findSeparator(
  path: string,
  { signal }: { signal?: AbortSignal } = {},
): Promise<Separator | null> {
  const page = await smallGrey(path);
  return pool.run(page, { signal, transfer: [page.data.buffer as ArrayBuffer] });
}

async function smallGrey(path: string): Promise<GreyPage> {
  const sharp = await loadSharp();
  try {
    const picture = sharp(path, { limitInputPixels: IMPORT_LIMITS.pixels, failOn: 'none' });
    const { width, height } = await picture.metadata();
    // A power of two, which a JPEG is decoded to without its full size ever being there.
    let shrink = 1;
    while (Math.max(width, height) / (shrink * 2) >= LEAST_LONG_SIDE) shrink *= 2;
    const { data, info } = await picture
      .resize(Math.ceil(width / shrink), Math.ceil(height / shrink), {
        fit: 'fill',
        kernel: 'linear',
      })
      .flatten({ background: 'white' })
      .toColourspace('b-w')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data: grey(data, info.channels) };
  } catch (error) {
    const code = existsSync(path) ? 'file.damaged' : 'file.missing';
    throw new LontarError(code, { name: basename(path) }, { cause: error });
  }
}

function grey(data: Uint8Array, channels: number): Uint8Array {
  const out = new Uint8Array(data.length / channels);
  for (let at = 0; at < out.length; at++) out[at] = data[at * channels]!;
  return out;
}
