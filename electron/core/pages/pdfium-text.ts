// oxlint-disable no-underscore-dangle -- PDFium's own names
import { CharFlag, type PdfText } from './pdfium.ts';

/** What is used of PDFium's C interface (fpdfview.h, fpdf_text.h, fpdf_edit.h). */
export interface TextNative {
  _FPDF_GetPageWidthF(page: number): number;
  _FPDF_GetPageHeightF(page: number): number;
  _FPDF_PageToDevice(
    ...[page, x, y, width, height, rotate, pageX, pageY, toX, toY]: [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ]
  ): number;
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(text: number): void;
  _FPDFText_CountChars(text: number): number;
  _FPDFText_GetUnicode(text: number, index: number): number;
  _FPDFText_IsGenerated(text: number, index: number): number;
  _FPDFText_HasUnicodeMapError(text: number, index: number): number;
  _FPDFText_GetTextObject(text: number, index: number): number;
  _FPDFText_GetCharBox(
    text: number,
    index: number,
    left: number,
    right: number,
    bottom: number,
    top: number,
  ): number;
  _FPDFTextObj_GetTextRenderMode(object: number): number;
  _FPDFPage_CountObjects(page: number): number;
  _FPDFPage_GetObject(page: number, index: number): number;
  _FPDFPageObj_GetType(object: number): number;
  _FPDFPageObj_GetMatrix(object: number, matrix: number): number;
  _FPDFPageObj_GetBounds(
    object: number,
    left: number,
    bottom: number,
    right: number,
    top: number,
  ): number;
  _FPDFFormObj_CountObjects(form: number): number;
  _FPDFFormObj_GetObject(form: number, index: number): number;
  wasmExports: { malloc(size: number): number; free(at: number): void };
  HEAP32: Int32Array;
  HEAPF32: Float32Array;
  HEAPF64: Float64Array;
}

type Box = [left: number, top: number, right: number, bottom: number];
type Matrix = [number, number, number, number, number, number];

const POINT_MM = 25.4 / 72;
/** `FPDF_PageToDevice` gives whole numbers: it is asked for hundredths of a point. */
const FINE = 100;
const INVISIBLE = 3;
const IMAGE = 3;
const FORM = 5;
const MOST_CHARS = 200_000;
const MOST_OBJECTS = 20_000;

/** A page's characters and pictures, in millimetres as a viewer shows the page. */
export function pageText(pdfium: TextNative, page: number): PdfText {
  const at = pdfium.wasmExports.malloc(64);
  try {
    return {
      width: pdfium._FPDF_GetPageWidthF(page) * POINT_MM,
      height: pdfium._FPDF_GetPageHeightF(page) * POINT_MM,
      ...characters(pdfium, page, at),
      pictures: pictures(pdfium, page, at),
    };
  } finally {
    pdfium.wasmExports.free(at);
  }
}

function characters(pdfium: TextNative, page: number, at: number) {
  const text = pdfium._FPDFText_LoadPage(page);
  const count = text === 0 ? 0 : Math.min(pdfium._FPDFText_CountChars(text), MOST_CHARS);
  const codes = new Uint32Array(Math.max(0, count));
  const boxes = new Float32Array(codes.length * 4);
  const flags = new Uint8Array(codes.length);
  for (let index = 0; index < codes.length; index++) {
    codes[index] = pdfium._FPDFText_GetUnicode(text, index);
    if (pdfium._FPDFText_IsGenerated(text, index) === 1) {
      flags[index] = CharFlag.added;
      continue;
    }
    const object = pdfium._FPDFText_GetTextObject(text, index);
    const mode = object === 0 ? 0 : pdfium._FPDFTextObj_GetTextRenderMode(object);
    flags[index] =
      (pdfium._FPDFText_HasUnicodeMapError(text, index) === 1 ? CharFlag.unmapped : 0) |
      (mode === INVISIBLE ? CharFlag.invisible : 0);
    if (pdfium._FPDFText_GetCharBox(text, index, at, at + 8, at + 16, at + 24) === 0) continue;
    const [left, right, bottom, top] = pdfium.HEAPF64.slice(at >> 3, (at >> 3) + 4);
    boxes.set(shown(pdfium, page, at, [left!, top!, right!, bottom!]), index * 4);
  }
  if (text !== 0) pdfium._FPDFText_ClosePage(text);
  return { codes, boxes, flags };
}

/** From the page's own points, whatever its boxes and `/Rotate`, to millimetres as shown. */
function shown(pdfium: TextNative, page: number, at: number, box: Box): Box {
  const [x0, y0] = toDevice(pdfium, page, at, box[0], box[1]);
  const [x1, y1] = toDevice(pdfium, page, at, box[2], box[3]);
  return [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
}

function toDevice(pdfium: TextNative, page: number, at: number, x: number, y: number) {
  const width = Math.round(pdfium._FPDF_GetPageWidthF(page) * FINE);
  const height = Math.round(pdfium._FPDF_GetPageHeightF(page) * FINE);
  pdfium._FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, at, at + 4);
  const unit = POINT_MM / FINE;
  return [pdfium.HEAP32[at >> 2]! * unit, pdfium.HEAP32[(at >> 2) + 1]! * unit] as const;
}

function pictures(pdfium: TextNative, page: number, at: number): Box[] {
  const found: Box[] = [];
  let seen = 0;
  const look = (object: number, outer: Matrix, depth: number): void => {
    if (object === 0 || ++seen > MOST_OBJECTS || depth > 8) return;
    const type = pdfium._FPDFPageObj_GetType(object);
    if (type === IMAGE) {
      if (pdfium._FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12) === 0) return;
      const [left, bottom, right, top] = pdfium.HEAPF32.slice(at >> 2, (at >> 2) + 4);
      found.push(shown(pdfium, page, at, bounds(outer, [left!, top!, right!, bottom!])));
    } else if (type === FORM) {
      if (pdfium._FPDFPageObj_GetMatrix(object, at) === 0) return;
      const own = Array.from(pdfium.HEAPF32.slice(at >> 2, (at >> 2) + 6)) as Matrix;
      const count = Math.min(pdfium._FPDFFormObj_CountObjects(object), MOST_OBJECTS);
      for (let index = 0; index < count; index++) {
        look(pdfium._FPDFFormObj_GetObject(object, index), times(own, outer), depth + 1);
      }
    }
  };
  const count = Math.min(pdfium._FPDFPage_CountObjects(page), MOST_OBJECTS);
  for (let index = 0; index < count; index++) {
    look(pdfium._FPDFPage_GetObject(page, index), [1, 0, 0, 1, 0, 0], 0);
  }
  return found;
}

/** First `inner`, then `outer`, as PDF multiplies (ISO 32000-2, 8.3.4). */
function times(inner: Matrix, outer: Matrix): Matrix {
  const [a, b, c, d, e, f] = inner;
  const [A, B, C, D, E, F] = outer;
  return [
    a * A + b * C,
    a * B + b * D,
    c * A + d * C,
    c * B + d * D,
    e * A + f * C + E,
    e * B + f * D + F,
  ];
}

function bounds([a, b, c, d, e, f]: Matrix, [left, top, right, bottom]: Box): Box {
  const corners = [
    [left, top],
    [right, top],
    [left, bottom],
    [right, bottom],
  ] as const;
  const xs = corners.map(([x, y]) => a * x + c * y + e);
  const ys = corners.map(([x, y]) => b * x + d * y + f);
  return [Math.min(...xs), Math.max(...ys), Math.max(...xs), Math.min(...ys)];
}
