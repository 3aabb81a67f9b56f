import type { SheetData, SheetGeometry, SheetSize } from '../../../shared/contract/sheets.ts';
import { layoutSheet, QR_VERSION } from './sheet-layout.ts';
import { measures } from './sheet-measures.ts';
import { readFaces, type SheetFonts } from '../printing/text.ts';
import { drawPages } from '../printing/draw-pages.ts';
import { agendaLine, words } from './sheet-words.ts';

export type { SheetFonts } from '../printing/text.ts';

export interface SheetOptions {
  size: SheetSize;
  fonts: SheetFonts;
}

/** Where `drawSheet` puts what with the same arguments: what a reader of the scanned sheet looks for. */
export async function sheetGeometry(
  data: SheetData,
  options: SheetOptions,
): Promise<SheetGeometry> {
  return layoutSheet(data, options.size, await readFaces(options.fonts)).geometry;
}

/**
 * The disposition sheet as a PDF, the same bytes for the same arguments: no dates, no random names.
 * Text that does not fit shrinks to a floor and then goes on to further pages.
 */
export async function drawSheet(data: SheetData, options: SheetOptions): Promise<Uint8Array> {
  const { pages } = layoutSheet(data, options.size, await readFaces(options.fonts));
  const { width, height } = measures[options.size];
  return drawPages(
    pages.map((inks) => ({ width, height, inks })),
    {
      title: `${words.title} ${agendaLine(data.letter.agenda)}`,
      subject: data.letter.id,
      fonts: options.fonts,
      qr: { ecc: 'Q', version: QR_VERSION },
    },
  );
}
