import { encodeOneBitPng } from '../one-bit-png.ts';
import { againstPaper } from './background.ts';
import { chooseFrame } from './choose-frame.ts';
import { chooseMode, paperColour } from './choose-mode.ts';
import type { CleanJob, CleanWish, CleanedPage } from './cleaner.ts';
import { findComponents } from './components.ts';
import type { CutOut, Frame } from './cut-out.ts';
import { cutOut } from './cut-out.ts';
import type { DecodedPage } from './decode-page.ts';
import { decodePage } from './decode-page.ts';
import { findPaper } from './find-paper.ts';
import { findLines } from './find-skew.ts';
import { findUpright } from './find-upright.ts';
import { findWriting } from './find-writing.ts';
import { toLineArt } from './line-art.ts';
import type { Pixels } from './reduce.ts';
import { reduce, toGray } from './reduce.ts';
import { encodeJpeg, writePage, writeThumbnail } from './write-page.ts';

type Mode = CleanedPage['mode'];

/** Dots per inch at which pages are looked at. */
const LOOKED_AT = 150;
/** Ink dark enough for letters to be told from paper. */
const INK = 70;
/** Less is not worth compressing a page anew. */
const STRAIGHT_DEGREES = 0.08;
/** Nor is a strip narrower than this, all around. */
const STRIP_MM = 1;

/**
 * Cleans one page: decoded once, looked at in a reduced picture, turned and cut once.
 * @param goOn throws where the work is no longer wanted
 */
export async function cleanPage(
  { page, wish, out }: CleanJob,
  goOn: () => void,
): Promise<CleanedPage> {
  const began = performance.now();
  const raw = await decodePage(page);
  goOn();
  const factor = Math.max(1, Math.round(raw.resolution / LOOKED_AT));
  const plan = lookAt(raw, wish, factor);
  goOn();
  const { cut, mode } = plan;
  const kept = plan.changes ? null : raw.jpeg;
  const whole = plan.changes ? cutOut(raw, cut) : raw;
  const coded = kept ?? (await encode(whole, mode, wish.quality, raw.resolution));
  goOn();
  const [written, thumbnail] = await Promise.all([
    writePage(coded, whole, mode === 'lineart' ? 'image/png' : 'image/jpeg', out),
    writeThumbnail(plan.small, out),
  ]);
  const mm = 25.4 / raw.resolution;
  const { x, y, width, height } = cut.frame;
  return {
    ...written,
    resolution: raw.resolution,
    mode,
    skewDegrees: hundredths(plan.skewDegrees),
    turned: cut.turned,
    blank: plan.blank,
    coverage: Math.round(plan.coverage * 1e5) / 1e5,
    cropped: {
      x: hundredths(x * mm),
      y: hundredths(y * mm),
      width: hundredths(width * mm),
      height: hundredths(height * mm),
    },
    thumbnail,
    ms: hundredths(performance.now() - began),
  };
}

/** What there is on the page, and so what has to be done to it. */
function lookAt(raw: DecodedPage, wish: CleanWish, factor: number) {
  const reduced = reduce(raw, factor);
  const gray = toGray(reduced);
  const resolution = raw.resolution / factor;
  const looked = againstPaper(gray);
  const paper = findPaper(gray, looked.paper, resolution);
  const ink = findComponents(looked.darkness, INK);
  const lines = findLines(ink, gray, resolution);
  const writing = findWriting(looked, paper, resolution);
  const small = reduce(reduced, 2);
  const fill = paperColour(small, looked.paper);
  const own = modeOf(raw);
  const chosen = () =>
    own === 'lineart' ? own : chooseMode(small, looked, writing, fill, resolution / 2);
  const mode = wish.mode === 'auto' ? chosen() : wish.mode === 'keep' ? own : wish.mode;
  const straight = !wish.deskew || Math.abs(lines.skew) < STRAIGHT_DEGREES;
  const skewDegrees = straight ? 0 : lines.skew;
  const turned = wish.upright ? findUpright(ink, lines, resolution) : 0;
  const size = { width: gray.width, height: gray.height, resolution };
  const frame = chooseFrame(size, wish.crop ? paper : {}, ink, skewDegrees);
  const cut: CutOut = {
    frame: inRaw(frame, raw, factor, skewDegrees === 0),
    skewDegrees,
    turned,
    fill,
    gray: mode !== 'color',
  };
  const whole = cut.frame.width === raw.width && cut.frame.height === raw.height;
  return {
    cut,
    small: cutOut(small, smaller(cut, raw.width / small.width)),
    mode,
    skewDegrees: lines.skew,
    blank: writing.blank,
    coverage: writing.coverage,
    changes: !straight || turned !== 0 || !whole || mode !== own,
  };
}

/** The frame in the raw page's pixels; the whole page where hardly anything would go. */
function inRaw(frame: Frame, raw: DecodedPage, factor: number, straight: boolean): Frame {
  const strip = (STRIP_MM * raw.resolution) / 25.4;
  const { x, y, width, height } = {
    x: Math.round(frame.x * factor),
    y: Math.round(frame.y * factor),
    width: Math.round(frame.width * factor),
    height: Math.round(frame.height * factor),
  };
  const most = Math.max(x, y, raw.width - x - width, raw.height - y - height);
  if (straight && Math.abs(most) < strip) {
    return { x: 0, y: 0, width: raw.width, height: raw.height };
  }
  return { x, y, width, height };
}

/** The same cut for a reduced picture of the page. */
function smaller(cut: CutOut, factor: number): CutOut {
  const { x, y, width, height } = cut.frame;
  const frame = { x: x / factor, y: y / factor, width: width / factor, height: height / factor };
  return { ...cut, frame };
}

function modeOf(raw: DecodedPage): Mode {
  if (raw.oneBit) return 'lineart';
  return raw.channels === 3 ? 'color' : 'gray';
}

async function encode(
  page: Pixels,
  mode: Mode,
  quality: number,
  resolution: number,
): Promise<Buffer> {
  if (mode !== 'lineart') return encodeJpeg(page, quality, resolution);
  const { width, height } = page;
  return encodeOneBitPng(toLineArt(page, resolution), width, height, resolution);
}

const hundredths = (value: number) => Math.round(value * 100) / 100;
