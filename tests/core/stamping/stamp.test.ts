import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadStampFonts, stampFile } from '../../../electron/core/stamping/stamp.ts';
import { makePdf, onePage, type XrefStyle } from '../../fixtures/stamping/make-pdf.ts';
import * as looking from './looking.ts';

const { DATA, OFFICE, looks, run, see, squeeze, stamp } = looking;
const A4 = '/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R';
const WORDS = 'BT /F 20 Tf 60 700 Td (Kepada Yth.) Tj ET 0.8 1 0.8 rg 0 0 595 300 re f';

async function expectStamped(result: looking.Result, unit = 1): Promise<void> {
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
  expect(looking.changedElsewhere(before, after, boxes, unit)).toBeLessThan(200);
}

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
    expect(result.boxes).toEqual({ received: { page: 2, x: 20, y: 100, width: 62, height: 26 } });
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

describe('pages of every kind', () => {
  const boxes = {
    plain: '/MediaBox[0 0 595 842]',
    shifted: '/MediaBox[-100 -200 495 642]',
    reversed: '/MediaBox[595 842 0 0]',
    cropped: '/MediaBox[0 0 700 1000]/CropBox[50 60 645 902]',
    'cropped outside': '/MediaBox[0 0 595 842]/CropBox[-50 -50 900 900]',
    tiny: '/MediaBox[0 0 90 60]',
    huge: '/MediaBox[0 0 6000 8000]',
    flat: '/MediaBox[0 0 900 140]',
  };
  for (const [name, box] of Object.entries(boxes)) {
    it.each([0, 90, 180, 270, -90, 450])(
      `${name}, turned by %i: upright, inside, apart`,
      async (turn) => {
        const page = `${box}/Rotate ${turn}/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R`;
        const result = await stamp(makePdf(onePage(page, WORDS)));
        expect(result.method).toBe('append');
        await expectStamped(result);
        const { received: r, disposition: d } = result.boxes;
        const apart = r!.y + r!.height <= d!.y || d!.x + d!.width <= r!.x;
        expect(apart).toBe(true);
      },
    );
  }

  it('a page in units of their own', async () => {
    const result = await stamp(makePdf(onePage(`/UserUnit 2${A4}`, WORDS)));
    await expectStamped(result, 2);
    expect(result.boxes.received!.width).toBeCloseTo(62 * 1.4, 0);
  });

  it('a CropBox that shows nothing gives way', async () => {
    const result = await stamp(makePdf(onePage(`${A4}/CropBox[900 900 1000 1000]`, WORDS)));
    const after = await see(result.output);
    expect(looks(after, result.boxes.received!).head).toBeGreaterThan(0.6);
  });
});

describe('what a page leaves behind does not hide the stamp', () => {
  const contents = {
    'a scale': '0.01 0 0 0.01 0 0 cm 1 0 0 RG 10 w 0 0 m 900 900 l S',
    'a clip': '10 10 20 20 re W n 0 0 1 rg 0 0 900 900 re f',
    'open q': 'q q q 0.5 0 0 0.5 0 0 cm',
    'Q without q': '0.9 0 0 0.9 30 30 cm Q Q q 1 0 0 rg 0 0 90 90 re f Q Q 3 0 0 3 0 0 cm',
    'open text': 'BT /F 30 Tf 3 Tr 60 700 Td (kosong) Tj',
    'invisible text': 'BT /F 30 Tf 3 Tr 60 700 Td (kosong) Tj ET',
    'open marked content': '/OC /Off BDC 0 0 100 100 re f',
    'an open string': '1 0 0 rg 0 0 100 100 re f (never closed \\( ',
    'an open hex string': '1 0 0 rg 0 0 100 100 re f <41',
    'an open array': 'BT /F 12 Tf [(a) 3 ',
    'an open dictionary': '/Span <</A 1',
    'an open inline image': 'q 10 0 0 10 0 0 cm BI /W 8 /H 8 /BPC 1 /CS /G ID aaaaaaaa',
    'an inline image with EI in it':
      'q 90 0 0 90 0 0 cm BI /W 8 /H 8 /BPC 1 /CS /G ID a\xff EI \xffq q EI Q 0 1 0 rg',
    'operators nobody knows': 'xxx 0 0 yyy 0 0 cm undefined 10 Tf',
    'a comment at the end': '0 0 90 90 re f % the end',
    'a blend mode': '/Multiply gs 0 0 1 rg 0 0 595 842 re f',
    'nothing at all': '',
  };
  const more = {
    6: '<</Type/ExtGState/BM/Multiply/ca 0.1/CA 0.1>>',
    7: '<</Type/OCG/Name(aus)>>',
    1: '<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[7 0 R]/D<</OFF[7 0 R]/Order[]>>>>>>',
  };
  const resources =
    '/Resources<</Font<</F 5 0 R>>/ExtGState<</Multiply 6 0 R>>/Properties<</Off 7 0 R>>>>';
  for (const [name, content] of Object.entries(contents)) {
    it(`${name}`, async () => {
      const page = `/MediaBox[0 0 595 842]${resources}/Contents 4 0 R`;
      const result = await stamp(makePdf(onePage(page, content, more)));
      expect(result.method).toBe('append');
      await expectStamped(result);
      expect(run('pdftotext', result.path, '-')).toContain(OFFICE);
    });
  }

  it.each([
    ['no contents', ''],
    ['null', '/Contents null'],
    ['a missing object', '/Contents 99 0 R'],
    ['an empty array', '/Contents[]'],
    ['an array with missing objects', '/Contents[99 0 R 4 0 R null]'],
    ['an indirect array', '/Contents 6 0 R'],
  ])('contents that are %s', async (_, contents) => {
    const page = `/MediaBox[0 0 595 842]/Resources<<>>${contents}`;
    const result = await stamp(makePdf(onePage(page, '0.9 g 0 0 595 842 re f', { 6: '[4 0 R]' })));
    expect(result.method).toBe('append');
    await expectStamped(result);
  });

  it('an annotation over the whole page', async () => {
    const form: [string, string] = [
      '/Type/XObject/Subtype/Form/BBox[0 0 595 842]',
      '0 1 0 rg 0 0 595 842 re f',
    ];
    const annot = '<</Type/Annot/Subtype/Stamp/Rect[0 0 595 842]/F 4/AP<</N 7 0 R>>>>';
    const result = await stamp(
      makePdf(onePage(`${A4}/Annots[6 0 R]`, WORDS, { 6: annot, 7: form })),
    );
    expect(result.method).toBe('append');
    await expectStamped(result);
  });
});

describe('resources', () => {
  it('shared by two pages stay as they are for the other', async () => {
    const objects = {
      1: '<</Type/Catalog/Pages 2 0 R>>',
      2: '<</Type/Pages/Count 2/Kids[3 0 R 6 0 R]/Resources 7 0 R/MediaBox[0 0 595 842]>>',
      3: '<</Type/Page/Parent 2 0 R/Contents 4 0 R>>',
      4: ['', '/LontarStamp Do'] as [string, string],
      6: '<</Type/Page/Parent 2 0 R/Contents 4 0 R>>',
      7: '<</XObject<</LontarStamp 8 0 R>>>>',
      8: ['/Type/XObject/Subtype/Form/BBox[0 0 595 842]', '1 0 0 rg 0 0 200 200 re f'] as [
        string,
        string,
      ],
    };
    const result = await stamp(makePdf({ objects }));
    await expectStamped(result);
    const [before, after] = [await see(result.input, 2), await see(result.output, 2)];
    expect(Buffer.from(before.pixels).equals(Buffer.from(after.pixels))).toBe(true);
  });
});

describe('damaged files', () => {
  const good = makePdf(onePage(A4, WORDS));
  const text = good.toString('latin1');
  const broken: Record<string, string> = {
    'junk before the header': `\r\njunk from a mail gateway\n${text}`,
    'startxref off by some bytes': text.replace(
      /startxref\n(\d+)/,
      (_, at) => `startxref\n${Number(at) + 7}`,
    ),
    'no startxref': text.slice(0, text.indexOf('startxref')),
    'no cross-references':
      text.slice(0, text.indexOf('xref\n0')) + text.slice(text.indexOf('trailer')),
    'a table of wrong offsets': text.replaceAll(/^0000000(\d{3}) 00000 n/gm, '0000009$1 00000 n'),
    'a page count that lies': text.replace('/Count 1/', '/Count 7/'),
    'a page of no type': text.replace('/Type/Page/', '/Tipe/Page/'),
    'garbage at the end': `${text}\0\0\0<html>not found</html>`,
    'a wrong stream length': text.replace(/\/Length \d+/, '/Length 11'),
  };
  for (const [name, bytes] of Object.entries(broken)) {
    it(`${name}: stamped all the same`, async () => {
      expect(bytes).not.toBe(text);
      const result = await stamp(Buffer.from(bytes, 'latin1'));
      await expectStamped(result);
    });
  }

  it('a page that is no object of its own is redrawn, and the result says so', async () => {
    const { objects } = onePage(A4, WORDS);
    const page = objects[3] as string;
    const input = makePdf({ objects: { ...objects, 2: `<</Type/Pages/Count 1/Kids[${page}]>>` } });
    const result = await stamp(input);
    expect(result).toMatchObject({ method: 'redraw', prefixIntact: false });
    await expectStamped(result);
    expect(run('pdfinfo', result.path)).toContain('Digambar ulang');
    expect(run('pdftotext', result.path, '-')).toContain('Digambar ulang');
    expect(result.output.equals((await stamp(input)).output)).toBe(true);
  });

  it('a page tree in a circle still ends', async () => {
    const { objects } = onePage(A4, WORDS);
    const result = await stamp(
      makePdf({ objects: { ...objects, 2: '<</Type/Pages/Count 1/Kids[3 0 R 2 0 R]>>' } }),
    );
    await expectStamped(result);
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
    await expect(stampFile({ input, output, data: DATA, fonts })).rejects.toMatchObject({
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
    const work = stampFile({ input: locked, output, data: DATA, fonts });
    await expect(work).rejects.toMatchObject({ code: 'pdf.password' });
    expect(readdirSync(dirname(output)).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('come at once when the work was called off', async () => {
    const input = looking.scratch('in.pdf');
    const output = looking.scratch('out.pdf');
    writeFileSync(input, makePdf(onePage(A4, WORDS)));
    const fonts = await loadStampFonts(looking.RESOURCES);
    const signal = AbortSignal.abort(new Error('called off'));
    await expect(stampFile({ input, output, data: DATA, fonts, signal })).rejects.toThrow(
      'called off',
    );
    expect(existsSync(output)).toBe(false);
  });
});
