import { packBits, otsuThreshold } from '../raster.ts';
import { againstPaper } from './background.ts';
import type { CleanJob, CleanedPage } from './cleaner.ts';
import { findComponents } from './components.ts';
import { cutOut } from './cut-out.ts';
import type { CutOut } from './cut-out.ts';
import { decodePage } from './decode-page.ts';
import type { DecodedPage } from './decode-page.ts';
import { findLines } from './find-skew.ts';
import { reduce, reduceToGray } from './reduce.ts';
import type { Pixels } from './reduce.ts';
import { encodeOneBitPng } from '../one-bit-png.ts';
import { encodeJpeg, writePage, writeThumbnail } from './write-page.ts';

/** Dots per inch at which pages are looked at. */
const LOOKED_AT = 150;
const INK = 70;
/** Not worth compressing a page anew. */
const STRAIGHT_DEGREES = 0.08;

/** @param goOn throws where the work is no longer wanted */
export async function cleanPage(
  { page, wish, out }: CleanJob,
  goOn: () => void,
): Promise<CleanedPage> {
  const raw = await decodePage(page);
  goOn();
  const factor = Math.max(1, Math.round(raw.resolution / LOOKED_AT));
  const gray = reduceToGray(raw, factor);
  const { darkness, paper } = againstPaper(gray);
  const ink = findComponents(darkness, INK);
  const lines = findLines(ink, gray, raw.resolution / factor);
  const skewDegrees = lines.skew;
  const straight = !wish.deskew || Math.abs(skewDegrees) < STRAIGHT_DEGREES;
  const mode = wish.mode === 'auto' || wish.mode === 'keep' ? modeOf(raw) : wish.mode;
  const cut: CutOut = {
    frame: { x: 0, y: 0, width: raw.width, height: raw.height },
    skewDegrees: straight ? 0 : skewDegrees,
    turned: 0,
    fill: Array.from({ length: raw.channels }, () => paper),
    gray: mode !== 'color',
  };
  goOn();
  const kept = straight && mode === modeOf(raw) ? raw.jpeg : null;
  const whole = kept ? raw : cutOut(raw, cut);
  const { bytes, type } = kept
    ? ({ bytes: kept, type: 'image/jpeg' } as const)
    : await encode(whole, mode, wish.quality, raw.resolution);
  goOn();
  const [written, thumbnail] = await Promise.all([
    writePage(bytes, { width: whole.width, height: whole.height }, type, out),
    writeThumbnail(reduce(whole, factor * 2), out),
  ]);
  const mm = 25.4 / raw.resolution;
  const { x, y, width, height } = cut.frame;
  let covered = 0;
  for (let i = 0; i < ink.count; i++) covered += ink.area[i]!;
  return {
    ...written,
    resolution: raw.resolution,
    mode,
    skewDegrees,
    turned: cut.turned,
    blank: ink.count === 0,
    coverage: covered / (gray.width * gray.height),
    cropped: { x: x * mm, y: y * mm, width: width * mm, height: height * mm },
    thumbnail,
  };
}

function modeOf(raw: DecodedPage): CleanedPage['mode'] {
  if (raw.oneBit) return 'lineart';
  return raw.channels === 3 ? 'color' : 'gray';
}

async function encode(
  page: Pixels,
  mode: CleanedPage['mode'],
  quality: number,
  resolution: number,
) {
  if (mode !== 'lineart') {
    return { bytes: await encodeJpeg(page, quality, resolution), type: 'image/jpeg' } as const;
  }
  const { data, width, height } = page;
  const rows = packBits(data, width, height, otsuThreshold(data));
  return {
    bytes: await encodeOneBitPng(rows, width, height, resolution),
    type: 'image/png',
  } as const;
}
