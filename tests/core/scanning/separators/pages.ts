import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { encode } from 'uqr';
import { openPdfium } from '../../../../electron/core/pages/pdfium.ts';
import { drawSeparators } from '../../../../electron/core/scanning/separators/draw-separators.ts';
import { PATCH_T, PATCH_UNIT } from '../../../../electron/core/scanning/separators/measures.ts';
import { resources, temporaryFolder } from '../../temporary-archive.ts';

const face = (name: string) => readFileSync(path.join(resources, 'fonts', `${name}.ttf`));
export const fonts = {
  regular: face('LontarSans-Regular'),
  semiBold: face('LontarSans-SemiBold'),
};
const BOOK = { key: 'masuk', title: 'Surat Masuk' };
/** 150 dpi. */
export const WIDTH = 1240;
export const HEIGHT = 1754;
const px = (mm: number) => (mm * WIDTH) / 210;

/** A printed PDF's first page as a picture. */
export async function printed(pdf: Uint8Array, width = WIDTH): Promise<Sharp> {
  const file = path.join(temporaryFolder(), 'printed.pdf');
  writeFileSync(file, pdf);
  const pdfium = openPdfium();
  try {
    const drawn = await pdfium.run({ kind: 'render', path: file, page: 1, width });
    const raw = { width: drawn.width, height: drawn.height, channels: 4 as const };
    return sharp(drawn.pixels, { raw }).removeAlpha();
  } finally {
    await pdfium.close();
  }
}

export async function separator({ width = WIDTH, book = BOOK as typeof BOOK | null } = {}) {
  return printed(await drawSeparators({ book, copies: 1 }, fonts), width);
}

/** What SVG draws, in millimetres, over a page; over a blank one where none is given. */
export async function drawnOn(svg: string, page?: Sharp): Promise<Sharp> {
  const view = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 210 ${HEIGHT / px(1)}">${svg}</svg>`;
  const blank = { width: WIDTH, height: HEIGHT, channels: 3 as const, background: 'white' };
  const under = page ?? sharp({ create: blank });
  const { data, info } = await sharp(await under.png().toBuffer())
    .composite([{ input: Buffer.from(view) }])
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: { ...info, channels: 3 } });
}

export async function saved(page: Sharp, type: 'jpeg' | 'png' = 'jpeg'): Promise<string> {
  const file = path.join(temporaryFolder(), `page.${type}`);
  await (type === 'png' ? page.png({ palette: true, colours: 2 }) : page.jpeg()).toFile(file);
  return file;
}

export const rect = (x: number, y: number, width: number, height: number, fill = 'black') =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"/>`;

/** Bars across the page, `units` from top to bottom. */
export function bars(top: number, units: readonly number[] = PATCH_T): string {
  let at = top;
  return units
    .map((unit, index) => {
      const y = at;
      at += unit * PATCH_UNIT;
      return index % 2 === 0 ? rect(40, y, 130, unit * PATCH_UNIT) : '';
    })
    .join('');
}

export function qr(text: string, x: number, y: number, size: number): string {
  const rows = encode(text, { ecc: 'M', border: 0 }).data;
  const module = size / rows.length;
  return rows
    .flatMap((row, line) =>
      row.map((dark, at) =>
        dark ? rect(x + at * module, y + line * module, module * 1.02, module * 1.02) : '',
      ),
    )
    .join('');
}

/** As much small print as a full page of a letter has. */
export function print(): string {
  const lines = [];
  for (let y = 30; y < 270; y += 6) {
    for (let x = 25; x < 185; x += 2.1) {
      lines.push(rect(x, y, 0.45, 2.4), rect(x, y + ((x * 7) % 3) * 0.9, 1.3, 0.45));
    }
  }
  return lines.join('');
}

/** Our sheet after a bad day: what is left of it looks like a separator, and not one code can be read. */
export async function spoiltSeparator(): Promise<Sharp> {
  const cross = (x: number, y: number, size: number) =>
    rect(x + size * 0.35, y + size * 0.35, size * 0.65, size * 0.65, 'black');
  const spoilt = [
    rect(0, 0, 210, 30, 'white'),
    rect(0, 265, 210, 32, 'white'),
    rect(0, 0, 31, 297, 'white'),
    rect(179, 0, 31, 297, 'white'),
    rect(72, 35, 66, 20, 'white'),
    rect(72, 240, 66, 20, 'white'),
    ...[
      [35, 35, 36],
      [139, 35, 36],
      [65, 108.5, 80],
      [35, 226, 36],
      [139, 226, 36],
    ].map(([x, y, size]) => cross(x!, y!, size!)),
  ].join('');
  return drawnOn(spoilt, await separator());
}
