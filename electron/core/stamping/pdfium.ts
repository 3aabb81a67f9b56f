import { PDFiumLibrary } from '@hyzyla/pdfium';

/** What is used of PDFium's C interface (fpdfview.h, fpdf_text.h). */
interface Module {
  HEAPU8: Uint8Array;
  wasmExports: { malloc(size: number): number; free(pointer: number): void };
  _FPDF_LoadMemDocument(pointer: number, size: number, password: number): number;
  _FPDF_CloseDocument(document: number): void;
  _FPDF_GetLastError(): number;
  _FPDF_GetPageCount(document: number): number;
  _FPDF_LoadPage(document: number, index: number): number;
  _FPDF_ClosePage(page: number): void;
  _FPDF_GetPageWidth(page: number): number;
  _FPDF_GetPageHeight(page: number): number;
  _FPDFBitmap_CreateEx(w: number, h: number, format: number, pointer: number, row: number): number;
  _FPDFBitmap_FillRect(bitmap: number, x: number, y: number, w: number, h: number, c: number): void;
  _FPDFBitmap_Destroy(bitmap: number): void;
  _FPDF_RenderPageBitmap(
    ...[bitmap, page, x, y, w, h, turn, flags]: [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ]
  ): void;
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(text: number): void;
  _FPDFText_CountChars(text: number): number;
  _FPDFText_GetText(text: number, from: number, count: number, pointer: number): number;
}

const ANNOTATIONS = 1;
const RGB_ORDER = 16;
const RGBA = 4;

export class Pdfium {
  private readonly module: Module;

  private constructor(module: Module) {
    this.module = module;
  }

  static async load(): Promise<Pdfium> {
    const library = await PDFiumLibrary.init();
    return new Pdfium((library as unknown as { module: Module }).module);
  }

  /** The open document, or PDFium's error: 3 not a PDF, 4 a password is needed, 5 security. */
  open(bytes: Uint8Array): PdfiumDocument | number {
    const { module } = this;
    const pointer = this.take(bytes.length);
    module.HEAPU8.set(bytes, pointer);
    const handle = module._FPDF_LoadMemDocument(pointer, bytes.length, 0);
    if (handle === 0) {
      module.wasmExports.free(pointer);
      return module._FPDF_GetLastError();
    }
    return new PdfiumDocument(this, module, handle, pointer);
  }

  take(size: number): number {
    const pointer = this.module.wasmExports.malloc(Math.max(1, size));
    if (pointer === 0) throw new Error('PDFium is out of memory');
    return pointer;
  }
}

/** Part of a page drawn `width` × `height` pixels large: the part's corner and size in pixels. */
export interface View {
  width: number;
  height: number;
  part: [x: number, y: number, w: number, h: number];
}

export class PdfiumDocument {
  readonly pages: number;
  private readonly pdfium: Pdfium;
  private readonly module: Module;
  private readonly handle: number;
  private readonly pointer: number;

  constructor(pdfium: Pdfium, module: Module, handle: number, pointer: number) {
    this.pdfium = pdfium;
    this.module = module;
    this.handle = handle;
    this.pointer = pointer;
    this.pages = module._FPDF_GetPageCount(handle);
  }

  close(): void {
    this.module._FPDF_CloseDocument(this.handle);
    this.module.wasmExports.free(this.pointer);
  }

  /** Runs `use` with the page of a 0-based index; `undefined` if PDFium can't load it. */
  withPage<T>(index: number, use: (page: PdfiumPage) => T): T | undefined {
    const handle = this.module._FPDF_LoadPage(this.handle, index);
    if (handle === 0) return undefined;
    try {
      return use(new PdfiumPage(this.pdfium, this.module, handle));
    } finally {
      this.module._FPDF_ClosePage(handle);
    }
  }
}

export class PdfiumPage {
  readonly width: number;
  readonly height: number;
  private readonly pdfium: Pdfium;
  private readonly module: Module;
  private readonly handle: number;

  constructor(pdfium: Pdfium, module: Module, handle: number) {
    this.pdfium = pdfium;
    this.module = module;
    this.handle = handle;
    this.width = module._FPDF_GetPageWidth(handle);
    this.height = module._FPDF_GetPageHeight(handle);
  }

  /** RGBA rows of the part, on white. */
  render({ width, height, part: [x, y, w, h] }: View): Uint8Array {
    const { module } = this;
    const pointer = this.pdfium.take(w * h * RGBA);
    const bitmap = module._FPDFBitmap_CreateEx(w, h, RGBA, pointer, w * RGBA);
    try {
      module._FPDFBitmap_FillRect(bitmap, 0, 0, w, h, 0xffffffff);
      const flags = ANNOTATIONS | RGB_ORDER;
      module._FPDF_RenderPageBitmap(bitmap, this.handle, -x, -y, width, height, 0, flags);
      return module.HEAPU8.slice(pointer, pointer + w * h * RGBA);
    } finally {
      module._FPDFBitmap_Destroy(bitmap);
      module.wasmExports.free(pointer);
    }
  }

  text(): string {
    const { module } = this;
    const text = module._FPDFText_LoadPage(this.handle);
    if (text === 0) return '';
    const count = module._FPDFText_CountChars(text);
    const pointer = this.pdfium.take((count + 1) * 2);
    const written = module._FPDFText_GetText(text, 0, count, pointer);
    const bytes = module.HEAPU8.slice(pointer, pointer + Math.max(0, written - 1) * 2);
    module.wasmExports.free(pointer);
    module._FPDFText_ClosePage(text);
    return Buffer.from(bytes).toString('utf16le');
  }
}
