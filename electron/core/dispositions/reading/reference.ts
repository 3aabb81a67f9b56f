import type { SheetData, SheetGeometry, SheetSize } from '../../../../shared/contract/sheets.ts';
import type { CoreContext } from '../../context.ts';
import { commonPdfium } from '../../pages/pdfium.ts';
import { readSheetFonts } from '../../printing/fonts.ts';
import { sheetGeometry } from '../sheet.ts';
import { printedSheet } from '../sheet-of.ts';
import { withoutAlpha } from './load-pages.ts';
import type { Field } from './raster-filters.ts';
import { penGrey, PX } from './straighten.ts';

export interface Reference {
  geometry: SheetGeometry;
  /** A page as it was printed, as large as the straightened scan will be. */
  pageOf(page: number, signal?: AbortSignal): Promise<Field>;
}

/** The sheet as it left the printer, to tell print from pen. */
export async function openReference(
  context: CoreContext,
  { data, size }: { data: SheetData; size: SheetSize },
): Promise<Reference> {
  const fonts = await readSheetFonts(context.resources);
  const geometry = await sheetGeometry(data, { size, fonts });
  const { path } = await printedSheet(context, data, size);
  return {
    geometry,
    async pageOf(page, signal) {
      const width = Math.round(geometry.width * PX);
      const job = { kind: 'render' as const, path, page, width };
      const drawn = withoutAlpha(await commonPdfium().run(job, signal ? { signal } : {}));
      return penGrey(drawn);
    },
  };
}
