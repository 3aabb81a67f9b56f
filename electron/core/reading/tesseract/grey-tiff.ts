import type { Grey } from '../take-colour-away.ts';

const ENTRIES = 9;
const HEAD_BYTES = 8;
const FOLDER_BYTES = 2 + ENTRIES * 12 + 4;
const SHORT = 3;
const LONG = 4;

/**
 * Grey pages as one uncompressed TIFF (6.0, baseline greyscale), in parts to be written one after
 * another: before each page's pixels stands the folder that says what they are.
 */
export function* greyTiff(pages: readonly Grey[]): Generator<Uint8Array> {
  const head = Buffer.alloc(HEAD_BYTES);
  head.write('II', 0, 'latin1');
  head.writeUInt16LE(42, 2);
  head.writeUInt32LE(HEAD_BYTES, 4);
  yield head;
  let at = HEAD_BYTES;
  for (const [index, { width, height, pixels }] of pages.entries()) {
    const data = at + FOLDER_BYTES;
    // Folders stand at even places.
    const padded = pixels.length + (pixels.length % 2);
    const next = index === pages.length - 1 ? 0 : data + padded;
    yield folder(width, height, data, next);
    yield pixels;
    if (padded > pixels.length) yield Buffer.alloc(1);
    at = data + padded;
  }
}

function folder(width: number, height: number, data: number, next: number): Buffer {
  const entries: [tag: number, type: number, value: number][] = [
    [256, LONG, width],
    [257, LONG, height],
    [258, SHORT, 8], // bits a sample
    [259, SHORT, 1], // not compressed
    [262, SHORT, 1], // black is zero
    [273, LONG, data],
    [277, SHORT, 1], // samples a pixel
    [278, LONG, height], // rows a strip
    [279, LONG, width * height],
  ];
  const out = Buffer.alloc(FOLDER_BYTES);
  out.writeUInt16LE(ENTRIES, 0);
  for (const [at, [tag, type, value]] of entries.entries()) {
    const from = 2 + at * 12;
    out.writeUInt16LE(tag, from);
    out.writeUInt16LE(type, from + 2);
    out.writeUInt32LE(1, from + 4);
    if (type === SHORT) out.writeUInt16LE(value, from + 8);
    else out.writeUInt32LE(value, from + 8);
  }
  out.writeUInt32LE(next, FOLDER_BYTES - 4);
  return out;
}
