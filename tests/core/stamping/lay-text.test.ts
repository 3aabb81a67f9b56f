import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { closeCommonPdfium } from '../../../electron/core/pages/pdfium.ts';
import { layText } from '../../../electron/core/stamping/lay-text.ts';
import type { ReadPage } from '../../../shared/contract/reading.ts';
import { letters } from '../../fixtures/letters/letters.ts';
import { makePdf, onePage } from '../../fixtures/stamping/make-pdf.ts';
import { signedPdf } from '../../fixtures/stamping/sign-pdf.ts';
import { openDesk, someFields, temporaryFolder } from '../temporary-archive.ts';

afterAll(closeCommonPdfium);

const run = (program: string, ...args: string[]) =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

const WORDS = ['Surat', 'Dinas', 'Ñusantara', '“Ḥaqq”', '漢字', '(a\\b)', 'Ω≤1'];

/** Words in a column, a little off from round numbers. */
function reading(width: number, height: number, turn?: 90 | 180 | 270): ReadPage {
  const tall = turn === 90 || turn === 270;
  const words = WORDS.map((text, line) => {
    const [x, y, w, h] = [20.37 + line, 30.21 + line * 9.3, 24.6, 4.1];
    const box = tall ? { x: y, y: x, width: h, height: w } : { x, y, width: w, height: h };
    return { text, box, confidence: 0.9, line };
  });
  const text = WORDS.join('\n');
  return { page: 1, width, height, text, words, engine: 'tesseract', ...(turn && { turn }) };
}

interface Found {
  text: string;
  box: { x: number; y: number; width: number; height: number };
}

function found(path: string): Found[] {
  const mm = (points: string) => (Number(points) * 25.4) / 72;
  const rows = run('pdftotext', '-bbox', '-cropbox', path, '-').matchAll(
    /xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</g,
  );
  return Array.from(rows, ([, x0, y0, x1, y1, text]) => ({
    text: text!,
    box: { x: mm(x0!), y: mm(y0!), width: mm(x1!) - mm(x0!), height: mm(y1!) - mm(y0!) },
  }));
}

async function laid(pdf: Uint8Array, pages: ReadPage[]) {
  const folder = temporaryFolder();
  const [input, output] = [join(folder, 'in.pdf'), join(folder, 'out.pdf')];
  writeFileSync(input, pdf);
  const count = await layText({ input, output }, pages);
  return { output, count, bytes: readFileSync(output) };
}

const page = (more: string, style: 'table' | 'stream' = 'table') =>
  makePdf(onePage(`${more}/Contents 4 0 R`, '0 0 1 rg 50 50 90 90 re f q 2 0 0 2 9 9 cm'), style);

describe('words laid over a page', () => {
  test.each([
    ['upright', page('/MediaBox[0 0 595.28 841.89]'), reading(210, 297)],
    ['turned by the file', page('/MediaBox[0 0 595.28 841.89]/Rotate 90'), reading(297, 210)],
    [
      'in an odd box',
      page('/MediaBox[-50 30 600 900]/CropBox[-30 60 565.28 870]/Rotate 270', 'stream'),
      reading(285.75, 210),
    ],
    ['lying on its head', page('/MediaBox[0 0 595.28 841.89]'), reading(210, 297, 180)],
    ['lying on its side', page('/MediaBox[0 0 595.28 841.89]'), reading(210, 297, 270)],
    ['lying on its other side', page('/MediaBox[0 0 595.28 841.89]'), reading(210, 297, 90)],
  ])('stand where they were read: %s', async (_, pdf, read) => {
    const { output, bytes, count } = await laid(pdf, [read]);
    expect(count).toBe(1);
    expect(bytes.subarray(0, pdf.length)).toEqual(pdf);
    const seen = found(output);
    for (const { text, box } of read.words) {
      const word = seen.find((other) => other.text === text);
      for (const side of ['x', 'y', 'width', 'height'] as const) {
        expect(word?.box[side], `${text} ${side}`).toBeCloseTo(box[side], 0);
      }
    }
    expect(run('qpdf', '--check', output)).toContain('No syntax');
  });

  test('the same words give the same bytes, and nothing is seen of them', async () => {
    const pdf = page('/MediaBox[0 0 595.28 841.89]');
    const [one, two] = await Promise.all([
      laid(pdf, [reading(210, 297)]),
      laid(pdf, [reading(210, 297)]),
    ]);
    expect(one.bytes).toEqual(two.bytes);
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'plain.pdf'), pdf);
    const drawn = (path: string) =>
      execFileSync('pdftoppm', ['-r', '40', path], { stdio: ['ignore', 'pipe', 'pipe'] });
    expect(drawn(one.output)).toEqual(drawn(join(folder, 'plain.pdf')));
  });

  test('a signature before them stays valid', async () => {
    const folder = temporaryFolder();
    const signed = signedPdf((name) => join(folder, name));
    const { output, count } = await laid(signed, [reading(210, 297)]);
    expect(count).toBe(1);
    expect(run('pdfsig', '-nocert', output)).toContain('Signature is Valid.');
  });

  test('a file whose structure can’t be followed is copied as it is', async () => {
    const pdf = Buffer.from('%PDF-1.7\nnothing of use\n');
    const { bytes, count } = await laid(pdf, [reading(210, 297)]);
    expect(count).toBe(0);
    expect(bytes).toEqual(pdf);
  });
});

test('a scanned letter is exported with its stamps and its words; one with its own text keeps just that', async () => {
  const { core } = await openDesk();
  const folder = temporaryFolder();
  const own = join(folder, 'own.pdf');
  const text = 'BT /F 12 Tf 72 400 Td (Undangan rapat koordinasi hari Jumat) Tj ET';
  writeFileSync(
    own,
    makePdf({
      objects: {
        ...onePage('/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R', text)
          .objects,
        5: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
      },
    }),
  );
  const scan = join(import.meta.dirname, '../../fixtures/letters', letters.fromAgency.file);
  const { documents } = await core.call('scanning.import', { files: [scan, own] });
  await core.call('reading.read', {});
  const exported = async (document: (typeof documents)[number], name: string) => {
    const fields = someFields({ number: null });
    const { id } = await core.call('letters.register', { fields, document });
    const out = join(folder, name);
    await core.call('letters.export', { letter: id, what: 'stamped', out });
    const again = join(folder, `again-${name}`);
    await core.call('letters.export', { letter: id, what: 'stamped', out: again });
    expect(readFileSync(again)).toEqual(readFileSync(out));
    return run('pdftotext', out, '-');
  };
  expect(await exported(documents[0]!, 'scan.pdf')).toContain(letters.fromAgency.number);
  const words = await exported(documents[1]!, 'born.pdf');
  expect(words.match(/Undangan/g)).toHaveLength(1);
});
