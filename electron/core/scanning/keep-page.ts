import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScanMode, ScannedPage } from '../../../shared/contract/scanning.ts';
import { loadSharp } from './imaging.ts';
import { writeDurably } from '../archive/durable.ts';
import { encodeOneBitPng } from './one-bit-png.ts';
import type { Raster } from './raster.ts';
import { toEightBits, toOneBit } from './raster.ts';

/** 85 without colour subsampling: red and blue ink of stamps and initials keeps its edge. */
const JPEG = { quality: 85, chromaSubsampling: '4:4:4' } as const;

export interface PageWish {
  mode: ScanMode;
  /** Dots per inch. */
  resolution: number;
  number: number;
}

export function pageFile(outDir: string, number: number, ending: 'jpg' | 'png'): string {
  return join(outDir, `page-${String(number).padStart(4, '0')}.${ending}`);
}

/** The page as a file in `outDir`: JPEG for colour and grey, 1-bit PNG for line art. */
export async function keepPage(raw: Raster, outDir: string, wish: PageWish): Promise<ScannedPage> {
  const raster = wish.mode === 'lineart' ? raw : toEightBits(raw);
  const { width, height } = raster;
  const lineart = wish.mode === 'lineart';
  const bytes = lineart ? await asPng(raster, wish) : await asJpeg(raster, wish);
  const path = pageFile(outDir, wish.number, lineart ? 'png' : 'jpg');
  await writeDurably(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    number: wish.number,
    path,
    type: lineart ? 'image/png' : 'image/jpeg',
    width,
    height,
    resolution: wish.resolution,
    mode: wish.mode,
    bytes: bytes.length,
    sha256,
  };
}

async function asJpeg(raster: Raster, wish: PageWish): Promise<Buffer> {
  const sharp = await loadSharp();
  const { width, height, channels, data } = raster;
  const picture = sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
  if (wish.mode === 'gray') picture.toColourspace('b-w');
  return picture.withDensity(wish.resolution).jpeg(JPEG).toBuffer();
}

async function asPng(raster: Raster, wish: PageWish): Promise<Buffer> {
  const { width, height } = raster;
  const one = raster.bits === 1 ? raster : toOneBit(await asGray(toEightBits(raster)));
  return encodeOneBitPng(one.data, width, height, wish.resolution);
}

async function asGray(raster: Raster): Promise<Raster> {
  if (raster.channels === 1) return raster;
  const sharp = await loadSharp();
  const { width, height, channels } = raster;
  const input = sharp(raster.data, { raw: { width, height, channels }, limitInputPixels: false });
  const data = await input.toColourspace('b-w').raw().toBuffer();
  return { width, height, channels: 1, bits: 8, data };
}

/** Pages are only ever added: the number after the highest in the folder, or 1. */
export async function nextPageNumber(outDir: string): Promise<number> {
  const numbers = (await readdir(outDir)).map(
    (name) => /^page-(\d+)\.(?:jpg|png)$/.exec(name)?.[1],
  );
  return Math.max(0, ...numbers.map((number) => Number(number ?? 0))) + 1;
}
