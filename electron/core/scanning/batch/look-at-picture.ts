import { appendFileSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CleanUp } from '../../../../shared/contract/batches.ts';
import { LontarError, toWireError } from '../../../../shared/contract/error.ts';
import type { PictureFindings } from '../../../../shared/domain/batch/events.ts';
import type { Batch } from '../../../../shared/domain/batch/state.ts';
import { diskError } from '../../archive/durable.ts';
import type { Cleaner } from '../clean/cleaner.ts';
import { loadSharp } from '../imaging.ts';
import { findSeparator } from '../separators/find-separator.ts';
import type { Live } from './desk.ts';
import { batchFolder, cleanFolder, cleanName, rawPath, thumbnailPath } from './folder.ts';

interface Look {
  live: Live;
  /** The picture's. */
  number: number;
  home: string;
  cleaner: Cleaner;
  signal: AbortSignal;
}

/** For the thumbnail and the blank test alone, where the page is to stay as it is. */
const AS_IT_IS: CleanUp = {
  deskew: false,
  crop: false,
  upright: false,
  mode: 'keep',
  quality: 75,
};

/** Cleans a copy, and says what is on the page. Throws what `Cleaner.clean` throws. */
export async function lookAtPicture(look: Look): Promise<PictureFindings> {
  const { live, number, home, cleaner, signal } = look;
  const { cleanUp, splitting } = live.state.settings;
  const folder = batchFolder(home, live.batch);
  const picture = live.state.pictures[number - 1]!;
  const path = rawPath(folder, picture);
  const tries = triesOf(folder, number);
  const page = { path, ...(picture.resolution > 0 && { resolution: picture.resolution }) };
  const out = { folder: cleanFolder(folder), name: cleanName(number) };
  tries.begin();
  const [done, separator] = await Promise.all([
    cleaner.clean(page, cleanUp ?? AS_IT_IS, out, signal),
    splitting.by === 'separators' ? separatorOn(path, signal) : undefined,
  ]).finally(tries.end);
  const { type, width, height, resolution, bytes, sha256, skewDegrees, turned } = done;
  return {
    cleaned: cleanUp && { type, width, height, resolution, bytes, sha256, skewDegrees, turned },
    blank: done.blank,
    coverage: done.coverage,
    separator,
    repeats: await repeatedBy(live.state, number, done.blank, folder),
    failed: null,
  };
}

/** A page that takes the whole process down with it must not do so at every start. */
const MOST_TRIES = 3;

/** Counts the tries that never came to an end, in a file that outlives the process. */
function triesOf(folder: string, number: number): { begin(): void; end(): void } {
  const path = join(cleanFolder(folder), `${cleanName(number)}.tries`);
  return {
    begin() {
      try {
        // Never for a batch whose pages went meanwhile.
        if (existsSync(folder)) mkdirSync(cleanFolder(folder), { recursive: true });
        const before = existsSync(path) ? statSync(path).size : 0;
        if (before >= MOST_TRIES) {
          // The refusal is kept; when it is asked for again, it may try again.
          rmSync(path);
          const data = { name: cleanName(number), reason: `${before} tries` };
          throw new LontarError('scanning.cleaning-failed', data);
        }
        appendFileSync(path, '.');
      } catch (error) {
        throw diskError(error, path);
      }
    },
    end: () => rmSync(path, { force: true }),
  };
}

type Separator = PictureFindings['separator'];

async function separatorOn(path: string, signal: AbortSignal): Promise<Separator> {
  try {
    const found = await findSeparator(path, { signal });
    return found && (found.kind === 'separator' ? found : { kind: 'damaged' });
  } catch (error) {
    // Where it can't be judged, a person is asked; where the file is bad, the clean-up says so.
    if (toWireError(error).code.startsWith('file.')) return null;
    signal.throwIfAborted();
    return { kind: 'damaged' };
  }
}

/** A driver at fault gives a page again at once, or the two sides of a sheet. */
const WITHIN = 4;
const COMPARED = { width: 96, height: 136 } as const;
/** Of 255: less than a line of other text makes, more than another compression does. */
const SAME = 12;

/** The picture that this one is a second copy of, or null. Blank pages all look alike. */
async function repeatedBy(
  { pictures }: Batch,
  number: number,
  blank: boolean,
  folder: string,
): Promise<number | null> {
  const { sha256, feed } = pictures[number - 1]!;
  for (let other = number - 1; other >= Math.max(1, number - WITHIN); other -= 1) {
    const before = pictures[other - 1]!;
    if (before.feed === feed && before.sha256 === sha256) return other;
  }
  const before = pictures[number - 2];
  if (blank || before?.feed !== feed) return null;
  const paths = [number - 1, number].map((one) => thumbnailPath(folder, one));
  if (!paths.every(existsSync)) return null;
  const [one, two] = await Promise.all(paths.map(smallGrey));
  return one!.every((tone, at) => Math.abs(tone - two![at]!) <= SAME) ? number - 1 : null;
}

async function smallGrey(path: string): Promise<Uint8Array> {
  const sharp = await loadSharp();
  return sharp(path)
    .resize({ ...COMPARED, fit: 'fill' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
}
