import { LontarError } from '../../../shared/contract/error.ts';

/** One scanned picture as it came: 8 or 16 bits a sample, or 1 bit a pixel (1 is black). */
export interface Raster {
  width: number;
  height: number;
  channels: 1 | 3;
  bits: 1 | 8 | 16;
  data: Buffer;
}

const SPACE = /\s/;

/**
 * Reads a raw PNM file (P4, P5, P6) as `scanimage` writes it.
 * @throws `scanning.incomplete-page` where the file ends before its last row
 */
export function readPnm(file: Buffer): Raster {
  const words: string[] = [];
  let at = 0;
  const wanted = () => (words[0] === 'P4' ? 3 : 4);
  while (words.length < wanted() && at < Math.min(file.length, 4096)) {
    const char = String.fromCharCode(file[at]!);
    if (char === '#') {
      while (at < file.length && file[at] !== 0x0a) at++;
    } else if (SPACE.test(char)) {
      at++;
    } else {
      const from = at;
      while (at < file.length && !SPACE.test(String.fromCharCode(file[at]!))) at++;
      words.push(file.toString('latin1', from, at));
    }
  }
  at++; // one white space, then the picture
  const [magic, width, height, max = 1] = [words[0], ...words.slice(1).map(Number)] as const;
  const sizes = [width, height, max];
  const sound = sizes.every((size) => Number.isInteger(size) && Number(size) > 0);
  if (!/^P[456]$/.test(magic ?? '') || words.length < wanted() || !sound) {
    throw new LontarError('scanning.incomplete-page');
  }
  const channels = magic === 'P6' ? 3 : 1;
  const bits = magic === 'P4' ? 1 : Number(max) > 255 ? 16 : 8;
  const stride = Math.ceil((Number(width) * channels * bits) / 8);
  const data = file.subarray(at, at + stride * Number(height));
  if (data.length < stride * Number(height)) throw new LontarError('scanning.incomplete-page');
  return { width: Number(width), height: Number(height), channels, bits, data };
}

/** The upper byte of each 16-bit sample (PNM counts big-endian). */
export function toEightBits(raster: Raster): Raster {
  if (raster.bits === 16) {
    const data = Buffer.allocUnsafe(raster.data.length / 2);
    for (let i = 0; i < data.length; i++) data[i] = raster.data[i * 2]!;
    return { ...raster, bits: 8, data };
  }
  if (raster.bits === 1) {
    const stride = Math.ceil(raster.width / 8);
    const data = Buffer.allocUnsafe(raster.width * raster.height);
    for (let y = 0, to = 0; y < raster.height; y++) {
      for (let x = 0; x < raster.width; x++) {
        data[to++] = raster.data[y * stride + (x >> 3)]! & (0x80 >> (x & 7)) ? 0 : 255;
      }
    }
    return { ...raster, bits: 8, data };
  }
  return raster;
}

/** Grey to one bit a pixel, 1 is black. */
export function toOneBit(gray: Raster): Raster {
  if (gray.bits === 1) return gray;
  const { width, height } = gray;
  const data = packBits(gray.data, width, height, otsuThreshold(gray.data));
  return { width, height, channels: 1, bits: 1, data };
}

/** Eight pixels a byte, rows on whole bytes; up to the threshold is black. */
export function packBits(
  gray: Uint8Array,
  width: number,
  height: number,
  threshold: number,
): Buffer {
  const stride = Math.ceil(width / 8);
  const bits = Buffer.allocUnsafe(stride * height);
  for (let y = 0, to = 0, from = 0; y < height; y++) {
    for (let at = 0; at < stride; at++) {
      const end = Math.min(8, width - at * 8);
      let byte = 0;
      for (let bit = 0; bit < end; bit++) {
        byte = (byte << 1) | (gray[from++]! <= threshold ? 1 : 0);
      }
      bits[to++] = byte << (8 - end);
    }
  }
  return bits;
}

/** Otsu 1979: the grey that parts ink from paper best. A sheet of one tone is ink only if dark. */
export function otsuThreshold(samples: Uint8Array): number {
  const histogram = new Uint32Array(256);
  // By index: an iterator takes ten times as long over the millions of a page.
  for (let i = 0; i < samples.length; i++) histogram[samples[i]!]! += 1;
  let sum = 0;
  for (let tone = 0; tone < 256; tone++) sum += tone * histogram[tone]!;
  let below = 0;
  let belowSum = 0;
  let best = 0;
  let threshold = 127;
  for (let tone = 0; tone < 255; tone++) {
    below += histogram[tone]!;
    belowSum += tone * histogram[tone]!;
    const above = samples.length - below;
    if (below === 0 || above === 0) continue;
    const apart = belowSum / below - (sum - belowSum) / above;
    const spread = below * above * apart * apart;
    if (spread > best) [best, threshold] = [spread, tone];
  }
  // An empty sheet has two tones too, its paper's: those are not ink.
  return Math.min(Math.max(threshold, 63), 200);
}
