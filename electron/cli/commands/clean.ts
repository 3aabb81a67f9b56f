import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { toWireError } from '../../../shared/contract/error.ts';
import { diskError } from '../../core/archive/durable.ts';
import { closeCommonPdfium } from '../../core/pages/pdfium.ts';
import { findPages, type PageToClean } from '../../core/scanning/clean/find-pages.ts';
import type { CleanedPage, CleanWish } from '../../core/scanning/clean/cleaner.ts';
import { openCleaner } from '../../core/scanning/clean/cleaner.ts';
import { type Given, needed, valueOf } from '../arguments.ts';
import type { Command, Out } from '../command.ts';
import { explain, say, words } from '../words.ts';

const Mode = z.enum(['auto', 'color', 'gray', 'lineart', 'keep']);

export const clean: Command = {
  usage:
    'clean IN… --out DIR [--mode auto|color|gray|lineart|keep] [--quality 1-100] ' +
    '[--no-deskew] [--no-crop] [--no-upright]',
  flags: {
    out: { type: 'string' },
    mode: { type: 'string' },
    quality: { type: 'string' },
    'no-deskew': { type: 'boolean' },
    'no-crop': { type: 'boolean' },
    'no-upright': { type: 'boolean' },
  },
  async run(given, out) {
    needed(given.words[0], 'IN', this.usage);
    const folder = path.resolve(needed(given.text('out'), '--out', this.usage));
    const wish = readWish(given);
    const stop = new AbortController();
    const onStop = () => stop.abort();
    process.once('SIGINT', onStop);
    process.once('SIGTERM', onStop);
    const work = mkdtempSync(path.join(tmpdir(), 'lontar-clean-'));
    const cleaner = openCleaner();
    try {
      const pages = await findPages(given.words, folder);
      const one = async (page: PageToClean): Promise<CleanedPage> => {
        const raw = await page.take(work, stop.signal);
        makeFolder(folder);
        const to = { folder, name: page.name, thumbnails: work };
        const cleaned = await cleaner.clean(raw, wish, to, stop.signal);
        rmSync(cleaned.thumbnail.path);
        if (raw.path.startsWith(work)) rmSync(raw.path);
        return cleaned;
      };
      return await inOrder(pages, one, out);
    } finally {
      process.off('SIGINT', onStop);
      process.off('SIGTERM', onStop);
      await cleaner.close();
      await closeCommonPdfium();
      rmSync(work, { recursive: true, force: true });
    }
  },
};

function readWish(given: Given): CleanWish {
  const quality = given.text('quality');
  return {
    deskew: !given.is('no-deskew'),
    crop: !given.is('no-crop'),
    upright: !given.is('no-upright'),
    mode: valueOf(Mode.default('auto'), 'mode', given.text('mode')?.toLowerCase()),
    quality: valueOf(z.int().min(1).max(100).default(75), 'quality', quality && Number(quality)),
  };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw diskError(error, folder);
  }
}

/** Several at once, told in the order given. @returns the exit code */
async function inOrder(
  pages: PageToClean[],
  one: (page: PageToClean) => Promise<CleanedPage>,
  out: Out,
): Promise<number> {
  const ahead = 2 * availableParallelism();
  const running: Promise<CleanedPage>[] = [];
  let failed = 0;
  for (const [at, page] of pages.entries()) {
    while (running.length < Math.min(pages.length, at + ahead)) {
      const next = one(pages[running.length]!);
      // Looked at when its turn comes.
      next.catch(() => undefined);
      running.push(next);
    }
    try {
      tell(page, await running[at]!, out);
    } catch (error) {
      const refusal = toWireError(error);
      if (refusal.code === 'scanning.cancelled' || refusal.code === 'disk.full') {
        await Promise.allSettled(running);
        throw error;
      }
      failed += 1;
      out.result({ file: page.file, page: page.number, ok: false, code: refusal.code }, () => []);
      out.note(say(words.uncleaned, { file: page.file, message: explain(refusal) }));
    }
  }
  if (failed === 0) return 0;
  return failed === pages.length ? 2 : 1;
}

function tell(page: PageToClean, cleaned: CleanedPage, out: Out): void {
  const { thumbnail: _, path: to, ...rest } = cleaned;
  out.result({ file: page.file, page: page.number, ok: true, out: to, ...rest }, () =>
    say(words.cleaned, {
      file: page.file,
      path: to,
      mode: rest.mode,
      skewDegrees: rest.skewDegrees.toFixed(2),
      blank: rest.blank ? words.seemsBlank : '',
    }),
  );
}
