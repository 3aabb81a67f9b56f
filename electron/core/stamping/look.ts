import { commonPdfium } from '../pages/pdfium.ts';
import type { Look } from './plan.ts';
import { type Room, roomOf } from './room.ts';

/** Across, of the picture by which a page's room is judged: 75 dots per inch on A4. */
const WIDTH = 620;
const KEPT = 8;

const kept = new Map<string, Promise<Room | null>>();

/**
 * Looks at pages of a file whose bytes never change. What can't be drawn has no room to show; stamps
 * go where they go on any page then.
 */
export function lookInto(path: string): Look {
  return (page) => {
    const name = `${path} ${page}`;
    let room = kept.get(name);
    if (!room) {
      room = commonPdfium()
        .run({ kind: 'render', path, page, width: WIDTH })
        .then(({ pixels, width, height }) => roomOf(pixels, width, height))
        .catch(() => null);
      kept.set(name, room);
      for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest);
    }
    return room;
  };
}
