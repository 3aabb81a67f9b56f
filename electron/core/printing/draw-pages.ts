import type { PDFFont, PDFOperator, PDFPage } from 'pdf-lib';
import type { FaceName, Ink } from './ink.ts';
import type { SheetFonts } from './text.ts';

const MM = 72 / 25.4;
/** The frame of a box to tick, millimetres. */
const BOX = 0.25;

export interface InkedPage {
  /** Millimetres. */
  width: number;
  height: number;
  inks: readonly Ink[];
}

export interface Describe {
  title: string;
  subject?: string;
  fonts: SheetFonts;
}

type QrInk = Extract<Ink, { kind: 'qr' }>;
type Modules = (ink: QrInk) => boolean[][];

/** The pages as a PDF, the same bytes for the same arguments: no dates, no random names. */
export async function drawPages(
  pages: readonly InkedPage[],
  { title, subject, fonts: files }: Describe,
): Promise<Uint8Array> {
  // Loaded late: they cost a fifth of a second, and most starts print nothing.
  const [lib, fontkit, { encode }] = await Promise.all([
    import('pdf-lib'),
    import('@cantoo/fontkit'),
    import('uqr'),
  ]);
  const document = await lib.PDFDocument.create({ updateMetadata: false });
  document.setTitle(title);
  if (subject !== undefined) document.setSubject(subject);
  document.setProducer('Lontar');
  document.setLanguage('id-ID');
  document.registerFontkit(fontkit);
  const embed = (bytes: Uint8Array, customName: string) =>
    document.embedFont(bytes, { subset: true, customName, features: { liga: false, kern: false } });
  const fonts = {
    regular: await embed(files.regular, 'LTRSHT+LontarSans-Regular'),
    semiBold: await embed(files.semiBold, 'LTRSHU+LontarSans-SemiBold'),
  };
  const modules: Modules = ({ text, ecc, version, turn = 0 }) => {
    const size = version === undefined ? {} : { minVersion: version, maxVersion: version };
    return turned(encode(text, { ecc, border: 0, ...size }).data, turn);
  };
  for (const { width, height, inks } of pages) {
    const page = document.addPage([width * MM, height * MM]);
    page.node.setFontDictionary(lib.PDFName.of('regular'), fonts.regular.ref);
    page.node.setFontDictionary(lib.PDFName.of('semiBold'), fonts.semiBold.ref);
    draw(lib, page, inks, height, fonts, modules);
  }
  return document.save({ addDefaultPage: false, updateFieldAppearances: false });
}

function draw(
  lib: typeof import('pdf-lib'),
  page: PDFPage,
  inks: readonly Ink[],
  height: number,
  fonts: Record<FaceName, PDFFont>,
  modules: Modules,
): void {
  // From here on a unit is a millimetre, still counted from the lower left corner.
  page.pushOperators(lib.pushGraphicsState(), lib.scale(MM, MM));
  for (const ink of inks) page.pushOperators(...operators(lib, ink, height, fonts, modules));
  page.pushOperators(lib.popGraphicsState());
}

function operators(
  lib: typeof import('pdf-lib'),
  ink: Ink,
  height: number,
  fonts: Record<FaceName, PDFFont>,
  modules: Modules,
): PDFOperator[] {
  const { rectangle, fill, moveTo, lineTo, stroke } = lib;
  const up = (y: number) => fixed(height - y);

  const square = (x: number, y: number, size: number) =>
    rectangle(fixed(x), up(y + size), fixed(size), fixed(size));
  const pen = (weight: number, grey = 0) => [
    lib.setLineWidth(weight),
    lib.setStrokingGrayscaleColor(grey),
  ];
  switch (ink.kind) {
    case 'text':
      return [
        lib.beginText(),
        lib.setFillingGrayscaleColor(0),
        lib.setFontAndSize(ink.face, fixed(ink.size / MM)),
        lib.setTextMatrix(1, 0, 0, 1, fixed(ink.x), up(ink.y)),
        lib.showText(fonts[ink.face].encodeText(ink.text)),
        lib.endText(),
      ];
    case 'line':
      return [
        ...pen(ink.weight, ink.grey),
        moveTo(fixed(ink.x1), up(ink.y1)),
        lineTo(fixed(ink.x2), up(ink.y2)),
        stroke(),
      ];
    case 'box': {
      const frame = [...pen(BOX), square(ink.x, ink.y, ink.size), stroke()];
      if (!ink.ticked) return frame;
      const point = (x: number, y: number): [number, number] => [
        fixed(ink.x + x * ink.size),
        up(ink.y + y * ink.size),
      ];
      return [
        ...frame,
        ...pen(ink.size * 0.15),
        lib.setLineCap(lib.LineCapStyle.Round),
        lib.setLineJoin(lib.LineJoinStyle.Round),
        moveTo(...point(0.21, 0.53)),
        lineTo(...point(0.42, 0.76)),
        lineTo(...point(0.8, 0.25)),
        stroke(),
        lib.setLineCap(lib.LineCapStyle.Butt),
        lib.setLineJoin(lib.LineJoinStyle.Miter),
      ];
    }
    case 'bar':
      return [
        lib.setFillingGrayscaleColor(0),
        rectangle(fixed(ink.x), up(ink.y + ink.height), fixed(ink.width), fixed(ink.height)),
        fill(),
      ];
    case 'mark': {
      const outer = square(ink.x, ink.y, ink.size);
      if (ink.shape === 'solid') return [lib.setFillingGrayscaleColor(0), outer, fill()];
      const inner = square(ink.x + ink.size / 4, ink.y + ink.size / 4, ink.size / 2);
      return [lib.setFillingGrayscaleColor(0), outer, inner, lib.fillEvenOdd()];
    }
    case 'qr': {
      const rows = modules(ink);
      const module = ink.size / rows.length;
      const runs = rows.flatMap((row, y) =>
        darkRuns(row).map(([from, to]) =>
          rectangle(
            fixed(ink.x + from * module),
            up(ink.y + (y + 1) * module),
            fixed((to - from) * module),
            fixed(module),
          ),
        ),
      );
      return [lib.setFillingGrayscaleColor(0), ...runs, fill()];
    }
  }
}

function turned(rows: boolean[][], turn: number): boolean[][] {
  let out = rows;
  for (let done = 0; done < turn; done += 90) {
    const before = out;
    out = before.map((_, y) => before.map((__, x) => before[before.length - 1 - x]![y]!));
  }
  return out;
}

/** Neighbouring dark modules as one rectangle: no hairlines between them, fewer bytes. */
function darkRuns(row: readonly boolean[]): [number, number][] {
  const runs: [number, number][] = [];
  row.forEach((dark, x) => {
    if (!dark) return;
    const last = runs.at(-1);
    if (last && last[1] === x) last[1] = x + 1;
    else runs.push([x, x + 1]);
  });
  return runs;
}

function fixed(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
