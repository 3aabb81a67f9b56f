import { createHash } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decideArrival } from '../../../../shared/domain/batch/feed.ts';
import type { BatchEvent, Picture } from '../../../../shared/domain/batch/events.ts';
import { lastFeed } from '../../../../shared/domain/batch/state.ts';
import { loadSharp } from '../imaging.ts';
import type { BatchDesk, Live } from './desk.ts';
import { batchFolder, cleanFolder, feedFolder, pageFile } from './folder.ts';

/** A feed that nobody watches any more was cut off; its pages that were safe, but not counted yet, are. */
export async function settle(desk: BatchDesk, live: Live): Promise<void> {
  if (live.state.status !== 'open') return;
  await adoptPages(desk, live);
  if (lastFeed(live.state)?.state !== 'running') return;
  const stopped = { code: 'batch.interrupted', data: {} };
  const ended: BatchEvent = { type: 'feed-ended', version: 1, body: { stopped } };
  desk.append(live, live.unwritten ?? ended);
}

/**
 * Whole files of the last feed that no event names: the moment between the one and the other was cut
 * off, or the disk was too full for the event. They come in as they would have.
 */
export async function adoptPages(desk: BatchDesk, live: Live): Promise<number[]> {
  const number = live.state.feeds.length;
  if (number === 0) return [];
  const folder = feedFolder(batchFolder(desk.context.archive.home, live.batch), number);
  const known = new Set(
    live.state.pictures.flatMap(({ feed, file }) => (feed === number ? [file] : [])),
  );
  const adopted: number[] = [];
  removeHidden(folder);
  for (const name of filesIn(folder)) {
    const page = pageFile(name);
    if (!page || known.has(page.file)) continue;
    const picture = await lookAt(join(folder, name), page).catch(() => null);
    if (!picture) continue;
    desk.append(live, decideArrival(live.state, picture));
    adopted.push(lastFeed(live.state)!.came.at(-1)!);
  }
  return adopted;
}

/** What a killed process was in the middle of cleaning; only before this one cleans. */
export function removeHalfCleaned(home: string, batch: string): void {
  removeHidden(cleanFolder(batchFolder(home, batch)));
}

function removeHidden(folder: string): void {
  for (const name of filesIn(folder).filter((one) => one.startsWith('.'))) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

type Found = Omit<Picture, 'side' | 'feed'>;

/** A page file's own word about itself. Throws where it is no picture. */
export async function lookAt(path: string, page: Pick<Found, 'file' | 'type'>): Promise<Found> {
  const bytes = await readFile(path);
  const sharp = await loadSharp();
  const { width, height, density, channels } = await sharp(bytes, {
    limitInputPixels: false,
  }).metadata();
  const oneBit = page.type === 'image/png' && bytes[24] === 1;
  return {
    ...page,
    width,
    height,
    resolution: density ?? 0,
    mode: oneBit ? 'lineart' : channels === 1 ? 'gray' : 'color',
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}
