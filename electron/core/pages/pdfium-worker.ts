// oxlint-disable no-underscore-dangle -- PDFium's own names
// oxlint-disable unicorn/require-post-message-target-origin -- a thread, not a window
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { scanOf, type ScanNative } from './pdfium-scan.ts';
import { pageText, type TextNative } from './pdfium-text.ts';
import type { PdfiumAnswer, PdfiumJob, PdfiumRequest } from './pdfium.ts';

/**
 * Runs PDFium (WebAssembly) on strangers' files, away from the core. A file that makes it abort
 * ends this thread only; whoever started it starts another.
 */

interface Native extends TextNative, ScanNative {
  _FPDF_LoadMemDocument(data: number, size: number, password: number): number;
  _FPDF_CloseDocument(document: number): void;
  _FPDF_GetLastError(): number;
  _FPDF_GetPageCount(document: number): number;
  _FPDF_GetSecurityHandlerRevision(document: number): number;
  _FPDF_GetSignatureCount(document: number): number;
  _FPDF_DocumentHasValidCrossReferenceTable(document: number): number;
  _FPDF_GetPageSizeByIndexF(document: number, index: number, size: number): number;
  _FPDF_LoadPage(document: number, index: number): number;
  _FPDF_ClosePage(page: number): void;
  _FPDFBitmap_CreateEx(w: number, h: number, format: number, data: number, stride: number): number;
  _FPDFBitmap_FillRect(b: number, x: number, y: number, w: number, h: number, color: number): void;
  _FPDFBitmap_Destroy(bitmap: number): void;
  _FPDF_RenderPageBitmap(
    bitmap: number,
    page: number,
    x: number,
    y: number,
    width: number,
    height: number,
    rotate: number,
    flags: number,
  ): void;
}

/** A refusal in words of `shared/i18n`; anything else that is thrown means PDFium is unwell. */
class Refusal {
  readonly code: string;
  readonly reason: string;

  constructor(code: string, reason: string) {
    this.code = code;
    this.reason = reason;
  }
}

const POINT_MM = 25.4 / 72;
const LAST_ERROR_PASSWORD = 4;
const LAST_ERROR_SECURITY = 5;
const BGRA = 4;
/** FPDF_ANNOT and FPDF_REVERSE_BYTE_ORDER: seals and notes too, in the order RGBA. */
const RENDER_FLAGS = 0x01 | 0x10;
const MOST_HEIGHT = 12_000;

let native: Promise<Native> | undefined;
let opened: { key: string; data: number; document: number } | undefined;

function loadNative(): Promise<Native> {
  native ??= import('@hyzyla/pdfium').then(async ({ PDFiumLibrary }) => {
    const library = await PDFiumLibrary.init();
    // The wrapper copies the file once more and knows no page sizes: its module serves directly.
    return (library as unknown as { module: Native }).module;
  });
  return native;
}

function openDocument(pdfium: Native, path: string): number {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (error) {
    throw new Refusal('file.missing', (error as NodeJS.ErrnoException).code ?? '');
  }
  try {
    const { ino, size, mtimeMs } = fstatSync(descriptor);
    const key = [path, ino, size, mtimeMs].join('\n');
    if (opened?.key === key) return opened.document;
    closeDocument(pdfium);
    const data = readIntoHeap(pdfium, descriptor, size);
    const document = pdfium._FPDF_LoadMemDocument(data, size, 0);
    if (document === 0) {
      const error = pdfium._FPDF_GetLastError();
      pdfium.wasmExports.free(data);
      const locked = error === LAST_ERROR_PASSWORD || error === LAST_ERROR_SECURITY;
      throw new Refusal(locked ? 'pdf.password' : 'pdf.damaged', `PDFium ${error}`);
    }
    opened = { key, data, document };
    return document;
  } finally {
    closeSync(descriptor);
  }
}

/** Straight into PDFium's memory: a file of 60 MB takes 60 MB. */
function readIntoHeap(pdfium: Native, descriptor: number, size: number): number {
  const data = pdfium.wasmExports.malloc(size);
  if (data === 0) throw new Error('no memory left');
  const heap = pdfium.HEAPU8.subarray(data, data + size);
  for (let at = 0; at < size;) {
    const read = readSync(descriptor, heap, at, Math.min(size - at, 1 << 24), at);
    if (read === 0) break;
    at += read;
  }
  return data;
}

function closeDocument(pdfium: Native): void {
  if (!opened) return;
  pdfium._FPDF_CloseDocument(opened.document);
  pdfium.wasmExports.free(opened.data);
  opened = undefined;
}

function inspect(pdfium: Native, job: PdfiumJob & { kind: 'inspect' }): PdfiumAnswer {
  const document = openDocument(pdfium, job.path);
  const pages = pdfium._FPDF_GetPageCount(document);
  if (pages < 1) throw new Refusal('pdf.damaged', 'no pages');
  const at = pdfium.wasmExports.malloc(8);
  const sizes = [];
  for (let index = 0; index < Math.min(pages, job.mostSizes); index++) {
    const known = pdfium._FPDF_GetPageSizeByIndexF(document, index, at) !== 0;
    const [width = 0, height = 0] = pdfium.HEAPF32.subarray(at >> 2, (at >> 2) + 2);
    if (!known && index === 0) throw new Refusal('pdf.damaged', 'first page');
    sizes.push(known ? { width: width * POINT_MM, height: height * POINT_MM } : null);
  }
  pdfium.wasmExports.free(at);
  return {
    kind: 'inspect',
    pages,
    sizes,
    encrypted: pdfium._FPDF_GetSecurityHandlerRevision(document) >= 0,
    signatures: Math.max(0, pdfium._FPDF_GetSignatureCount(document)),
    repaired: pdfium._FPDF_DocumentHasValidCrossReferenceTable(document) === 0,
  };
}

function loadPage(pdfium: Native, job: { path: string; page: number }): number {
  const document = openDocument(pdfium, job.path);
  const pages = pdfium._FPDF_GetPageCount(document);
  if (job.page > pages) throw new Refusal('pdf.page', String(pages));
  const page = pdfium._FPDF_LoadPage(document, job.page - 1);
  if (page === 0) throw new Refusal('pdf.damaged', 'page');
  return page;
}

function text(pdfium: Native, job: PdfiumJob & { kind: 'text' }): PdfiumAnswer {
  const page = loadPage(pdfium, job);
  const found = pageText(pdfium, page);
  pdfium._FPDF_ClosePage(page);
  return { kind: 'text', ...found };
}

function scan(pdfium: Native, job: PdfiumJob & { kind: 'scan' }): PdfiumAnswer {
  const page = loadPage(pdfium, job);
  const jpeg = scanOf(pdfium, page);
  pdfium._FPDF_ClosePage(page);
  return { kind: 'scan', jpeg };
}

function render(pdfium: Native, job: PdfiumJob & { kind: 'render' }): PdfiumAnswer {
  const page = loadPage(pdfium, job);
  const ratio = pdfium._FPDF_GetPageHeightF(page) / pdfium._FPDF_GetPageWidthF(page);
  const sound = Number.isFinite(ratio) && ratio > 0 ? ratio : Math.SQRT2;
  const width = Math.max(1, Math.min(job.width, Math.floor(MOST_HEIGHT / sound)));
  const height = Math.max(1, Math.round(width * sound));
  const size = width * height * 4;
  const data = pdfium.wasmExports.malloc(size);
  if (data === 0) throw new Error('no memory left');
  const bitmap = pdfium._FPDFBitmap_CreateEx(width, height, BGRA, data, width * 4);
  pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
  pdfium._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, RENDER_FLAGS);
  const pixels = pdfium.HEAPU8.slice(data, data + size);
  pdfium._FPDFBitmap_Destroy(bitmap);
  pdfium._FPDF_ClosePage(page);
  pdfium.wasmExports.free(data);
  return { kind: 'render', width, height, pixels };
}

function answerTo(pdfium: Native, job: PdfiumJob): PdfiumAnswer {
  if (job.kind === 'inspect') return inspect(pdfium, job);
  if (job.kind === 'scan') return scan(pdfium, job);
  return job.kind === 'text' ? text(pdfium, job) : render(pdfium, job);
}

function bytesOf(answer: PdfiumAnswer): ArrayBuffer[] {
  if (answer.kind === 'render') return [answer.pixels.buffer as ArrayBuffer];
  return answer.kind === 'scan' && answer.jpeg ? [answer.jpeg.buffer as ArrayBuffer] : [];
}

parentPort?.on('message', async ({ id, job }: PdfiumRequest) => {
  try {
    const pdfium = await loadNative();
    const answer = answerTo(pdfium, job);
    const heapBytes = pdfium.HEAPU8.length;
    const transfer = bytesOf(answer);
    parentPort?.postMessage({ id, answer, heapBytes }, transfer);
  } catch (error) {
    const refused = error instanceof Refusal;
    const refusal = refused
      ? { code: error.code, reason: error.reason }
      : { code: 'pdf.damaged', reason: String(error) };
    // After an abort its memory can't be trusted any more.
    parentPort?.postMessage({ id, refusal, broken: !refused });
  }
});
