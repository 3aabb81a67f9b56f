import type { SheetData, SheetGeometry, SheetSize } from '../../../shared/contract/sheets.ts';
import { layoutSheet } from './sheet-layout.ts';
import { measures } from './sheet-measures.ts';
import { type Faces, readFaces, type SheetFonts } from '../printing/text.ts';
import { type Describe, drawPages, type InkedPage } from '../printing/draw-pages.ts';
import type { Ink } from '../printing/ink.ts';
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

/** The A5 sheet twice on each landscape A4: one to go with the letter, one to keep. */
function twice(pages: readonly Ink[][]): InkedPage[] {
  const [width, height] = [measures.A4.height, measures.A4.width];
  return pages.map((inks) => ({
    width,
    height,
    inks: [...inks, ...inks.map((ink) => moved(ink, width / 2))],
  }));
}

function moved(ink: Ink, right: number): Ink {
  return ink.kind === 'line'
    ? { ...ink, x1: ink.x1 + right, x2: ink.x2 + right }
    : { ...ink, x: ink.x + right };
}

/**
 * The disposition sheet's pages, the same for the same arguments. Text that does not fit shrinks to a
 * floor and then goes on to further pages.
 */
export function inkedSheet(data: SheetData, size: SheetSize | 'A4x2', faces: Faces): InkedPage[] {
  if (size === 'A4x2') return twice(layoutSheet(data, 'A5', faces).pages);
  const { width, height } = measures[size];
  return layoutSheet(data, size, faces).pages.map((inks) => ({ width, height, inks }));
}

/** The disposition sheet as a PDF, the same bytes for the same arguments: no dates, no random names. */
export async function drawSheet(
  data: SheetData,
  { size, fonts }: { size: SheetSize | 'A4x2'; fonts: SheetFonts },
): Promise<Uint8Array> {
  return drawPages(inkedSheet(data, size, await readFaces(fonts)), describe(data, fonts));
}

const describe = (data: SheetData, fonts: SheetFonts): Describe => ({
  title: `${words.title} ${agendaLine(data.letter.agenda)}`,
  subject: data.letter.id,
  fonts,
});
