// oxlint-disable unicorn/require-post-message-target-origin -- a thread, not a window
import { parentPort } from 'node:worker_threads';
import { layOnPaper } from '../scanning/image-pdf/paper.ts';
import { IMPORT_LIMITS } from '../scanning/import/limits.ts';
import { loadSharp } from '../scanning/imaging.ts';
import type { PagePicture, PictureAnswer, PictureJob } from './picture.ts';
import { takeColourAway } from './take-colour-away.ts';

const POINT_MM = 25.4 / 72;
const INCH_MM = 25.4;
/** Very long or wide pages are read at fewer dots: pixels of one side. */
const LONGEST = 8_000;

async function prepare(job: PictureJob): Promise<PagePicture> {
  if (job.kind === 'file') return fromFile(job);
  const { dpi, width, height } = job;
  const grey = takeColourAway(job);
  const mm = (pixels: number) => (pixels / dpi) * INCH_MM;
  return { ...grey, dpi, millimetres: { width: mm(width), height: mm(height) } };
}

async function fromFile({ path, page, dpi }: PictureJob & { kind: 'file' }): Promise<PagePicture> {
  const sharp = await loadSharp();
  const limits = { limitInputPixels: IMPORT_LIMITS.pixels };
  const picture = sharp(path, { ...limits, page: page - 1 });
  const found = await picture.metadata();
  const { width, height, density = 0, orientation = 1 } = found;
  const paper = layOnPaper({ width, height }, { x: density, y: density }, orientation);
  const millimetres = { width: paper.width * POINT_MM, height: paper.height * POINT_MM };
  const longest = (Math.max(millimetres.width, millimetres.height) / INCH_MM) * dpi;
  const use = Math.round(dpi * Math.min(1, LONGEST / longest));
  const pixels = (mm: number) => Math.max(1, Math.round((mm / INCH_MM) * use));
  const size = { width: pixels(millimetres.width), height: pixels(millimetres.height) };
  const grey = found.space === 'b-w' || found.space === 'grey16';
  const { data, info } = await picture
    .rotate()
    .flatten({ background: '#ffffff' })
    .resize({ ...size, fit: 'fill' })
    .toColourspace(grey ? 'b-w' : 'srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const channels = info.channels as 1 | 3 | 4;
  const raster = { width: info.width, height: info.height, channels, pixels: data };
  return { ...takeColourAway(raster), dpi: use, millimetres };
}

parentPort?.on('message', async ({ id, job }: { id: number; job: PictureJob }) => {
  try {
    const picture = await prepare(job);
    // A copy of its own, so that it can be handed over.
    const pixels = new Uint8Array(picture.pixels);
    const answer: PictureAnswer = { id, picture: { ...picture, pixels } };
    parentPort?.postMessage(answer, [pixels.buffer]);
  } catch (error) {
    const refusal = { code: 'file.damaged', reason: String(error) };
    parentPort?.postMessage({ id, refusal } satisfies PictureAnswer);
  }
});
