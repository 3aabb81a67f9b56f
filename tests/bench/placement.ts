/**
 * Where stamps come to stand by default on letters, and whether they cover anything of them. The
 * original's page is looked at again, finer and by another rule than that by which the place was
 * chosen. Prints one JSON line.
 *
 *   node tests/bench/placement.ts --json
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openCore } from '../../electron/core/core.ts';
import { commonPdfium } from '../../electron/core/pages/pdfium.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const LETTERS = path.join(ROOT, '../shared/letters');
/** 150 dots per inch on A4. */
const WIDTH = 1240;
const PIXELS_PER_MM = WIDTH / 210;

export const short: string[] = [];

interface Line {
  file: string;
  kind: string;
  /** Square millimetres of ink below the stamp, and the least that any place of its size has. */
  covered: number;
  least: number;
}

export interface PlacementBench {
  bench: 'placement';
  stamps: number;
  /** Stamps that cover ink though the page has a place of their size without any. */
  avoidable: Line[];
  /** Stamps for which no page had room. */
  noRoom: Line[];
  limit: { avoidable: number };
  ok: boolean;
}

export async function run(): Promise<PlacementBench> {
  const folder = existsSync(LETTERS) ? LETTERS : path.join(ROOT, 'tests/fixtures/letters');
  const files = readdirSync(folder).filter((name) => name.endsWith('-1.jpg'));
  const home = mkdtempSync(path.join(tmpdir(), 'lontar-bench-placement-'));
  const core = await openCore({ home, resources: path.join(ROOT, 'resources') });
  try {
    await core.call('office.found', { name: 'Sekretariat Daerah Kabupaten Sukamaju' });
    const lines: Line[] = [];
    for (const file of files) lines.push(...(await placed(core, path.join(folder, file))));
    const covering = lines.filter(({ covered }) => covered > 0);
    const avoidable = covering.filter(({ least }) => least === 0);
    return {
      bench: 'placement',
      stamps: lines.length,
      avoidable,
      noRoom: covering.filter(({ least }) => least > 0),
      limit: { avoidable: 0 },
      ok: avoidable.length === 0 && lines.length === files.length * 2,
    };
  } finally {
    await core.close();
    rmSync(home, { recursive: true, force: true });
  }
}

async function placed(core: Awaited<ReturnType<typeof openCore>>, file: string): Promise<Line[]> {
  const { documents } = await core.call('scanning.import', { files: [file] });
  const [document] = documents;
  const fields = { sender: path.basename(file), subject: 'Undangan' };
  const { id } = await core.call('letters.register', { fields, document: document! });
  await core.call('dispositions.give', {
    letter: id,
    from: 'sekda',
    to: ['asisten-1', 'bagian-umum'],
    instructions: ['telaah', 'siapkan'],
    note: 'Siapkan bahan rapat, laporkan sebelum hari Jumat.',
    due: '2026-12-04',
  });
  const { boxes } = await core.call('stamping.stamped', { letter: id });
  const original = core.context.archive.blobs.pathOf(document!.sha256);
  const picture = await commonPdfium().run({
    kind: 'render',
    path: original,
    page: 1,
    width: WIDTH,
  });
  const page = inkSums(picture);
  return boxes.map((box) => {
    const [x, y, w, h] = [box.x, box.y, box.width, box.height].map((mm) =>
      Math.round(mm * PIXELS_PER_MM),
    ) as [number, number, number, number];
    const covered = page.within(x, y, w, h);
    const least = covered === 0 ? 0 : page.least(w, h);
    const area = (pixels: number) => Math.round((pixels / PIXELS_PER_MM ** 2) * 100) / 100;
    return {
      file: path.basename(file),
      kind: box.stamp,
      covered: area(covered),
      least: area(least),
    };
  });
}

interface Picture {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** Dark or strongly coloured, and more than a speck: three in a row, across or down. */
function inkSums({ width, height, pixels }: Picture) {
  const ink = new Uint8Array(width * height);
  for (let at = 0; at < ink.length; at += 1) {
    const [a, b, c] = [pixels[at * 4]!, pixels[at * 4 + 1]!, pixels[at * 4 + 2]!];
    const [most, least] = [Math.max(a, b, c), Math.min(a, b, c)];
    ink[at] = most < 140 || most - least > 70 ? 1 : 0;
  }
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const across = ink[at]! && ink[at - 1] && ink[at + 1];
      const down = ink[at]! && ink[at - width] && ink[at + width];
      if (across || down) row += 1;
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row;
    }
  }
  const at = (x: number, y: number) =>
    sums[Math.min(height, y) * (width + 1) + Math.min(width, x)]!;
  const within = (x: number, y: number, w: number, h: number) =>
    at(x + w, y + h) - at(x, y + h) - at(x + w, y) + at(x, y);
  return {
    within,
    least(w: number, h: number): number {
      let least = Number.POSITIVE_INFINITY;
      for (let y = 0; y + h <= height; y += 4) {
        for (let x = 0; x + w <= width; x += 4) least = Math.min(least, within(x, y, w, h));
      }
      return least;
    },
  };
}

if (import.meta.main) console.log(JSON.stringify(await run()));
