import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sharp } from 'sharp';
import { loadSharp } from '../scanning/imaging.ts';
import type { Pdfium } from './pdfium.ts';

export interface PagePicture {
  type: 'image/jpeg' | 'image/webp';
  bytes: Buffer;
}

export interface PageWanted {
  path: string;
  /** Of the file's content: what the picture is kept under. */
  sha256: string;
  /** From 1. */
  page: number;
  /** Pixels. Each width is kept by itself: ask for few different ones. */
  width: number;
}

export interface PagePictures {
  /** @throws `pdf.…`, as `Pdfium.run` */
  render(wanted: PageWanted): Promise<PagePicture>;
}

interface Form {
  type: PagePicture['type'];
  ending: string;
  encode(drawn: Sharp): Sharp;
  /** Not cut short. */
  isWhole(bytes: Buffer): boolean;
}

/** `sharp`: as the window shows pages. `light`: for a phone on a slow line, as small as still reads well. */
const FORMS = {
  sharp: {
    type: 'image/jpeg',
    ending: 'jpg',
    encode: (drawn) => drawn.jpeg({ quality: 85, chromaSubsampling: '4:4:4' }),
    isWhole: (bytes) => bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9,
  },
  light: {
    type: 'image/webp',
    ending: 'webp',
    encode: (drawn) => drawn.webp({ quality: 55, effort: 3, smartSubsample: true }),
    // RIFF says how long it is, but for its own eight bytes.
    isWhole: (bytes) => bytes.length > 12 && bytes.readUInt32LE(4) + 8 === bytes.length,
  },
} satisfies Record<string, Form>;

const WIDTHS = { least: 16, most: 4_000 };
/** Making room goes below the limit, so that not every new picture has to. */
const ROOM = 0.9;

/**
 * Pages as pictures, kept on disk. All of it can be drawn again, so nothing is synced; a picture
 * cut short by a crash is noticed and drawn anew.
 */
export function openPagePictures(options: {
  pdfium: Pdfium;
  cacheDir: string;
  maxBytes?: number;
  form?: keyof typeof FORMS;
}): PagePictures {
  const { pdfium, cacheDir, maxBytes = 512 << 20 } = options;
  const { type, ending, encode, isWhole }: Form = FORMS[options.form ?? 'sharp'];
  /** File name → bytes, the longest unused first. */
  let kept: Promise<Map<string, number>> | undefined;
  let total = 0;
  const drawing = new Map<string, Promise<PagePicture>>();

  async function readKept(): Promise<Map<string, number>> {
    await mkdir(cacheDir, { recursive: true });
    const files: { name: string; bytes: number; at: number }[] = [];
    for (const name of await readdir(cacheDir)) {
      const path = join(cacheDir, name);
      const found = await stat(path).catch(() => null);
      if (found === null) continue;
      if (name.endsWith('.part')) await rm(path, { force: true });
      else if (name.endsWith(`.${ending}`))
        files.push({ name, bytes: found.size, at: found.mtimeMs });
    }
    files.sort((one, other) => one.at - other.at);
    total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    return new Map(files.map(({ name, bytes }) => [name, bytes]));
  }

  async function readPicture(name: string): Promise<Buffer | null> {
    const bytes = await readFile(join(cacheDir, name)).catch(() => null);
    return bytes !== null && isWhole(bytes) ? bytes : null;
  }

  async function keep(name: string, bytes: Buffer): Promise<void> {
    const index = await (kept ??= readKept());
    const aside = join(cacheDir, `.${name}-${randomUUID()}.part`);
    try {
      await writeFile(aside, bytes);
      await rename(aside, join(cacheDir, name));
    } catch {
      // A full disk costs the copy, not the picture.
      await rm(aside, { force: true }).catch(() => undefined);
      return;
    }
    total += bytes.length - (index.get(name) ?? 0);
    index.delete(name);
    index.set(name, bytes.length);
    if (total <= maxBytes) return;
    for (const [oldest, size] of index) {
      if (total <= maxBytes * ROOM || oldest === name) break;
      index.delete(oldest);
      total -= size;
      await rm(join(cacheDir, oldest), { force: true });
    }
  }

  async function draw(wanted: PageWanted, name: string): Promise<PagePicture> {
    const index = await (kept ??= readKept());
    const known = index.get(name);
    if (known !== undefined) {
      index.delete(name);
      index.set(name, known);
      const bytes = await readPicture(name);
      if (bytes) return { type, bytes };
    }
    const { path, page, width } = wanted;
    const drawn = await pdfium.run({ kind: 'render', path, page, width });
    const sharp = await loadSharp();
    const raw = { width: drawn.width, height: drawn.height, channels: 4 } as const;
    const bytes = await encode(sharp(drawn.pixels, { raw }).removeAlpha()).toBuffer();
    await keep(name, bytes);
    return { type, bytes };
  }

  return {
    render(asked) {
      const width = Math.round(Math.min(Math.max(asked.width, WIDTHS.least), WIDTHS.most));
      const name = `${asked.sha256}-${asked.page}-${width}.${ending}`;
      const under = drawing.get(name);
      if (under) return under;
      const work = draw({ ...asked, width }, name).finally(() => drawing.delete(name));
      drawing.set(name, work);
      return work;
    },
  };
}
