import {
  CustomFontSubsetEmbedder,
  PDFContext,
  PDFHexString,
  PDFOperator,
  PDFOperatorNames,
  PDFRawStream,
  type PDFObject,
  PDFRef,
} from 'pdf-lib';
import {
  beginText,
  endMarkedContent,
  endText,
  fill,
  moveText,
  rectangle,
  setCharacterSpacing,
  setFillingRgbColor,
  setFontAndSize,
  setLineWidth,
  setStrokingRgbColor,
  showText,
  stroke,
} from 'pdf-lib';
import type { Colour, Drawing, Item } from './drawing.ts';
import type { Face, Faces, Weight } from './faces.ts';
import { Lexer, type Value } from './syntax.ts';

/** Drawn stamps as PDF objects that refer to each other by numbers from 1, to be renumbered. */
export interface Ink {
  objects: { num: number; value: Value; data?: Uint8Array }[];
  /** One Form XObject a drawing, its BBox `0 0 width height`. */
  forms: { num: number; width: number; height: number }[];
}

const COLOURS: Record<Colour, [number, number, number]> = {
  ink: [0.07, 0.16, 0.36],
  label: [0.36, 0.43, 0.56],
  white: [1, 1, 1],
};

type Embedders = Record<Weight, CustomFontSubsetEmbedder>;

export async function drawInk(drawings: Drawing[], faces: Faces): Promise<Ink> {
  const context = PDFContext.create();
  const fonts: Embedders = {
    regular: await embedder(faces.regular, 'LontarCond'),
    semiBold: await embedder(faces.semiBold, 'LontarCond-SemiBold'),
  };
  const contents = drawings.map((drawing) => content(drawing, fonts));
  const resources = context.register(
    context.obj({
      Font: {
        R: await fonts.regular.embedIntoContext(context),
        S: await fonts.semiBold.embedIntoContext(context),
      },
    }),
  );
  const forms = drawings.map(({ width, height }, index) => {
    const form = context.flateStream(contents[index]!, {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, round(width), round(height)],
      Resources: resources,
    });
    return { num: context.register(form).objectNumber, width, height };
  });
  const objects = context
    .enumerateIndirectObjects()
    .map(([ref, object]) => transplant(ref, object));
  return { objects, forms };
}

/** The parsed font is kept between stamps; only the subset is made anew. */
const embedder = (face: Face, name: string): Promise<CustomFontSubsetEmbedder> =>
  CustomFontSubsetEmbedder.for({ create: () => face.forPdf }, face.bytes, `LONTAR+${name}`);

function transplant(ref: PDFRef, object: PDFObject): Ink['objects'][number] {
  const stream = object instanceof PDFRawStream ? object : undefined;
  const value = new Lexer(Buffer.from(String(stream ? stream.dict : object), 'latin1')).value();
  return { num: ref.objectNumber, value, data: stream?.contents };
}

const round = (value: number): number => Math.round(value * 100) / 100;

function content(drawing: Drawing, fonts: Embedders): string {
  const { width, height } = drawing;
  const plate = [setFillingRgbColor(1, 1, 1), rectangle(0, 0, round(width), round(height)), fill()];
  const operators = [...plate];
  const pen: Pen = { fonts, height, colour: 'white', set: '', spacing: 0 };
  for (const item of drawing.items) operators.push(...itemOperators(item, pen));
  return operators.map(String).join('\n');
}

/** What is set already and need not be said again. */
interface Pen {
  readonly fonts: Embedders;
  /** Of the drawing: PDF counts from below. */
  readonly height: number;
  colour: Colour;
  set: string;
  spacing: number;
}

function inked(pen: Pen, colour: Colour): PDFOperator[] {
  if (pen.colour === colour) return [];
  pen.colour = colour;
  return [setFillingRgbColor(...COLOURS[colour])];
}

function itemOperators(item: Item, pen: Pen): PDFOperator[] {
  const { height } = pen;
  switch (item.kind) {
    case 'rect': {
      const { x, y, width, height: tall } = item;
      return [
        ...inked(pen, item.colour),
        rectangle(round(x), round(height - y - tall), round(width), round(tall)),
        fill(),
      ];
    }
    case 'frame': {
      const { x, y, width, height: tall, line } = item;
      return [
        setStrokingRgbColor(...COLOURS.ink),
        setLineWidth(line),
        rectangle(
          round(x + line / 2),
          round(height - y - tall + line / 2),
          round(width - line),
          round(tall - line),
        ),
        stroke(),
      ];
    }
    case 'modules':
      return moduleOperators(item, height);
    default:
      return textOperators(item, pen);
  }
}

/** One path and one fill, so that no seams show between modules. */
function moduleOperators(item: Extract<Item, { kind: 'modules' }>, height: number): PDFOperator[] {
  const { rows, size, x, y } = item;
  const scale = size / rows.length;
  const out = [
    PDFOperator.of(PDFOperatorNames.PushGraphicsState),
    setFillingRgbColor(0, 0, 0),
    PDFOperator.of(
      PDFOperatorNames.ConcatTransformationMatrix,
      [scale, 0, 0, -scale, x, height - y].map((value) => value.toFixed(4).replace(/\.?0+$/, '')),
    ),
  ];
  for (const [row, modules] of rows.entries()) {
    for (let from = 0; from < modules.length; from++) {
      if (!modules[from]) continue;
      let to = from;
      while (modules[to]) to++;
      out.push(rectangle(from, row, to - from, 1));
      from = to;
    }
  }
  return [...out, fill(), PDFOperator.of(PDFOperatorNames.PopGraphicsState)];
}

function textOperators(item: Extract<Item, { kind: 'text' }>, pen: Pen): PDFOperator[] {
  const { weight, size, spacing } = item;
  const name = weight === 'regular' ? 'R' : 'S';
  const shown = [...inked(pen, item.colour), beginText()];
  if (pen.set !== `${name}${size}`) shown.push(setFontAndSize(name, size));
  if (pen.spacing !== spacing) shown.push(setCharacterSpacing(spacing));
  pen.set = `${name}${size}`;
  pen.spacing = spacing;
  shown.push(
    moveText(round(item.x), round(pen.height - item.y)),
    showText(pen.fonts[weight].encodeText(item.text)),
    endText(),
  );
  if (item.actual === null) return shown;
  const span = PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, [
    '/Span',
    `<</ActualText ${PDFHexString.fromText(item.actual)}>>`,
  ]);
  return [span, ...shown, endMarkedContent()];
}

/** Deflated the same on every machine, unlike by Node's zlib. */
export const deflate = (bytes: Uint8Array): Uint8Array =>
  PDFContext.create().flateStream(bytes).contents;
