import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { afterAll, beforeAll, expect } from 'vitest';
import type { StampKind, StampPlace } from '../../../shared/contract/stamp-place.ts';
import type { StampBox, StampData } from '../../../shared/contract/stamping.ts';
import { stampsByThemselves } from '../../../electron/core/stamping/by-itself.ts';
import { builtInStamps } from '../../../electron/core/stamping/templates.ts';
import {
  loadStampFonts,
  stampFile,
  type Stamped,
  type StampRequest,
} from '../../../electron/core/stamping/stamp.ts';
import { stampData } from '../../fixtures/stamping/stamp-data.ts';

export const RESOURCES = join(import.meta.dirname, '../../../resources');
export const OFFICE = 'Sekretariat Daerah Kota Ma’rifah – “Unit” é ñ';
export const DATA = stampData(OFFICE);

let dir: string;

/** Asked for at the top of each file of tests: they may share this module. */
export function stampInFolder(): void {
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'lontar-stamping-'));
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
}

const fonts = await loadStampFonts(RESOURCES);
export const BUILT_IN = await builtInStamps(RESOURCES);
const library = await PDFiumLibrary.init();
let count = 0;

export interface Result extends Omit<Stamped, 'boxes'> {
  /** The first of each stamp. */
  boxes: Record<string, StampBox>;
  all: StampBox[];
  input: Buffer;
  output: Buffer;
  inputPath: string;
  path: string;
}

export const scratch = (name: string): string => join(dir, `${(count += 1)}-${name}`);

export async function stamp(
  input: Uint8Array,
  {
    data = DATA,
    places,
    stamps = stampsByThemselves(data, BUILT_IN, places),
    ...more
  }: Partial<Pick<StampRequest, 'stamps' | 'look' | 'signal'>> & {
    data?: StampData;
    places?: Partial<Record<StampKind, StampPlace>>;
  } = {},
): Promise<Result> {
  const inputPath = scratch('in.pdf');
  const path = scratch('out.pdf');
  writeFileSync(inputPath, input);
  const done = await stampFile({ input: inputPath, output: path, stamps, fonts, ...more });
  const first = Object.fromEntries(done.boxes.toReversed().map((box) => [box.stamp, box]));
  return {
    ...done,
    boxes: first,
    all: done.boxes,
    input: readFileSync(inputPath),
    output: readFileSync(path),
    inputPath,
    path,
  };
}

export interface Seen {
  width: number;
  height: number;
  pixels: Uint8Array;
  text: string;
  /** Pixels to a millimetre, by the page's own units. */
  perMm: number;
}

/** A page as PDFium shows it, its longer side 1,600 pixels. */
export async function see(bytes: Uint8Array, page = 1): Promise<Seen> {
  const document = await library.loadDocument(bytes);
  try {
    const opened = document.getPage(page - 1);
    const text = opened.getText();
    const { originalWidth, originalHeight } = opened.getOriginalSize();
    const scale = 1600 / Math.max(originalWidth, originalHeight);
    const size = (points: number) => Math.max(1, Math.round(points * scale));
    const { width, height, data } = await opened.render({
      width: size(originalWidth),
      height: size(originalHeight),
      render: (options) => Promise.resolve(options.data),
    });
    return { width, height, pixels: data, text, perMm: (width / originalWidth) * (72 / 25.4) };
  } finally {
    document.destroy();
  }
}

export const squeeze = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

/** The share of a stamp's head that is dark and of its lower part that is white. */
export function looks(seen: Seen, box: StampBox, unit = 1): { head: number; plate: number } {
  const scale = seen.perMm / unit;
  const [x, y, w, h] = [box.x * scale, box.y * scale, box.width * scale, box.height * scale];
  return {
    head: share(seen, [x + 1, y + 1, w - 2, w * 0.025 - 1], isInk),
    plate: share(seen, [x + 1, y + w * 0.09, w - 2, h - w * 0.09 - 2], isWhite),
  };
}

function share(
  { width, height, pixels }: Seen,
  [x, y, w, h]: [number, number, number, number],
  is: (r: number, g: number, b: number) => boolean,
): number {
  let [hits, all] = [0, 0];
  for (let row = Math.ceil(y); row < Math.min(height, y + h); row++) {
    for (let col = Math.ceil(x); col < Math.min(width, x + w); col++) {
      const at = (row * width + col) * 4;
      all++;
      if (is(pixels[at]!, pixels[at + 1]!, pixels[at + 2]!)) hits++;
    }
  }
  return hits / Math.max(1, all);
}

const isInk = (r: number, g: number, b: number): boolean =>
  r < 90 && g < 100 && b < 150 && b > r + 20;
const isWhite = (r: number, g: number, b: number): boolean => r > 225 && g > 225 && b > 225;

/** How many pixels outside the stamps differ between two pictures of a page. */
function changedElsewhere(before: Seen, after: Seen, boxes: StampBox[], unit = 1): number {
  const scale = after.perMm / unit;
  let changed = 0;
  for (let row = 0; row < after.height; row++) {
    for (let col = 0; col < after.width; col++) {
      const inside = boxes.some(
        ({ x, y, width, height }) =>
          col >= x * scale - 2 &&
          col <= (x + width) * scale + 2 &&
          row >= y * scale - 2 &&
          row <= (y + height) * scale + 2,
      );
      if (inside) continue;
      const at = (row * after.width + col) * 4;
      if (Math.abs(before.pixels[at]! - after.pixels[at]!) > 24) changed++;
    }
  }
  return changed;
}

/** The stamps can be seen and read, and all else is as it was. */
export async function expectStamped(result: Result, unit = 1): Promise<void> {
  const after = await see(result.output);
  for (const box of [result.boxes.received!, result.boxes.disposition!]) {
    const { head, plate } = looks(after, box, unit);
    expect(head).toBeGreaterThan(0.6);
    expect(plate).toBeGreaterThan(0.6);
  }
  expect(squeeze(after.text)).toContain(squeeze(OFFICE));
  if (result.method !== 'append') return;
  expect(result.output.subarray(0, result.input.length).equals(result.input)).toBe(true);
  const before = await see(result.input);
  const boxes = [result.boxes.received!, result.boxes.disposition!];
  expect(changedElsewhere(before, after, boxes, unit)).toBeLessThan(200);
}

export function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
