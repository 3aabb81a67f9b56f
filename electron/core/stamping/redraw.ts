import { openSync, closeSync, writeSync } from 'node:fs';
import sharp from 'sharp';
import type { PdfiumDocument } from './pdfium.ts';
import { WORDS } from './words.ts';

const DPI = 200;
const MAX_PIXELS = 4500;
const MAX_PAGES = 5000;

/**
 * Draws every page of a document into a new PDF of pictures at `path`, a page at a time. A page that
 * PDFium can't load becomes a blank one that says so; how many there are is returned.
 */
export async function redrawInto(
  document: PdfiumDocument,
  path: string,
  onPage: () => void,
): Promise<void> {
  const file = openSync(path, 'w', 0o600);
  const offsets: number[] = [];
  let at = 0;
  const write = (bytes: string | Uint8Array): void => {
    at += writeSync(file, typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  };
  const object = (num: number, head: string, data?: Uint8Array): void => {
    offsets[num] = at;
    write(`${num} 0 obj\n${head}\n`);
    if (data) {
      write('stream\n');
      write(data);
      write('\nendstream\n');
    }
    write('endobj\n');
  };
  try {
    write('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
    const kids: string[] = [];
    let next = 5;
    const count = Math.max(1, Math.min(document.pages, MAX_PAGES));
    for (let index = 0; index < count; index++) {
      const picture = await draw(document, index);
      const [page, image, content] = [next, next + 1, next + 2];
      next += 3;
      kids.push(`${page} 0 R`);
      const { width, height } = picture;
      const program = picture.data ? `q ${width} 0 0 ${height} 0 0 cm /P Do Q` : unreadable(height);
      if (picture.data) object(image, imageHead(picture, picture.data), picture.data);
      object(content, `<</Length ${program.length}>>`, Buffer.from(program, 'latin1'));
      const things = picture.data ? `/XObject<</P ${image} 0 R>>` : '/Font<</H 4 0 R>>';
      object(
        page,
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Resources<<${things}>>/Contents ${content} 0 R>>`,
      );
      onPage();
    }
    object(1, '<</Type/Catalog/Pages 2 0 R>>');
    object(2, `<</Type/Pages/Count ${kids.length}/Kids[${kids.join(' ')}]>>`);
    object(3, `<</Producer(Lontar)/Subject(${WORDS.redrawn})/LontarMethod/redraw>>`);
    object(4, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>');
    const start = at;
    write(`xref\n0 ${next}\n0000000000 65535 f\r\n`);
    for (let num = 1; num < next; num++) {
      const offset = offsets[num];
      const row =
        offset === undefined ? '0000000000 00000 f' : `${String(offset).padStart(10, '0')} 00000 n`;
      write(`${row}\r\n`);
    }
    write(`trailer\n<</Size ${next}/Root 1 0 R/Info 3 0 R>>\nstartxref\n${start}\n%%EOF\n`);
  } finally {
    closeSync(file);
  }
}

interface Picture {
  /** Points. */
  width: number;
  height: number;
  pixels: [number, number];
  data?: Uint8Array;
}

const unreadable = (height: number): string =>
  `BT /H 11 Tf 40 ${height / 2} Td (${WORDS.unreadablePage}) Tj ET`;

const imageHead = ({ pixels: [w, h] }: Picture, { length }: Uint8Array): string =>
  `<</Type/XObject/Subtype/Image/Width ${w}/Height ${h}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length ${length}>>`;

async function draw(document: PdfiumDocument, index: number): Promise<Picture> {
  const drawn = document.withPage(index, (page) => {
    const longest = Math.max(page.width, page.height);
    if (!(page.width > 0 && page.height > 0)) return undefined;
    const scale = Math.min(DPI / 72, MAX_PIXELS / longest);
    const width = Math.max(1, Math.round(page.width * scale));
    const height = Math.max(1, Math.round(page.height * scale));
    const rgba = page.render({ width, height, part: [0, 0, width, height] });
    return { rgba, width, height, points: [page.width, page.height] as const };
  });
  if (!drawn) return { width: 595, height: 842, pixels: [0, 0] };
  const { rgba, width, height } = drawn;
  const raw = { width, height, channels: 4 as const };
  const data = await sharp(rgba, { raw }).removeAlpha().jpeg({ quality: 82 }).toBuffer();
  return {
    width: round(drawn.points[0]),
    height: round(drawn.points[1]),
    pixels: [width, height],
    data,
  };
}

const round = (points: number): number => Math.max(1, Math.round(points * 100) / 100);
