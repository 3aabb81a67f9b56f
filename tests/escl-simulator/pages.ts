import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const letters = ['letters/s01-dinas-1.jpg', 'letters/s07-perusahaan-1.jpg'].map((name) =>
  fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)),
);

export interface PageWish {
  /** Pixels. */
  width: number;
  height: number;
  gray: boolean;
}

const drawn = new Map<string, Promise<Buffer>>();

/** A real letter, as large as was asked for; one and the other by turns. */
export function letterPage(number: number, wish: PageWish): Promise<Buffer> {
  const letter = letters[number % letters.length]!;
  const key = `${letter} ${JSON.stringify(wish)}`;
  let page = drawn.get(key);
  if (!page) drawn.set(key, (page = draw(letter, wish)));
  return page;
}

async function draw(letter: string, { width, height, gray }: PageWish): Promise<Buffer> {
  const picture = sharp(await readFile(letter)).resize(width, height, { fit: 'fill' });
  return picture
    .toColourspace(gray ? 'b-w' : 'srgb')
    .withDensity(72)
    .jpeg({ quality: 80 })
    .toBuffer();
}

/** A header of 60,000 by 60,000 pixels, and hardly anything behind it. */
export function giganticPage(page: Buffer): Buffer {
  const grown = Buffer.from(page);
  for (let at = 2; at < grown.length - 9;) {
    const marker = grown[at + 1]!;
    if (marker >= 0xc0 && marker <= 0xc2) {
      grown.writeUInt16BE(60_000, at + 5);
      grown.writeUInt16BE(60_000, at + 7);
      break;
    }
    at += 2 + grown.readUInt16BE(at + 2);
  }
  return grown;
}

/** Without the segment in which its resolution stands. */
export function untaggedPage(page: Buffer): Buffer {
  const length = page.readUInt16BE(4);
  return Buffer.concat([page.subarray(0, 2), page.subarray(4 + length)]);
}

export const asPng = (page: Buffer): Promise<Buffer> => sharp(page).png().toBuffer();
