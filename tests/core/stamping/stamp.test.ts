import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stampsByThemselves } from '../../../electron/core/stamping/by-itself.ts';
import { loadStampFonts, stampFile } from '../../../electron/core/stamping/stamp.ts';
import { makePdf, onePage, type XrefStyle } from '../../fixtures/stamping/make-pdf.ts';
import * as looking from './looking.ts';

looking.stampInFolder();

const { DATA, expectStamped, OFFICE, looks, run, see, squeeze, stamp } = looking;
const STAMPS = stampsByThemselves(DATA, looking.BUILT_IN);
const A4 = '/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R';
const WORDS = 'BT /F 20 Tf 60 700 Td (Kepada Yth.) Tj ET 0.8 1 0.8 rg 0 0 595 300 re f';

describe('a stamp', () => {
  it.each<XrefStyle>(['table', 'stream', 'hybrid'])(
    'is appended in the style of a file with a cross-reference %s',
    async (style) => {
      const result = await stamp(makePdf(onePage(A4, WORDS), style));
      expect(result).toMatchObject({ method: 'append', prefixIntact: true });
      await expectStamped(result);
      run('qpdf', '--check', result.path);
      const tail = result.output.subarray(result.input.length).toString('latin1');
      expect(/\nxref\n/.test(tail)).toBe(style !== 'stream');
      expect(tail.length).toBeLessThanOrEqual(12 * 1024);
    },
  );

  it('comes off by cutting the file where the original ended', async () => {
    const original = makePdf(onePage(A4, WORDS));
    const { output } = await stamp(original);
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(output.subarray(0, original.length))).toBe(hash(original));
  });

  it('is the same to the byte each time, and another for another number', async () => {
    const original = makePdf(onePage(A4, WORDS));
    const [a, b] = [await stamp(original), await stamp(original)];
    expect(a.output.equals(b.output)).toBe(true);
    const other = await stamp(original, { data: { ...DATA, number: 418 } });
    expect(other.output.equals(a.output)).toBe(false);
  });

  it('can be read by poppler word for word', async () => {
    const { path } = await stamp(makePdf(onePage(A4, WORDS)));
    const text = run('pdftotext', path, '-');
    for (const words of [
      OFFICE,
      '417',
      '13 Juni 2024',
      'Surat Masuk',
      'Kepala Bagian Hukum',
      'Laporkan sebelum Jumat.',
      '20 Juni 2024',
    ]) {
      expect(text).toContain(words);
    }
  });

  it.each([
    'Badan Perencanaan Pembangunan, Penelitian dan Pengembangan Daerah Kabupaten Kepulauan Siau Tagulandang Biaro',
    '行政 Dinas ﬁ Ađṁin',
    'X'.repeat(200),
  ])('shows any office name without failing: %s', async (office) => {
    const result = await stamp(makePdf(onePage(A4, WORDS)), { data: { ...DATA, office } });
    const after = await see(result.output);
    expect(squeeze(after.text)).toContain(squeeze(office));
    expect(squeeze(run('pdftotext', result.path, '-'))).toContain(squeeze(office));
    expect(looks(after, result.boxes.received!).head).toBeGreaterThan(0.6);
  });

  it('holds a disposition of the greatest length', async () => {
    const words = 'Koordinasikan dengan perangkat daerah terkait dan laporkan. '.repeat(66);
    const many = Array.from({ length: 100 }, (_, i) => `Kepala Bagian Nomor ${i + 1}`);
    const disposition = { ...DATA.disposition!, to: many, instructions: many, note: words.trim() };
    const result = await stamp(makePdf(onePage(A4, '')), { data: { ...DATA, disposition } });
    await expectStamped(result);
  });

  it('stands where it was put, on the page that was named', async () => {
    const objects = {
      ...onePage(A4, WORDS).objects,
      2: '<</Type/Pages/Count 2/Kids[3 0 R 6 0 R]>>',
      6: `<</Type/Page/Parent 2 0 R${A4}>>`,
    };
    const places = { received: { page: 2, x: 20, y: 100 } };
    const result = await stamp(makePdf({ objects }), {
      places,
      data: { ...DATA, disposition: undefined },
    });
    expect(result.all).toEqual([
      { stamp: 'received', page: 2, x: 20, y: 100, width: 62, height: 26 },
    ]);
    expect((await see(result.output, 1)).text).not.toContain('DITERIMA');
    const second = await see(result.output, 2);
    expect(looks(second, result.boxes.received!).head).toBeGreaterThan(0.6);
  });

  it('is moved inside the page when put outside it', async () => {
    const places = { received: { page: 1, x: 4000, y: 4000 } };
    const { boxes } = await stamp(makePdf(onePage(A4, WORDS)), { places });
    expect(boxes.received!.x + boxes.received!.width).toBeLessThanOrEqual(595 / (72 / 25.4) + 0.01);
    expect(boxes.received!.y + boxes.received!.height).toBeLessThanOrEqual(
      842 / (72 / 25.4) + 0.01,
    );
  });
});

describe('refusals', () => {
  const code = (bytes: Uint8Array) =>
    stamp(bytes).then(
      () => 'stamped',
      (error: { code: string }) => error.code,
    );
  it('are coded', async () => {
    expect(await code(Buffer.alloc(0))).toBe('file.empty');
    expect(await code(Buffer.from('Bukan PDF.'))).toBe('file.type');
    expect(await code(Buffer.from('%PDF-1.4\nnothing more'))).toBe('pdf.damaged');
  });

  it('leave nothing behind, and an older output as it was', async () => {
    const input = looking.scratch('bad.pdf');
    const output = looking.scratch('old.pdf');
    writeFileSync(input, '%PDF-1.4\nnothing more');
    writeFileSync(output, 'older');
    const fonts = await loadStampFonts(looking.RESOURCES);
    await expect(stampFile({ input, output, stamps: STAMPS, fonts })).rejects.toMatchObject({
      code: 'pdf.damaged',
    });
    expect(readFileSync(output, 'utf8')).toBe('older');
    expect(readdirSync(dirname(output)).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('take with them what was copied before the password was missed', async () => {
    const input = looking.scratch('locked.pdf');
    const output = looking.scratch('never.pdf');
    writeFileSync(input, makePdf(onePage(A4, WORDS)));
    const locked = looking.scratch('locked.pdf');
    run('qpdf', '--encrypt', 'rahasia', 'rahasia', '256', '--', input, locked);
    const fonts = await loadStampFonts(looking.RESOURCES);
    const work = stampFile({ input: locked, output, stamps: STAMPS, fonts });
    await expect(work).rejects.toMatchObject({ code: 'pdf.password' });
    expect(readdirSync(dirname(output)).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('come at once when the work was called off', async () => {
    const input = looking.scratch('in.pdf');
    const output = looking.scratch('out.pdf');
    writeFileSync(input, makePdf(onePage(A4, WORDS)));
    const fonts = await loadStampFonts(looking.RESOURCES);
    const signal = AbortSignal.abort(new Error('called off'));
    await expect(stampFile({ input, output, stamps: STAMPS, fonts, signal })).rejects.toThrow(
      'called off',
    );
    expect(existsSync(output)).toBe(false);
  });
});
