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
  drawObject,
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
import type { StampColour } from '../../../shared/contract/stamp-template.ts';
import type { Colour, Drawing, Item, Picture } from './drawing.ts';
import type { Face, Faces, Weight } from './faces.ts';
import { Lexer, type Value } from './syntax.ts';

/** Drawn stamps as PDF objects that refer to each other by numbers from 1, to be renumbered. */
export interface Ink {
  objects: { num: number; value: Value; data?: Uint8Array }[];
  /** One Form XObject a drawing, its BBox `0 0 width height`. */
  forms: { num: number; width: number; height: number }[];
}

type Rgb = [number, number, number];
/** Ink, and the paler one of labels and thin lines. */
const COLOURS: Record<StampColour, { ink: Rgb; label: Rgb }> = {
  navy: { ink: [0.07, 0.16, 0.36], label: [0.36, 0.43, 0.56] },
  black: { ink: [0.08, 0.08, 0.08], label: [0.4, 0.4, 0.4] },
  red: { ink: [0.66, 0.07, 0.1], label: [0.6, 0.34, 0.35] },
  green: { ink: [0.05, 0.32, 0.18], label: [0.33, 0.46, 0.38] },
  violet: { ink: [0.31, 0.11, 0.45], label: [0.46, 0.36, 0.54] },
};
const WHITE: Rgb = [1, 1, 1];

type Embedders = Record<Weight, CustomFontSubsetEmbedder>;

export async function drawInk(drawings: Drawing[], faces: Faces): Promise<Ink> {
  const context = PDFContext.create();
  const fonts: Embedders = {
    regular: await embedder(faces.regular, 'LontarCond'),
    semiBold: await embedder(faces.semiBold, 'LontarCond-SemiBold'),
  };
  const pictures = new Map<Picture, string>();
  const contents = drawings.map((drawing) => content(drawing, fonts, pictures));
  const resources = context.register(
    context.obj({
      Font: {
        R: await fonts.regular.embedIntoContext(context),
        S: await fonts.semiBold.embedIntoContext(context),
      },
      ...(pictures.size > 0 && { XObject: pictureObjects(context, pictures) }),
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

function pictureObjects(context: PDFContext, pictures: Map<Picture, string>) {
  const refs = [...pictures].map(([{ width, height, rgb }, name]) => {
    const image = context.flateStream(rgb, {
      Type: 'XObject',
      Subtype: 'Image',
      Width: width,
      Height: height,
      ColorSpace: 'DeviceRGB',
      BitsPerComponent: 8,
    });
    return [name, context.register(image)] as const;
  });
  return Object.fromEntries(refs);
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

function content(drawing: Drawing, fonts: Embedders, pictures: Map<Picture, string>): string {
  const { width, height } = drawing;
  const colours = { ...COLOURS[drawing.colour], white: WHITE };
  const plate = [setFillingRgbColor(1, 1, 1), rectangle(0, 0, round(width), round(height)), fill()];
  const operators = [...plate];
  const pen: Pen = { fonts, pictures, colours, height, colour: 'white', set: '', spacing: 0 };
  for (const item of drawing.items) operators.push(...itemOperators(item, pen));
  return operators.map(String).join('\n');
}

/** What is set already and need not be said again. */
interface Pen {
  readonly fonts: Embedders;
  /** Those drawn so far, by the names that they get. */
  readonly pictures: Map<Picture, string>;
  readonly colours: Record<Colour, Rgb>;
  /** Of the drawing: PDF counts from below. */
  readonly height: number;
  colour: Colour;
  set: string;
  spacing: number;
}

function inked(pen: Pen, colour: Colour): PDFOperator[] {
  if (pen.colour === colour) return [];
  pen.colour = colour;
  return [setFillingRgbColor(...pen.colours[colour])];
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
        setStrokingRgbColor(...pen.colours.ink),
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
    case 'picture':
      return pictureOperators(item, pen);
    default:
      return textOperators(item, pen);
  }
}

function pictureOperators(item: Extract<Item, { kind: 'picture' }>, pen: Pen): PDFOperator[] {
  const { x, y, width, height, picture } = item;
  const name = pen.pictures.get(picture) ?? `P${pen.pictures.size}`;
  pen.pictures.set(picture, name);
  const place = [width, 0, 0, height, x, pen.height - y - height].map((value) => round(value));
  return [
    PDFOperator.of(PDFOperatorNames.PushGraphicsState),
    PDFOperator.of(PDFOperatorNames.ConcatTransformationMatrix, place.map(String)),
    drawObject(name),
    PDFOperator.of(PDFOperatorNames.PopGraphicsState),
  ];
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
