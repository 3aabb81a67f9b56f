// oxlint-disable unicorn/require-post-message-target-origin -- a thread, not a window
import { parentPort } from 'node:worker_threads';
import type { Sharp } from 'sharp';
import { layOnPaper } from '../scanning/image-pdf/paper.ts';
import { IMPORT_LIMITS } from '../scanning/import/limits.ts';
import { loadSharp } from '../scanning/imaging.ts';
import type { PagePicture, PictureAnswer, PictureJob } from './picture.ts';
import { takeColourAway } from './take-colour-away.ts';

const INCH_MM = 25.4;
const POINTS = 72;
const POINT_MM = INCH_MM / POINTS;
/** Letters scanned at 200 are read as well when they are not enlarged; at 150 they are not. */
const ENOUGH = 190;
/** Very long or wide pages are read at fewer dots: pixels of one side. */
const LONGEST = 8_000;
/** Every so many pixels say how dark a page is. */
const SAMPLE = 61;

async function prepare(job: PictureJob): Promise<PagePicture> {
  if (job.kind === 'file') return fromFile(job);
  if (job.kind === 'scan') return fromScan(job);
  const { dpi, width, height } = job;
  const grey = takeColourAway(job, job);
  const mm = (pixels: number) => (pixels / dpi) * INCH_MM;
  return { ...grey, dpi, millimetres: { width: mm(width), height: mm(height) } };
}

async function fromFile(job: PictureJob & { kind: 'file' }): Promise<PagePicture> {
  const { path, page, dpi } = job;
  const sharp = await loadSharp();
  const picture = sharp(path, { limitInputPixels: IMPORT_LIMITS.pixels, page: page - 1 });
  const found = await picture.metadata();
  const { width, height, density = 0, orientation = 1 } = found;
  const paper = layOnPaper({ width, height }, { x: density, y: density }, orientation);
  const millimetres = { width: paper.width * POINT_MM, height: paper.height * POINT_MM };
  const own = (Math.max(width, height) / Math.max(paper.width, paper.height)) * POINTS;
  return scaled(picture.rotate(), found.space, millimetres, readAt(dpi, own), job);
}

/** @throws where it is not surely what a viewer would show */
async function fromScan(job: PictureJob & { kind: 'scan' }): Promise<PagePicture> {
  const sharp = await loadSharp();
  const picture = sharp(job.jpeg, { limitInputPixels: IMPORT_LIMITS.pixels });
  const { space, width, height } = await picture.metadata();
  if (space !== 'b-w' && space !== 'srgb') throw new Error(`a picture in ${space}`);
  const { millimetres } = job;
  const own = (Math.max(width, height) / Math.max(millimetres.width, millimetres.height)) * INCH_MM;
  const scan = await scaled(picture, space, millimetres, readAt(job.dpi, own), job);
  if (isDark(scan)) throw new Error('dark: perhaps masked, or meant to be inverted');
  return scan;
}

/** A page of a few dots less than wanted is read as it is: more cost time, and show no more. */
function readAt(wanted: number, own: number): number {
  return own >= ENOUGH && own < wanted ? Math.round(own) : wanted;
}

async function scaled(
  picture: Sharp,
  space: string | undefined,
  millimetres: PagePicture['millimetres'],
  dpi: number,
  how: { bridge?: boolean },
): Promise<PagePicture> {
  const longest = (Math.max(millimetres.width, millimetres.height) / INCH_MM) * dpi;
  const use = Math.round(dpi * Math.min(1, LONGEST / longest));
  const pixels = (mm: number) => Math.max(1, Math.round((mm / INCH_MM) * use));
  const size = { width: pixels(millimetres.width), height: pixels(millimetres.height) };
  const grey = space === 'b-w' || space === 'grey16';
  const { data, info } = await picture
    .flatten({ background: '#ffffff' })
    .resize({ ...size, fit: 'fill' })
    .toColourspace(grey ? 'b-w' : 'srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const channels = info.channels as 1 | 3 | 4;
  const raster = { width: info.width, height: info.height, channels, pixels: data };
  return { ...takeColourAway(raster, how), dpi: use, millimetres };
}

/** Hardly any letter is darker than its paper is bright. */
function isDark({ pixels }: PagePicture): boolean {
  let dark = 0;
  for (let at = 0; at < pixels.length; at += SAMPLE) if (pixels[at]! < 128) dark += 1;
  return dark * SAMPLE > pixels.length / 2;
}

parentPort?.on('message', async ({ id, job }: { id: number; job: PictureJob }) => {
  try {
    const picture = await prepare(job);
    // What sharp holds cannot be handed over: a copy can.
    const pixels = Buffer.isBuffer(picture.pixels)
      ? new Uint8Array(picture.pixels)
      : picture.pixels;
    const answer: PictureAnswer = { id, picture: { ...picture, pixels } };
    parentPort?.postMessage(answer, [pixels.buffer as ArrayBuffer]);
  } catch (error) {
    const refusal = { code: 'file.damaged', reason: String(error) };
    parentPort?.postMessage({ id, refusal } satisfies PictureAnswer);
  }
});
