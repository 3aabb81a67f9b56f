// oxlint-disable no-underscore-dangle -- PDFium's own names

/** What is used of PDFium's C interface (fpdfview.h, fpdf_edit.h, fpdf_annot.h). */
export interface ScanNative {
  _FPDF_GetPageBoundingBox(page: number, rectangle: number): number;
  _FPDFPage_GetRotation(page: number): number;
  _FPDFPage_GetAnnotCount(page: number): number;
  _FPDFPage_CountObjects(page: number): number;
  _FPDFPage_GetObject(page: number, index: number): number;
  _FPDFPageObj_GetType(object: number): number;
  _FPDFPageObj_GetMatrix(object: number, matrix: number): number;
  _FPDFPageObj_HasTransparency(object: number): number;
  _FPDFImageObj_GetImageFilterCount(image: number): number;
  _FPDFImageObj_GetImageFilter(image: number, at: number, buffer: number, length: number): number;
  _FPDFImageObj_GetImageDataRaw(image: number, buffer: number, length: number): number;
  wasmExports: { malloc(size: number): number; free(at: number): void };
  HEAPU8: Uint8Array;
  HEAPF32: Float32Array;
}

const IMAGE = 3;
/** Of the page's width or height: an edge may lie so far off. */
const OFF = 0.01;
const NAME_BYTES = 32;

/**
 * The JPEG of a page that shows nothing else, upright and from edge to edge: what drawing it would be
 * made of. Null for every other page. A mask that it may have, and how its colours are to be decoded,
 * PDFium does not tell.
 */
export function scanOf(pdfium: ScanNative, page: number): Uint8Array | null {
  if (pdfium._FPDFPage_GetRotation(page) !== 0 || pdfium._FPDFPage_GetAnnotCount(page) > 0) {
    return null;
  }
  if (pdfium._FPDFPage_CountObjects(page) !== 1) return null;
  const object = pdfium._FPDFPage_GetObject(page, 0);
  if (pdfium._FPDFPageObj_GetType(object) !== IMAGE) return null;
  if (pdfium._FPDFPageObj_HasTransparency(object) !== 0) return null;
  const at = pdfium.wasmExports.malloc(NAME_BYTES);
  try {
    return isJpeg(pdfium, object, at) && fills(pdfium, page, object, at)
      ? rawBytes(pdfium, object)
      : null;
  } finally {
    pdfium.wasmExports.free(at);
  }
}

function isJpeg(pdfium: ScanNative, image: number, at: number): boolean {
  if (pdfium._FPDFImageObj_GetImageFilterCount(image) !== 1) return false;
  const length = pdfium._FPDFImageObj_GetImageFilter(image, 0, at, NAME_BYTES);
  if (length < 1 || length > NAME_BYTES) return false;
  // With a zero at its end.
  return Buffer.from(pdfium.HEAPU8.slice(at, at + length - 1)).toString('latin1') === 'DCTDecode';
}

function fills(pdfium: ScanNative, page: number, image: number, at: number): boolean {
  const floats = (count: number) => pdfium.HEAPF32.slice(at >> 2, (at >> 2) + count);
  if (pdfium._FPDF_GetPageBoundingBox(page, at) === 0) return false;
  const [left, top, right, bottom] = floats(4) as unknown as [number, number, number, number];
  if (pdfium._FPDFPageObj_GetMatrix(image, at) === 0) return false;
  const [a, b, c, d, e, f] = floats(6) as unknown as number[];
  const [across, up] = [(right - left) * OFF, (top - bottom) * OFF];
  return (
    b === 0 &&
    c === 0 &&
    Math.abs(e! - left) <= across &&
    Math.abs(f! - bottom) <= up &&
    Math.abs(e! + a! - right) <= across &&
    Math.abs(f! + d! - top) <= up
  );
}

function rawBytes(pdfium: ScanNative, image: number): Uint8Array | null {
  const size = pdfium._FPDFImageObj_GetImageDataRaw(image, 0, 0);
  if (size <= 0) return null;
  const data = pdfium.wasmExports.malloc(size);
  if (data === 0) throw new Error('no memory left');
  pdfium._FPDFImageObj_GetImageDataRaw(image, data, size);
  const bytes = pdfium.HEAPU8.slice(data, data + size);
  pdfium.wasmExports.free(data);
  return bytes;
}
