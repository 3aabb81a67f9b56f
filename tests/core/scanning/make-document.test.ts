import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';

import {
  apart,
  fixture,
  folder,
  letter,
  make,
  makeInFolders,
  pdfium,
  pixelsOf,
  put,
  refused,
  run,
  sheet,
  workDir,
} from './making.ts';

makeInFolders();

describe('a PDF', () => {
  test('stays byte for byte what it is, and the file given is not touched', async () => {
    const document = await PDFDocument.create();
    document.addPage([595, 842]).drawText('Surat');
    document.addPage([842, 595]);
    const bytes = await document.save();
    const file = put('surat.PDF', bytes);
    chmodSync(file, 0o444);
    const made = await make([file]);
    expect(made).toMatchObject({ origin: 'pdf', pages: 2, bytes: bytes.length });
    expect(readFileSync(made.path).equals(Buffer.from(bytes))).toBe(true);
    expect(made.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(readFileSync(file).equals(Buffer.from(bytes))).toBe(true);
    expect(readdirSync(workDir)).toHaveLength(1);
  });

  test('that needs a password, is damaged or has no pages is refused by code', async () => {
    const document = await PDFDocument.create();
    document.addPage();
    await document.encrypt({ userPassword: 'rahasia', ownerPassword: 'rahasia' });
    const locked = put('locked.pdf', await document.save());
    expect(await refused(make([locked]))).toMatchObject({
      code: 'pdf.password',
      data: { name: 'locked.pdf' },
    });
    const empty = put('empty.pdf', '%PDF-1.7\n%%EOF\n');
    expect(await refused(make([empty]))).toMatchObject({ code: 'pdf.damaged' });
    const noise = put(
      'noise.pdf',
      Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(5000, 7)]),
    );
    expect(await refused(make([noise]))).toMatchObject({ code: 'pdf.damaged' });
  });

  test('among pictures, or several of them, are not one letter', async () => {
    const document = await PDFDocument.create();
    document.addPage();
    const file = put('a.pdf', await document.save());
    expect(await refused(make([file, letter]))).toMatchObject({
      code: 'file.mixed',
      data: { pdfs: 1, pictures: 1 },
    });
    expect(await refused(make([file, file]))).toMatchObject({ code: 'file.mixed' });
  });
});

describe('pictures', () => {
  test('become one PDF, the same bytes every time, that other programs find clean', async () => {
    const png = put('b.png', await sharp(letter).png({ palette: true }).toBuffer());
    const tiff = put(
      'c.tif',
      await sharp(letter).grayscale().tiff({ compression: 'lzw' }).toBuffer(),
    );
    const files = [letter, png, fixture('letter-progressive.jpg'), tiff];
    const steps: number[] = [];
    const one = await make(files, { onProgress: ({ done, total }) => steps.push(done / total) });
    const two = await make(files);
    expect(one).toMatchObject({ pages: 4, origin: 'images' });
    expect(steps).toEqual([0.25, 0.5, 0.75, 1]);
    expect(readFileSync(one.path).equals(readFileSync(two.path))).toBe(true);
    expect(createHash('sha256').update(readFileSync(one.path)).digest('hex')).toBe(one.sha256);
    const facts = await pdfium.run({ kind: 'inspect', path: one.path, mostSizes: 9 });
    expect(facts).toMatchObject({ pages: 4, repaired: false, encrypted: false });
    expect(facts.sizes.map((size) => Math.round(size!.width))).toEqual([210, 210, 210, 210]);
    await run('qpdf', ['--check', one.path]);
  });

  test('say that they are PDF/A-2b, and have what that asks for; with device colour of print they do not say so', async () => {
    const { path } = await make([letter]);
    const pdf = readFileSync(path, 'latin1');
    // ISO 19005-2, 6.1.2: bytes above 127 right below the header; 6.1.3: an identifier, no encryption.
    expect(pdf).toMatch(/^%PDF-1\.7\n%[\x80-\xff]{4}\n/);
    expect(pdf).toMatch(/trailer\n<<[^>]* \/ID \[ <[0-9a-f]{32}> <[0-9a-f]{32}> \]/);
    expect(pdf).not.toMatch(/\/Encrypt|\/JavaScript|\/AA|\/OpenAction|\/LZWDecode/);
    // 6.2.3: the colours' meaning, as a profile that is in the file; 6.6.2: metadata that can be read as text.
    const intent =
      /\/OutputIntents \[ << [^>]*\/S \/GTS_PDFA1 [^>]*DestOutputProfile (\d+) 0 R/.exec(pdf);
    expect(pdf).toMatch(
      new RegExp(`\\n${intent?.[1]} 0 obj\\n<< /N 3 /Length \\d+ >>\\nstream\\n.{36}acsp`, 's'),
    );
    const metadata = /\/Metadata (\d+) 0 R/.exec(pdf)?.[1];
    expect(pdf).toContain(`\n${metadata} 0 obj\n<< /Type /Metadata /Subtype /XML /Length `);
    const claim = /<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>B</;
    expect(pdf).toMatch(claim);
    const inks = put(
      'cmyk.jpg',
      await sharp(letter).toColourspace('cmyk').withMetadata({ density: 75 }).jpeg().toBuffer(),
    );
    const other = readFileSync((await make([inks])).path, 'latin1');
    expect(claim.test(other)).toBe(/ICCBased/.test(other));
  });

  test('a JPEG lies in the PDF byte for byte', async () => {
    for (const name of ['letter.jpg', 'letter-progressive.jpg']) {
      const { path } = await make([fixture(name)]);
      expect(readFileSync(path).includes(readFileSync(fixture(name)))).toBe(true);
      expect(await apart(path, 1, sharp(fixture(name)))).toBeLessThan(1.5);
    }
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'orientation %i of Exif is shown upright',
    async (orientation) => {
      const file = put(
        'o.jpg',
        await sharp(letter).withMetadata({ orientation, density: 75 }).toBuffer(),
      );
      const { path } = await make([file]);
      expect(await apart(path, 1, sharp(file))).toBeLessThan(3);
      const [size] = (await pdfium.run({ kind: 'inspect', path, mostSizes: 1 })).sizes;
      expect(Math.round(size!.width)).toBe(orientation >= 5 ? 297 : 210);
    },
  );

  test.each<[string, (input: Sharp) => Sharp, RegExp, number]>([
    ['grey JPEG', (input) => input.toColourspace('b-w').jpeg(), /DeviceGray \/Filter \/DCT/, 1.5],
    ['CMYK JPEG', (input) => input.toColourspace('cmyk').jpeg(), /ICCBased|DeviceCMYK/, 12],
    ['colour PNG', (input) => input.png(), /DeviceRGB \/Filter \/FlateDecode/, 1.5],
    ['palette PNG', (input) => input.png({ palette: true, colours: 16 }), /Indexed/, 1.5],
    ['2-bit palette PNG', (input) => input.png({ palette: true, colours: 4 }), /Indexed/, 1.5],
    ['grey PNG', (input) => input.toColourspace('b-w').png(), /DeviceGray \/Filter \/Flate/, 1.5],
    ['interlaced PNG', (input) => input.png({ progressive: true }), /DCTDecode/, 2.5],
    ['16-bit PNG', (input) => input.toColourspace('rgb16').png(), /BitsPerComponent 8/, 2.5],
    ['see-through PNG', (input) => input.ensureAlpha(0.5).png(), /DeviceRGB/, 2.5],
    ['colour TIFF', (input) => input.tiff({ compression: 'lzw' }), /DCTDecode/, 2.5],
    [
      'two-tone TIFF',
      (input) => input.threshold(150).toColourspace('b-w').tiff({ compression: 'lzw' }),
      /DeviceGray \/Filter \/Flate/,
      1.5,
    ],
    [
      'one-bit TIFF',
      (input) =>
        input.threshold(150).toColourspace('b-w').tiff({ bitdepth: 1, compression: 'ccittfax4' }),
      /CCITTFaxDecode/,
      2.5,
    ],
    ['CMYK TIFF', (input) => input.toColourspace('cmyk').tiff(), /DeviceRGB/, 6],
  ])('%s looks as before', async (name, change, dictionary, tolerance) => {
    const bytes = await change(sharp(letter)).withDensity(75).toBuffer();
    const file = put(
      `in${name.includes('JPEG') ? '.jpg' : name.includes('PNG') ? '.png' : '.tif'}`,
      bytes,
    );
    const { path } = await make([file]);
    expect(/Subtype \/Image.*/.exec(readFileSync(path, 'latin1'))?.[0]).toMatch(dictionary);
    expect(await apart(path, 1, sharp(bytes))).toBeLessThan(tolerance);
    await run('qpdf', ['--check', path]);
  });

  test('lossless ones keep every pixel', async () => {
    const source = sharp(letter).resize({ width: 300 });
    for (const [name, bytes] of [
      ['rgb.png', await source.clone().png().toBuffer()],
      [
        'bit.png',
        await source.clone().threshold(150).png({ palette: true, colours: 2 }).toBuffer(),
      ],
      [
        'bit.tif',
        await source.clone().threshold(150).toColourspace('b-w').tiff({ bitdepth: 1 }).toBuffer(),
      ],
    ] as const) {
      const { path } = await make([put(name, bytes)]);
      const images = join(folder, `out-${name}`);
      await run('pdfimages', ['-png', path, images]);
      const ours = await sharp(`${images}-000.png`).toColourspace('srgb').raw().toBuffer();
      const theirs = await sharp(bytes).toColourspace('srgb').raw().toBuffer();
      expect(ours.equals(theirs), name).toBe(true);
    }
  });

  test('a TIFF of many pages keeps their order and sizes', async () => {
    const parts = await Promise.all(['#800', '#080', '#008'].map(sheet));
    const bytes = await sharp(parts, { join: { animated: true } })
      .withDensity(75)
      .tiff({ compression: 'deflate' })
      .toBuffer();
    const { path, pages } = await make([put('many.tiff', bytes)]);
    expect(pages).toBe(3);
    for (const [index, tone] of [
      [0, 0x88],
      [1, 0x88],
      [2, 0x88],
    ] as const) {
      const { pixels } = await pdfium.run({ kind: 'render', path, page: index + 1, width: 50 });
      expect(pixels[4000 + index]).toBe(tone);
    }
  });

  test('the name does not decide between pictures, but a PDF must be one', async () => {
    const file = put('really-a-jpeg.png', readFileSync(letter));
    expect((await make([file])).pages).toBe(1);
    rmSync(workDir, { recursive: true });
    mkdirSync(workDir);
    expect(await refused(make([put('x.pdf', readFileSync(letter))]))).toMatchObject({
      code: 'file.type',
      data: { claimed: 'pdf', found: 'jpeg' },
    });
    expect(await refused(make([put('x.jpg', '%PDF-1.4')]))).toMatchObject({
      code: 'file.type',
      data: { claimed: 'jpeg', found: 'pdf' },
    });
    expect(await refused(make([put('x.docx', 'PK\u0003\u0004...')]))).toMatchObject({
      code: 'file.type',
      data: { claimed: 'docx', found: 'zip' },
    });
    expect(await refused(make([put('x.png', 'GIF89a')]))).toMatchObject({ data: { found: 'gif' } });
  });
});

test('pixels of the fixture are what the tests assume', async () => {
  expect((await pixelsOf(letter)).info).toMatchObject({ width: 620, height: 877 });
});
