import type { PageSizeInMillimetres } from '../../../shared/contract/pages.ts';
import { commonPdfium, type Pdfium } from './pdfium.ts';

export interface PdfFacts {
  pages: number;
  /** As a viewer shows the page, after `/Rotate`; A4 for one that can't be read. */
  sizes: PageSizeInMillimetres[];
  /** Opens without a password, but is encrypted all the same. */
  encrypted: boolean;
  signatures: number;
  /** Its cross-references are broken; PDFium found its way without them. */
  repaired: boolean;
}

const A4 = { width: 210, height: 297 };

/**
 * @param options.mostSizes of how many pages the size is wanted (each takes a look at the page)
 * @throws `pdf.password`, `pdf.damaged`, `pdf.too-slow`
 */
export async function inspectPdf(
  path: string,
  options: { pdfium?: Pdfium; signal?: AbortSignal; mostSizes?: number } = {},
): Promise<PdfFacts> {
  const { pdfium = commonPdfium(), signal, mostSizes = 5_000 } = options;
  const answer = await pdfium.run({ kind: 'inspect', path, mostSizes }, { signal });
  const { pages, encrypted, signatures, repaired } = answer;
  const sizes = answer.sizes.map((size) => size ?? A4);
  return { pages, sizes, encrypted, signatures, repaired };
}
