/**
 * What clean-up finds on scans whose truth is known: the angle left over, as they are and turned
 * further by up to 8°; upright or not, in all four positions; blank or not, with sheets that are
 * easily taken for the other. Prints one JSON line.
 *
 *   node scripts/bench.mjs deskew --json
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { CleanedPage, CleanWish } from '../../electron/core/scanning/clean/cleaner.ts';
import { openCleaner } from '../../electron/core/scanning/clean/cleaner.ts';
import type { TrueLetter } from '../core/scanning/clean/letters.ts';
import { SMALL_LETTERS, trueLetters } from '../core/scanning/clean/letters.ts';
import { BLANK, WRITTEN, drawSheet } from '../core/scanning/clean/sheets.ts';

export const short = ['--short'];

const LIMITS = { p95: 0.15, max: 0.3 } as const;
const FURTHER = [-8, -5, -2.5, 2.5, 5, 8];
const WISH: CleanWish = { deskew: true, crop: true, upright: true, mode: 'auto', quality: 75 };

interface LeftOver {
  pages: number;
  median: number;
  p95: number;
  max: number;
}

export interface DeskewBench extends LeftOver {
  bench: 'deskew';
  /** The same pages turned further by up to 8°. */
  further: LeftOver;
  limits: typeof LIMITS;
  /** Written pages taken for blank, of letters and of sheets with little on them. */
  blankFlagged: number;
  /** Empty sheets not recognised: they only cost a look. */
  blankMissed: number;
  /** Turned although upright, or turned the wrong way. */
  orientationWrong: number;
  /** Not upright, and left so as it was not sure. */
  orientationLeft: number;
  turned: number;
  sheets: number;
  ok: boolean;
}

export async function run(args: string[]): Promise<DeskewBench> {
  const little = args.includes('--short');
  const folder = mkdtempSync(join(tmpdir(), 'lontar-bench-deskew-'));
  const cleaner = openCleaner();
  let number = 0;
  const clean = (path: string) =>
    cleaner.clean({ path }, WISH, { folder, name: `page-${(number += 1)}` });
  const turnedBy = async (letter: TrueLetter, degrees: number) => {
    const path = join(folder, `turned-${(number += 1)}.jpg`);
    const bed = { background: '#e6e6e0' };
    await sharp(letter.path)
      .rotate(degrees, bed)
      .withDensity(little ? 150 : 300)
      .toFile(path);
    const page = await clean(path);
    rmSync(path);
    return page;
  };
  try {
    const letters = little ? SMALL_LETTERS : trueLetters();
    const plain = await inTurn(letters, async (letter) => ({
      page: await clean(letter.path),
      truth: letter.skewDegrees,
    }));
    const further = await inTurn(letters, async (letter, at) => {
      const degrees = FURTHER[at % FURTHER.length]!;
      return { page: await turnedBy(letter, degrees), truth: letter.skewDegrees + degrees };
    });
    const quarters = letters.flatMap((letter) =>
      ([90, 180, 270] as const).map((turn) => ({ letter, turn })),
    );
    const turned = await inTurn(quarters, async ({ letter, turn }) => ({
      page: await turnedBy(letter, turn),
      wanted: 360 - turn,
    }));
    const sheets = [
      ...Object.values(BLANK).map((sheet) => ({ sheet, blank: true })),
      ...Object.values(WRITTEN).map((sheet) => ({ sheet, blank: false })),
    ].filter((_, at) => !little || at % 4 === 0);
    const judged = await inTurn(sheets, async ({ sheet, blank }) => {
      const path = join(folder, `sheet-${(number += 1)}.jpg`);
      writeFileSync(path, await drawSheet(sheet, little ? 150 : 300));
      return { page: await clean(path), blank };
    });
    const written = [...plain, ...further, ...turned];
    const wrong = (page: CleanedPage, wanted: number) =>
      page.turned !== 0 && page.turned !== wanted;
    const asTheyAre = leftOver(plain);
    const turnedFurther = leftOver(further);
    const figures = {
      blankFlagged:
        written.filter(({ page }) => page.blank).length +
        judged.filter(({ page, blank }) => page.blank && !blank).length,
      blankMissed: judged.filter(({ page, blank }) => !page.blank && blank).length,
      orientationWrong:
        [...plain, ...further].filter(({ page }) => wrong(page, 0)).length +
        turned.filter(({ page, wanted }) => wrong(page, wanted)).length,
      orientationLeft: turned.filter(({ page }) => page.turned === 0).length,
    };
    return {
      bench: 'deskew',
      ...asTheyAre,
      further: turnedFurther,
      limits: LIMITS,
      ...figures,
      turned: turned.length,
      sheets: judged.length,
      ok:
        [asTheyAre, turnedFurther].every(
          ({ p95, max }) => p95 <= LIMITS.p95 && max <= LIMITS.max,
        ) &&
        figures.blankFlagged === 0 &&
        figures.orientationWrong === 0,
    };
  } finally {
    await cleaner.close();
    rmSync(folder, { recursive: true });
  }
}

/** As many at once as there are cores. */
async function inTurn<In, Out>(
  items: In[],
  work: (item: In, at: number) => Promise<Out>,
): Promise<Out[]> {
  const out: Out[] = [];
  const entries = items.entries();
  const hand = async () => {
    for (const [at, item] of entries) out[at] = await work(item, at);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, hand));
  return out;
}

/** What is left of the true angle once the one found is taken out; all of it where nothing was done. */
function leftOver(pages: { page: CleanedPage; truth: number }[]): LeftOver {
  const left = pages
    .map(({ page, truth }) => Math.abs(truth - straightened(page)))
    .sort((a, b) => a - b);
  const at = (share: number) => rounded(left[Math.ceil(left.length * share) - 1]!);
  return { pages: left.length, median: at(0.5), p95: at(0.95), max: at(1) };
}

/** Below what is worth compressing anew the page is left as it is (`clean-page.ts`). */
const straightened = ({ skewDegrees }: CleanedPage) =>
  Math.abs(skewDegrees) < 0.08 ? 0 : skewDegrees;

const rounded = (value: number) => Math.round(value * 1000) / 1000;
