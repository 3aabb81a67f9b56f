import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import type { Core } from '../../../../electron/core/core.ts';
import { withoutAlpha } from '../../../../electron/core/dispositions/reading/load-pages.ts';
import { sheetData } from '../../../../electron/core/dispositions/sheet-of.ts';
import { sheetGeometry } from '../../../../electron/core/dispositions/sheet.ts';
import { openPdfium } from '../../../../electron/core/pages/pdfium.ts';
import {
  SheetData,
  type SheetBox,
  type SheetGeometry,
  type SheetSize,
} from '../../../../shared/contract/sheets.ts';
import { resources, temporaryFolder } from '../../temporary-archive.ts';

export type Draw = (geometry: SheetGeometry) => string;

export interface Scan {
  size?: SheetSize;
  dpi?: number;
  angle?: number;
  draw?: Draw;
}

const face = (name: string) => readFileSync(path.join(resources, 'fonts', `${name}.ttf`));
const fonts = { regular: face('LontarSans-Regular'), semiBold: face('LontarSans-SemiBold') };

/** The letter's sheet as it is printed now, written on, and scanned. */
export async function scannedSheet(core: Core, letter: string, scan: Scan = {}): Promise<string> {
  const { size = 'A5', dpi = 150, angle = 0, draw = () => '' } = scan;
  const { path: pdf } = await core.call('dispositions.sheet', { letter, size });
  const found = await core.call('letters.get', { letter });
  const office = (await core.call('office.get', {}))!;
  const data = SheetData.parse(sheetData(found.letter, office));
  const geometry = await sheetGeometry(data, { size, fonts });
  const pdfium = openPdfium();
  const width = Math.round((geometry.width / 25.4) * dpi);
  const drawn = await pdfium.run({ kind: 'render', path: pdf, page: 1, width });
  await pdfium.close();
  const page = withoutAlpha(drawn);
  const raw = { width: page.width, height: page.height, channels: 3 as const };
  const view = `<svg xmlns="http://www.w3.org/2000/svg" width="${page.width}" height="${page.height}" viewBox="0 0 ${geometry.width} ${geometry.height}" preserveAspectRatio="none">${draw(geometry)}</svg>`;
  const written = await sharp(page.data, { raw })
    .composite([{ input: Buffer.from(view) }])
    .removeAlpha()
    .raw()
    .toBuffer();
  const file = path.join(temporaryFolder(), 'scan.jpg');
  const turned = sharp(written, { raw }).rotate(angle, { background: '#eee' });
  writeFileSync(file, await turned.jpeg().toBuffer());
  return file;
}

export const boxOf = (geometry: SheetGeometry, key: string): SheetBox =>
  geometry.boxes.find(
    (box) => box.key === key && (box.group === 'position' || box.group === 'instruction'),
  )!;

const line = (points: number[][], width = 0.5, colour = '#1f3a93') =>
  `<polyline points="${points.map((point) => point.join(',')).join(' ')}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round"/>`;

/** Points are parts of the box. */
const inBox = ({ x, y, size }: SheetBox, points: [number, number][]) =>
  points.map(([across, down]) => [x + across * size, y + down * size]);

export const tick = (box: SheetBox) =>
  line(
    inBox(box, [
      [0.15, 0.5],
      [0.4, 0.85],
      [1, 0.05],
    ]),
  );
export const scribble = (box: SheetBox) =>
  line(
    inBox(
      box,
      Array.from({ length: 19 }, (_, step): [number, number] => [
        step % 2 === 0 ? -0.6 : 1.6,
        -0.55 + step * 0.115,
      ]),
    ),
    0.7,
  );
/** So little that nobody could say. */
export const speck = (box: SheetBox) =>
  line(
    inBox(box, [
      [0.46, 0.46],
      [0.54, 0.56],
    ]),
    0.35,
  );
