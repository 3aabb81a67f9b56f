import { describe, expect, it } from 'vitest';
import { makePdf, onePage } from '../../fixtures/stamping/make-pdf.ts';
import { expectStamped, looks, OFFICE, run, see, stamp, stampInFolder } from './looking.ts';

stampInFolder();

const A4 = '/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R';
const WORDS = 'BT /F 20 Tf 60 700 Td (Kepada Yth.) Tj ET 0.8 1 0.8 rg 0 0 595 300 re f';

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
  const leaving = {
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
  for (const [name, content] of Object.entries(leaving)) {
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
