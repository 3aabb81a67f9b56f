import type { ReadPage, ReadWord, SuggestedFields } from '../../../shared/contract/reading.ts';
import {
  agreed,
  glancesAt,
  withGlance,
  type Glance,
} from '../../../shared/domain/reading/second-look.ts';
import { suggestFields } from '../../../shared/domain/reading/suggest.ts';
import { commonPdfium } from '../pages/pdfium.ts';
import { kindOf } from '../scanning/import/read-file-kind.ts';
import { IMPORT_LIMITS } from '../scanning/import/limits.ts';
import { openFile } from '../scanning/import/open-file.ts';
import { loadSharp } from '../scanning/imaging.ts';
import { makePicture, type PagePicture } from './picture.ts';
import type { Engine } from './read-picture.ts';
import type { Grey } from './take-colour-away.ts';

const INCH_MM = 25.4;
/** More dots than at the first look. */
const DPI = 300;

/**
 * Reads again, straightened and larger, what the first reading leaves in doubt, and says what all
 * readings together come to. Nothing is read where there is no doubt.
 * @throws `file.…`, `pdf.…`, `reading.…`; the signal's reason
 */
export async function lookAgain(
  path: string,
  pages: readonly ReadPage[],
  engine: Engine,
  options: { signal?: AbortSignal } = {},
): Promise<SuggestedFields> {
  const first = suggestFields(pages);
  const glances = glancesAt(pages, first);
  if (glances.length === 0) return first;
  let fields = first;
  const pictures = new Map<number, Promise<PagePicture>>();
  for (const glance of glances) {
    const picture = pictures.get(glance.page) ?? pictureOf(path, glance.page, options);
    pictures.set(glance.page, picture);
    const seen = await seenIn(await picture, glance, engine, options);
    const readings = seen.map((words) =>
      suggestFields(
        pages.map((page) => (page.page === glance.page ? withGlance(page, glance, words) : page)),
      ),
    );
    const together = agreed([first, ...readings]);
    // At the foot stands the day, and nothing else of what is sought.
    fields = glance.what === 'head' ? together : { ...fields, date: together.date };
  }
  return fields;
}

/** The words of that part, in each way of looking at it. */
async function seenIn(
  picture: PagePicture,
  glance: Glance,
  engine: Engine,
  options: { signal?: AbortSignal },
): Promise<ReadWord[][]> {
  const straight = await straightened(picture, glance);
  const ways = glance.what === 'foot' ? darkness : [null];
  return Promise.all(
    ways.map(async (way) => {
      const grey = way === null ? straight : await darkOnly(straight, way);
      const seen = await engine.read({ ...grey, dpi: picture.dpi }, options);
      return wordsOf(seen, grey, glance, picture);
    }),
  );
}

async function pictureOf(
  path: string,
  page: number,
  { signal }: { signal?: AbortSignal },
): Promise<PagePicture> {
  const { file } = await openFile(path, IMPORT_LIMITS);
  const kind = await kindOf(file, path).finally(() => file.close());
  if (kind !== 'pdf')
    return makePicture({ kind: 'file', path, page, dpi: DPI, bridge: true }, signal);
  const pdfium = commonPdfium();
  const { sizes } = await pdfium.run({ kind: 'inspect', path, mostSizes: page });
  const { width: across } = sizes[page - 1] ?? { width: 210 };
  const drawn = await pdfium.run({
    kind: 'render',
    path,
    page,
    width: Math.round((across / INCH_MM) * DPI),
  });
  const { width, height, pixels } = drawn;
  return makePicture(
    { kind: 'raster', dpi: DPI, width, height, channels: 4, pixels, bridge: true },
    signal,
  );
}

/** Cut out, with its lines level. The middle stays the middle. */
async function straightened(
  { width, height, pixels, dpi }: PagePicture,
  glance: Glance,
): Promise<Grey> {
  const sharp = await loadSharp();
  const dots = (mm: number) => Math.round((mm / INCH_MM) * dpi);
  const left = Math.max(0, Math.min(width - 2, dots(glance.left)));
  const top = Math.max(0, Math.min(height - 2, dots(glance.top)));
  const cut = {
    left,
    top,
    width: Math.min(width - left, dots(glance.width)),
    height: Math.min(height - top, dots(glance.height)),
  };
  const degrees = (-glance.angle * 180) / Math.PI;
  const { data, info } = await sharp(pixels, { raw: { width, height, channels: 1 } })
    .extract(cut)
    .rotate(degrees, { background: '#ffffff' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: data };
}

/**
 * Print is darker than pen and seal, but how much so differs: between which parts of the way from
 * the darkest to the paper grey becomes black and white, and at what size it is read.
 */
const darkness = [
  { from: -0.02, to: 0.1, scale: 1 },
  { from: 0, to: 0.1, scale: 0.7 },
  { from: 0, to: 0.15, scale: 1 },
  { from: 0, to: 0.5, scale: 0.7 },
  { from: 0, to: 0.7, scale: 1 },
];

async function darkOnly(
  { width, height, pixels }: Grey,
  { from, to, scale }: (typeof darkness)[number],
): Promise<Grey> {
  const sharp = await loadSharp();
  const sorted = Uint8Array.from(pixels).sort();
  const paper = sorted[sorted.length >> 1]!;
  const dark = sorted[Math.floor(sorted.length * 0.002)]!;
  const [low, high] = [dark + from * (paper - dark), dark + to * (paper - dark)];
  // Twice as large, so that edges stay soft when grey is cut off.
  const large = await sharp(pixels, { raw: { width, height, channels: 1 } })
    .resize(width * 2, height * 2, { kernel: 'cubic' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const cut = large.map((value) =>
    Math.max(0, Math.min(255, Math.round(((value - low) / (high - low)) * 255))),
  );
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const data = await sharp(cut, { raw: { width: width * 2, height: height * 2, channels: 1 } })
    .resize(size.width, size.height, { fit: 'fill' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  return { ...size, pixels: data };
}

/** What the engine saw, back on the page as it lies. */
function wordsOf(
  seen: Awaited<ReturnType<Engine['read']>>,
  grey: Grey,
  { left, top, width, height, angle }: Glance,
  { dpi, millimetres }: PagePicture,
): ReadWord[] {
  const inPage = Math.min(width, millimetres.width - left);
  const down = Math.min(height, millimetres.height - top);
  const [cx, cy] = [left + inPage / 2, top + down / 2];
  // The turned picture is larger than the cut; its scale may differ from the dots asked for.
  const grown = inPage * Math.cos(angle) + down * Math.abs(Math.sin(angle));
  const scale = Math.abs(grown / grey.width) || INCH_MM / dpi;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  return seen.map(({ text, confidence, line, ...box }) => {
    const x = (box.left + box.width / 2 - grey.width / 2) * scale;
    const y = (box.top + box.height / 2 - grey.height / 2) * scale;
    const size = { width: box.width * scale, height: box.height * scale };
    const centre = { x: cx + x * cos - y * sin, y: cy + x * sin + y * cos };
    return {
      text,
      confidence,
      line,
      box: { x: centre.x - size.width / 2, y: centre.y - size.height / 2, ...size },
    };
  });
}
