import { describe, expect, it } from 'vitest';
import { makePdf, onePage } from '../../fixtures/stamping/make-pdf.ts';
import { expectStamped, run, stamp, stampInFolder } from './looking.ts';

stampInFolder();

const A4 = '/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R';
const WORDS = 'BT /F 20 Tf 60 700 Td (Kepada Yth.) Tj ET 0.8 1 0.8 rg 0 0 595 300 re f';

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
