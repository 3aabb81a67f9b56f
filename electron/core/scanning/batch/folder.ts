import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Picture } from '../../../../shared/domain/batch/events.ts';
import { diskError, syncFolder } from '../../archive/durable.ts';

/** Where the pages of batches lie, a folder a batch. */
export const batchesFolder = (home: string): string => join(home, 'batches');
export const batchFolder = (home: string, batch: string): string =>
  join(batchesFolder(home), batch);

export function batchFoldersIn(home: string): string[] {
  try {
    return readdirSync(batchesFolder(home));
  } catch {
    return [];
  }
}

const four = (number: number) => String(number).padStart(4, '0');

/** Names are made of numbers alone: none comes from a file or a device. */
export const feedFolder = (folder: string, feed: number): string =>
  join(folder, `feed-${four(feed)}`);

const ENDINGS = { 'image/jpeg': 'jpg', 'image/png': 'png' } as const;

/** The page as it came. */
export function rawPath(folder: string, { feed, file, type }: Picture): string {
  return join(feedFolder(folder, feed), `page-${four(file)}.${ENDINGS[type]}`);
}

export const cleanFolder = (folder: string): string => join(folder, 'clean');
/** How a page's cleaned copy is named, without the ending. */
export const cleanName = (picture: number): string => four(picture);
export const cleanPath = (folder: string, picture: number, type: Picture['type']): string =>
  join(cleanFolder(folder), `${cleanName(picture)}.${ENDINGS[type]}`);

/** The number in a page's name, or null for any other file. */
export function pageFile(name: string): { file: number; type: Picture['type'] } | null {
  const match = /^page-(\d{4,6})\.(jpg|png)$/.exec(name);
  if (!match) return null;
  return { file: Number(match[1]), type: match[2] === 'jpg' ? 'image/jpeg' : 'image/png' };
}

/** Made and safe with all folders above it, down from the archive's. */
export function makeFolders(home: string, batch: string, below: string): void {
  const folder = batchFolder(home, batch);
  try {
    mkdirSync(below, { recursive: true });
    for (const one of [folder, batchesFolder(home), home]) syncFolder(one);
  } catch (error) {
    throw diskError(error, below);
  }
}

/** Beside the cleaned copy, as the clean-up names it. */
export const thumbnailPath = (folder: string, picture: number): string =>
  join(cleanFolder(folder), `${cleanName(picture)}.thumb.jpg`);
