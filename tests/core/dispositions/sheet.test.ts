import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { encode } from 'uqr';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  drawSheet,
  sheetGeometry,
  type SheetFonts,
} from '../../../electron/core/dispositions/sheet.ts';
import type { SheetData, SheetSize } from '../../../shared/contract/sheets.ts';
import { blankSheet, filledSheet, overlongSheet, sheetFonts } from './sheet-cases.ts';

let fonts: SheetFonts;
let folder: string;
let pdfium: PDFiumLibrary;
beforeAll(async () => {
  fonts = await sheetFonts();
  folder = await mkdtemp(join(tmpdir(), 'lontar-sheet-'));
  pdfium = await PDFiumLibrary.init();
});
afterAll(async () => {
  pdfium.destroy();
  await rm(folder, { recursive: true });
});

async function fileOf(data: SheetData, size: SheetSize): Promise<string> {
  const path = join(folder, 'sheet.pdf');
  await writeFile(path, await drawSheet(data, { size, fonts }));
  return path;
}

async function textOf(data: SheetData, size: SheetSize): Promise<string> {
  const path = await fileOf(data, size);
  return execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
}

/** A word that had to be broken comes back in parts: compared without spaces. */
const tight = (text: string) => text.replace(/\s+/g, '');

/** The page's picture at 300 dpi: its darkness (0 to 1) at a place in millimetres. */
async function picture(bytes: Uint8Array, page: number, paper: { width: number; height: number }) {
  const document = await pdfium.loadDocument(bytes);
  const { data, width, height } = await document
    .getPage(page - 1)
    .render({ scale: 300 / 72, render: 'bitmap', colorSpace: 'BGRA' });
  document.destroy();
  return (x: number, y: number) => {
    // The picture's sides are whole pixels: the page is stretched by a trifle to fill them.
    const column = Math.floor((x / paper.width) * width);
    const row = Math.floor((y / paper.height) * height);
    return 1 - data[(row * width + column) * 4]! / 255;
  };
}

const cases = [
  ['blank', blankSheet],
  ['filled', filledSheet],
  ['overlong', overlongSheet],
] as const;

describe.each(['A4', 'A5'] as const)('the sheet as a PDF, %s', (size) => {
  it('says everything it was given, as text', async () => {
    const text = await textOf(filledSheet(), size);
    for (const said of [
      'Sekretariat Daerah Kota Tidore Kepulauan',
      'Telepon (0921) 3161234 · Pos-el setda@tidorekota.example',
      'LEMBAR DISPOSISI',
      'Badan Perencanaan Pembangunan Daerah Provinsi Maluku Utara',
      '13 Juni 2024',
      '14 Juni 2024',
      'Surat Masuk/2024/123',
      'Undangan rapat koordinasi penyusunan Rencana Kerja Pemerintah Daerah Tahun 2025',
      '1 (satu) berkas',
      'Diteruskan kepada Sdr.',
      'Dengan hormat harap',
      'Kepala Bagian Protokol dan Komunikasi Pimpinan',
      'Hadiri/wakili dan laporkan',
      'Catatan Hadiri bersama Bappelitbang. Siapkan data capaian “triwulan II”; laporkan hasilnya.',
      '20 Juni 2024',
      'Soasio, 15 Juni 2024 Plh. Sekretaris Daerah,',
      'Dr. H. Ismail Dukomalamo, S.Sos., M.Si.',
      'Sangat segera',
      'Sangat rahasia',
    ]) {
      expect(text).toContain(said);
    }
    expect(tight(text)).toContain('900.2.9/3466/BAPPEDA');
  });

  it('says everything when there is too much of it', async () => {
    const data = overlongSheet();
    const text = tight(await textOf(data, size));
    expect(text).toContain(tight(data.letter.subject));
    expect(text).toContain(tight(data.letter.number!));
    expect(text).toContain('Birokrasi\ufffd\ufffd\ufffd');
    for (const { title } of data.positions) expect(text).toContain(tight(title));
    for (const one of data.instructions) expect(text).toContain(tight(one.text));
    expect(text).toContain('Lembar1dari2');
  });

  it('says so where the letter has no number and no date', async () => {
    const { letter } = blankSheet();
    const text = await textOf(
      blankSheet({ letter: { ...letter, number: null, date: null } }),
      size,
    );
    expect(text).toContain('Tanpa nomor');
    expect(text).toContain('Tanpa tanggal');
  });

  it('comes out in the same bytes every time', async () => {
    for (const [, make] of cases) {
      const [one, two] = [
        await drawSheet(make(), { size, fonts }),
        await drawSheet(make(), { size, fonts }),
      ];
      expect(Buffer.compare(one, two)).toBe(0);
    }
  });

  it.each(cases)(
    'is a sound file of its paper’s size with embedded fonts: %s',
    async (_name, make) => {
      const path = await fileOf(make(), size);
      expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toContain('No syntax');
      const fontRows = execFileSync('pdffonts', [path], { encoding: 'utf8' })
        .trim()
        .split('\n')
        .slice(2);
      expect(fontRows).toHaveLength(2);
      for (const row of fontRows) {
        expect(row).toMatch(/LontarSans-\w+ +CID TrueType +Identity-H +yes yes yes/);
      }
      const info = execFileSync('pdfinfo', [path], { encoding: 'utf8' });
      expect(info).toMatch(size === 'A4' ? /595\.\d+ x 841\.\d+ pts/ : /419\.\d+ x 595\.\d+ pts/);
      expect(info).not.toMatch(/Date/);
    },
  );

  it.each(cases)('draws boxes, marks and code where its geometry says: %s', async (_name, make) => {
    const bytes = await drawSheet(make(), { size, fonts });
    const geometry = await sheetGeometry(make(), { size, fonts });
    const { boxes, marks, qr, pages } = geometry;
    for (let page = 1; page <= pages; page += 1) {
      const dark = await picture(bytes, page, geometry);
      for (const box of boxes.filter((one) => one.page === page)) {
        const { x, y, size: side, key } = box;
        for (const part of [0.15, 0.5, 0.9]) {
          const along = part * side;
          const edges = [
            dark(x + along, y),
            dark(x + along, y + side),
            dark(x, y + along),
            dark(x + side, y + along),
          ];
          expect(Math.min(...edges), `edge of ${key}`).toBeGreaterThan(0.5);
        }
        let ink = 0;
        for (let step = 0; step < 400; step += 1) {
          const [column, row] = [step % 20, Math.floor(step / 20)];
          ink += dark(x + side * (0.1 + 0.04 * column), y + side * (0.1 + 0.04 * row)) / 400;
        }
        if (box.ticked) expect(ink, `tick of ${key}`).toBeGreaterThan(0.1);
        else expect(ink, `empty ${key}`).toBe(0);
      }
      for (const { x, y, size: side, shape } of marks.filter((one) => one.page === page)) {
        expect(dark(x + side * 0.12, y + side * 0.12)).toBe(1);
        expect(dark(x + side * 0.5, y + side * 0.5)).toBe(shape === 'ring' ? 0 : 1);
        expect(dark(x - 0.3, y + side / 2)).toBe(0);
      }
      for (const code of qr.filter((one) => one.page === page)) {
        const expected = encode(code.text, {
          ecc: 'Q',
          border: 0,
          minVersion: 4,
          maxVersion: 4,
        }).data;
        expect(expected).toHaveLength(code.modules);
        const module = code.size / code.modules;
        const seen = expected.map((row, r) =>
          row.map(
            (_dark, c) => dark(code.x + (c + 0.5) * module, code.y + (r + 0.5) * module) > 0.5,
          ),
        );
        expect(seen).toEqual(expected);
      }
    }
  });
});

/** Draws on a fresh Node and writes which of the heavy packages it asked for. */
const script = (then: string) => `
  const seen = new Set();
  const { registerHooks } = await import('node:module');
  registerHooks({ resolve: (name, context, next) => (seen.add(name), next(name, context)) });
  const { drawSheet } = await import('./electron/core/dispositions/sheet.ts');
  ${then}
  process.stdout.write(JSON.stringify([...seen].filter((name) => /^(pdf-lib|@cantoo|uqr)/.test(name)).sort()));`;

const loaded = (then: string) =>
  JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', script(then)], {
      cwd: new URL('../../..', import.meta.url),
      encoding: 'utf8',
    }),
  );

it('loads the PDF library only when a sheet is drawn', () => {
  expect(loaded('')).toEqual([]);
  const draw = `
    const { blankSheet, sheetFonts } = await import('./tests/core/dispositions/sheet-cases.ts');
    await drawSheet(blankSheet(), { size: 'A4', fonts: await sheetFonts() });`;
  expect(loaded(draw)).toEqual(['@cantoo/fontkit', 'pdf-lib', 'uqr']);
});
