import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/api.ts';
import { LontarError } from '../../../../shared/contract/error.ts';
import { pictureOf } from '../../../../shared/domain/batch/state.ts';
import type { CoreContext } from '../../context.ts';
import { loadSharp } from '../imaging.ts';
import { IMPORT_LIMITS } from '../import/limits.ts';
import { deskOf } from './desk.ts';
import { batchFolder, cleanPath, rawPath, thumbnailPath } from './folder.ts';

/** Small enough to be drawn from the thumbnail. */
const THUMBNAIL_WIDTH = 240;
const JPEG = { quality: 80 } as const;

/**
 * A page as it will be in its document (or as it was scanned), turned as the person has turned it.
 * Throws `batch.page-unknown`, `batch.page-lost`, `file.damaged`.
 */
export async function batchPicture(
  context: CoreContext,
  { batch, page: number, version, width }: ParsedInputOf<'batches.picture'>,
): Promise<OutputOf<'batches.picture'>> {
  const { state } = await deskOf(context).live(batch);
  const page = state.pages[number - 1];
  if (!page) throw new LontarError('batch.page-unknown', { page: number });
  const picture = pictureOf(state, page);
  const folder = batchFolder(context.archive.home, batch);
  const findings = version === 'clean' ? picture.findings : null;
  const cleaned = findings?.cleaned;
  const thumbnail = thumbnailPath(folder, page.picture);
  const ways = [
    ...(findings?.failed === null && width <= THUMBNAIL_WIDTH ? [thumbnail] : []),
    ...(cleaned ? [cleanPath(folder, page.picture, cleaned.type)] : []),
    rawPath(folder, picture),
  ];
  const path = ways.find(existsSync);
  if (path === undefined) throw new LontarError('batch.page-lost', { page: number });
  // As most are asked for while a pile is looked through: there is nothing to draw.
  if (path === thumbnail && width === THUMBNAIL_WIDTH && page.turn === 0) {
    return { type: 'image/jpeg', bytes: await readFile(path) };
  }
  const sharp = await loadSharp();
  try {
    const bytes = await sharp(path, { limitInputPixels: IMPORT_LIMITS.pixels, failOn: 'none' })
      .autoOrient()
      .rotate(page.turn)
      .resize({ width, withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg(JPEG)
      .toBuffer();
    return { type: 'image/jpeg', bytes };
  } catch (error) {
    throw new LontarError('file.damaged', { name: path, kind: picture.type }, { cause: error });
  }
}
