import type { Pixels } from './reduce.ts';

/** Where a picture is taken from: its frame once the skew is out, in pixels of the raw page. */
export interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface CutOut {
  frame: Frame;
  /** Clockwise, as found: it is taken out, about the raw page's middle. */
  skewDegrees: number;
  /** Clockwise, after that. */
  turned: 0 | 90 | 180 | 270;
  /** For what lies beyond the raw page: a tone a channel. */
  fill: number[];
  gray: boolean;
}

const ONE = 1 << 16;

/**
 * Turns, cuts and greys in one pass, with two neighbours a side (bilinear). Whole quarters keep each
 * pixel as it is.
 */
export function cutOut(page: Pixels, { frame, skewDegrees, turned, fill, gray }: CutOut): Pixels {
  const quarter = turned % 180 !== 0;
  const frameWidth = Math.max(1, Math.round(frame.width));
  const frameHeight = Math.max(1, Math.round(frame.height));
  const width = quarter ? frameHeight : frameWidth;
  const height = quarter ? frameWidth : frameHeight;
  const toGray = gray && page.channels === 3;
  const channels = toGray ? 1 : page.channels;
  const out = new Uint8Array(width * height * channels);
  const sample = toGray ? sampleToGray : channels === 3 ? sampleColour : sampleGray;
  const filling = toGray ? [luminance(fill)] : fill;
  // A step to the right and one down in what comes out, as steps in the raw page.
  const angle = ((skewDegrees - turned) * Math.PI) / 180;
  const [cos, sin] = [cleanly(Math.cos(angle)), cleanly(Math.sin(angle))];
  const tilt = (skewDegrees * Math.PI) / 180;
  const [middleX, middleY] = [page.width / 2, page.height / 2];
  // The frame's middle stays where it is in every turn.
  const offX = frame.x + frameWidth / 2 - middleX;
  const offY = frame.y + frameHeight / 2 - middleY;
  const centreX = middleX + offX * Math.cos(tilt) - offY * Math.sin(tilt);
  const centreY = middleY + offX * Math.sin(tilt) + offY * Math.cos(tilt);
  for (let v = 0; v < height; v++) {
    const down = v + 0.5 - height / 2;
    // Of the first pixel's middle; pixels are counted by their middles.
    const x = centreX - (width / 2 - 0.5) * cos - down * sin - 0.5;
    const y = centreY - (width / 2 - 0.5) * sin + down * cos - 0.5;
    const row = { x, y, stepX: cos, stepY: sin, at: v * width * channels, width };
    const [from, to] = within(row, page, 0.5);
    fillRow(out, row.at, 0, from, filling);
    // In the middle every pixel has all its neighbours, and nothing must be checked.
    const [first, last] = within(row, page, -0.01);
    if (first < last) {
      sample(page, out, row, from, first, true);
      sample(page, out, row, first, last, false);
      sample(page, out, row, last, to, true);
    } else sample(page, out, row, from, to, true);
    fillRow(out, row.at, to, width, filling);
  }
  return { data: out, width, height, channels };
}

const luminance = ([r = 255, g = 255, b = 255]: number[]) =>
  Math.round((77 * r + 150 * g + 29 * b) / 256);
const cleanly = (value: number) => (Math.abs(value) < 1e-12 ? 0 : value);

interface Row {
  /** In the raw page, of the row's first pixel. */
  x: number;
  y: number;
  stepX: number;
  stepY: number;
  /** Where the row begins in what comes out. */
  at: number;
  width: number;
}

/** The part of the row that lies on the raw page, so many pixels beyond its border included. */
function within(row: Row, page: Pixels, slack: number): [number, number] {
  let [from, to] = [0, row.width];
  if (Math.min(page.width, page.height) - 1 + 2 * slack < 0) return [row.width, row.width];
  for (const [start, step, size] of [
    [row.x, row.stepX, page.width],
    [row.y, row.stepY, page.height],
  ] as const) {
    if (step === 0) {
      if (start < -slack || start > size - 1 + slack) return [row.width, row.width];
      continue;
    }
    const ends = [(-slack - start) / step, (size - 1 + slack - start) / step].sort((a, b) => a - b);
    from = Math.max(from, Math.ceil(ends[0]! - 1e-6));
    to = Math.min(to, Math.floor(ends[1]! + 1e-6) + 1);
  }
  return from < to ? [from, to] : [row.width, row.width];
}

function fillRow(out: Uint8Array, at: number, from: number, to: number, fill: number[]): void {
  const channels = fill.length;
  if (channels === 1) {
    out.fill(fill[0]!, at + from, at + to);
    return;
  }
  for (let x = from; x < to; x++) {
    for (let c = 0; c < channels; c++) out[at + x * channels + c] = fill[c]!;
  }
}

function sampleGray(
  page: Pixels,
  out: Uint8Array,
  row: Row,
  from: number,
  to: number,
  atBorder: boolean,
): void {
  const { data, width, height } = page;
  const [stepX, stepY] = [Math.round(row.stepX * ONE), Math.round(row.stepY * ONE)];
  const [mostX, mostY] = [(width - 1) * ONE, (height - 1) * ONE];
  let x = Math.round((row.x + from * row.stepX) * ONE);
  let y = Math.round((row.y + from * row.stepY) * ONE);
  for (let at = row.at + from, end = row.at + to; at < end; at++, x += stepX, y += stepY) {
    const sx = atBorder ? Math.min(Math.max(x, 0), mostX) : x;
    const sy = atBorder ? Math.min(Math.max(y, 0), mostY) : y;
    const i = (sy >> 16) * width + (sx >> 16);
    const fx = (sx >> 8) & 255;
    const fy = (sy >> 8) & 255;
    const right = atBorder && fx === 0 ? i : i + 1;
    const below = atBorder && fy === 0 ? 0 : width;
    const upper = data[i]! * (256 - fx) + data[right]! * fx;
    const lower = data[i + below]! * (256 - fx) + data[right + below]! * fx;
    out[at] = (upper * (256 - fy) + lower * fy + 32768) >> 16;
  }
}

function sampleColour(
  page: Pixels,
  out: Uint8Array,
  row: Row,
  from: number,
  to: number,
  atBorder: boolean,
): void {
  const { data, width, height } = page;
  const [stepX, stepY] = [Math.round(row.stepX * ONE), Math.round(row.stepY * ONE)];
  const [mostX, mostY] = [(width - 1) * ONE, (height - 1) * ONE];
  let x = Math.round((row.x + from * row.stepX) * ONE);
  let y = Math.round((row.y + from * row.stepY) * ONE);
  for (
    let at = row.at + from * 3, end = row.at + to * 3;
    at < end;
    at += 3, x += stepX, y += stepY
  ) {
    const sx = atBorder ? Math.min(Math.max(x, 0), mostX) : x;
    const sy = atBorder ? Math.min(Math.max(y, 0), mostY) : y;
    const i = ((sy >> 16) * width + (sx >> 16)) * 3;
    const fx = (sx >> 8) & 255;
    const fy = (sy >> 8) & 255;
    const right = atBorder && fx === 0 ? i : i + 3;
    const below = atBorder && fy === 0 ? 0 : width * 3;
    const d = (fx * fy) >> 8;
    const c = fy - d;
    const b = fx - d;
    const a = 256 - b - c - d;
    const j = i + below;
    const k = right + below;
    out[at] = (data[i]! * a + data[right]! * b + data[j]! * c + data[k]! * d + 128) >> 8;
    out[at + 1] =
      (data[i + 1]! * a + data[right + 1]! * b + data[j + 1]! * c + data[k + 1]! * d + 128) >> 8;
    out[at + 2] =
      (data[i + 2]! * a + data[right + 2]! * b + data[j + 2]! * c + data[k + 2]! * d + 128) >> 8;
  }
}

function sampleToGray(
  page: Pixels,
  out: Uint8Array,
  row: Row,
  from: number,
  to: number,
  atBorder: boolean,
): void {
  const part = new Uint8Array((to - from) * 3);
  sampleColour(page, part, { ...row, at: -from * 3 }, from, to, atBorder);
  for (let at = 0, into = row.at + from; at < part.length; at += 3) {
    out[into++] = (part[at]! * 77 + part[at + 1]! * 150 + part[at + 2]! * 29 + 128) >> 8;
  }
}
