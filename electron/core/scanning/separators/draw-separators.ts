import type { PDFDocument, PDFFont, PDFOperator, PDFPage } from 'pdf-lib';
import en from '../../../../shared/i18n/print.en.json' with { type: 'json' };
import id from '../../../../shared/i18n/print.id.json' with { type: 'json' };
import { readFaces, type SheetFonts, wrap } from '../../printing/text.ts';
import { PATCH_TEXT, separatorText } from './code.ts';
import { PATCH_T, PATCH_UNIT, sheet } from './measures.ts';

const MM = 72 / 25.4;
const POINT = 25.4 / 72;

/** Code 39 (ISO/IEC 16388), bars and spaces in turn, wide or narrow. */
const CODE_39: Record<string, string> = {
  '*': 'nwnnwnwnn',
  A: 'wnnnnwnnw',
  C: 'wnwnnwnnn',
  H: 'wnnnnwwnn',
  P: 'nnwnwnnwn',
  T: 'nnnnwnwwn',
};
const WIDE = 2.5;

/** The sheet speaks both languages, whichever the window speaks. */
const both = (name: keyof typeof id.separators): [string, string] => [
  id.separators[name],
  en.separators[name],
];

/** A filled rectangle, millimetres from the upper left corner. */
type Bar = [x: number, y: number, width: number, height: number];
type Face = keyof SheetFonts;

export interface Separators {
  /** Whose letters follow the sheet; null where it only parts them. */
  book: { key: string; title: string } | null;
  copies: number;
}

/** Separator sheets as a PDF, the same bytes for the same arguments. */
export async function drawSeparators(
  { book, copies }: Separators,
  fonts: SheetFonts,
): Promise<Uint8Array> {
  const [lib, fontkit, { encode }] = await Promise.all([
    import('pdf-lib'),
    import('@cantoo/fontkit'),
    import('uqr'),
  ]);
  const rows = encode(separatorText(book?.key ?? null), { ecc: 'H', border: 0 }).data;
  const bars = [
    ...patches(),
    ...sheet.codes.flatMap(({ x, y, size, turn }) => modules(turned(rows, turn), x, y, size)),
    ...sheet.names.tops.flatMap((top) => nameBars(PATCH_TEXT, top)),
  ];
  const document = await lib.PDFDocument.create({ updateMetadata: false });
  document.setTitle(both('title').join(' · '));
  document.setProducer('Lontar');
  document.registerFontkit(fontkit);
  const embedded = await embed(document, fonts);
  const faces = await readFaces(fonts);
  const lines = textLines(book && faces.printable(book.title), faces);
  for (let copy = 0; copy < copies; copy++) {
    const page = document.addPage([sheet.width * MM, sheet.height * MM]);
    write(lib, page, bars, lines, embedded);
  }
  return document.save({ addDefaultPage: false, updateFieldAppearances: false });
}

async function embed(document: PDFDocument, fonts: SheetFonts): Promise<Record<Face, PDFFont>> {
  const one = (bytes: Uint8Array, customName: string) =>
    document.embedFont(bytes, { subset: true, customName, features: { liga: false, kern: false } });
  return {
    regular: await one(fonts.regular, 'LTRSEP+LontarSans-Regular'),
    semiBold: await one(fonts.semiBold, 'LTRSEQ+LontarSans-SemiBold'),
  };
}

/** Patch T along the four edges, each read from its edge inwards. */
function patches(): Bar[] {
  const { width, height, bars } = sheet;
  const [left, top] = [(width - bars.across) / 2, (height - bars.along) / 2];
  const out: Bar[] = [];
  let at = bars.inset;
  PATCH_T.forEach((units, index) => {
    const size = units * PATCH_UNIT;
    if (index % 2 === 0) {
      out.push([left, at, bars.across, size], [left, height - at - size, bars.across, size]);
      out.push([at, top, size, bars.along], [width - at - size, top, size, bars.along]);
    }
    at += size;
  });
  return out;
}

function turned(rows: readonly boolean[][], turn: number): boolean[][] {
  const size = rows.length;
  let out = rows.map((row) => [...row]);
  for (let done = 0; done < turn; done += 90) {
    const before = out;
    out = before.map((_, y) => before.map((__, x) => before[size - 1 - x]![y]!));
  }
  return out;
}

function modules(rows: readonly boolean[][], x: number, y: number, size: number): Bar[] {
  const module = size / rows.length;
  return rows.flatMap((row, line) => {
    const bars: Bar[] = [];
    for (let from = 0; from < row.length; from++) {
      if (!row[from]) continue;
      let to = from;
      while (row[to]) to++;
      bars.push([x + from * module, y + line * module, (to - from) * module, module]);
      from = to;
    }
    return bars;
  });
}

function nameBars(text: string, top: number): Bar[] {
  const { module, height } = sheet.names;
  const widths = [...`*${text}*`].flatMap((character) => [
    ...[...CODE_39[character]!].map((wide) => (wide === 'w' ? WIDE : 1) * module),
    module,
  ]);
  let x = (sheet.width - widths.reduce((sum, width) => sum + width, -module)) / 2;
  return widths.flatMap((width, index) => {
    const bar: Bar[] = (index % 10) % 2 === 0 && index % 10 < 9 ? [[x, top, width, height]] : [];
    x += width;
    return bar;
  });
}

interface Line {
  text: string;
  size: number;
  face: Face;
  /** Its baseline. */
  y: number;
  x: number;
}

/** What the sheet is, above the large code; the book and what to do, below it. */
function textLines(book: string | null, faces: Awaited<ReturnType<typeof readFaces>>): Line[] {
  const lines: Line[] = [];
  const put = (text: string, y: number, size: number, face: Face) =>
    lines.push({
      text,
      size,
      face,
      y,
      x: (sheet.width - faces[face].width(text, size)) / 2,
    });
  const [title, english] = both('title');
  put(title, 86, 26, 'semiBold');
  put(english, 97, 16, 'regular');
  if (book !== null) {
    let size = 22;
    const parts = () => wrap(book, 136, (part) => faces.semiBold.width(part, size));
    while (size > 9 && parts().length > 1) size -= 1;
    parts()
      .slice(0, 2)
      .forEach((part, index) => put(part, 198 + index * size * POINT * 1.2, size, 'semiBold'));
  }
  both('use')
    .flatMap((text) => wrap(text, 136, (part) => faces.regular.width(part, 9)))
    .forEach((part, index) => put(part, 208 + index * 4.2, 9, 'regular'));
  return lines;
}

function write(
  lib: typeof import('pdf-lib'),
  page: PDFPage,
  bars: readonly Bar[],
  lines: readonly Line[],
  fonts: Record<Face, PDFFont>,
): void {
  const up = (y: number) => fixed(sheet.height - y);
  const drawn: PDFOperator[] = bars.map(([x, y, width, height]) =>
    lib.rectangle(fixed(x), up(y + height), fixed(width), fixed(height)),
  );
  page.node.setFontDictionary(lib.PDFName.of('regular'), fonts.regular.ref);
  page.node.setFontDictionary(lib.PDFName.of('semiBold'), fonts.semiBold.ref);
  page.pushOperators(
    lib.pushGraphicsState(),
    lib.scale(MM, MM),
    lib.setFillingGrayscaleColor(0),
    ...drawn,
    lib.fill(),
    ...lines.flatMap(({ text, size, face, x, y }) => [
      lib.beginText(),
      lib.setFontAndSize(face, fixed(size / MM)),
      lib.setTextMatrix(1, 0, 0, 1, fixed(x), up(y)),
      lib.showText(fonts[face].encodeText(text)),
      lib.endText(),
    ]),
    lib.popGraphicsState(),
  );
}

function fixed(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
