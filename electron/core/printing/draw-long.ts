import type { SheetData } from '../../../shared/contract/sheets.ts';
import { inkedSheet } from '../dispositions/sheet.ts';
import { type AgendaPages, layoutAgenda } from './books.ts';
import { drawPages, type InkedPage } from './draw-pages.ts';
import { readSheetFonts } from './fonts.ts';
import { layoutReceipt, type Receipt } from './receipt.ts';
import { type Faces, readFaces } from './text.ts';

/** All that the pages of a long print say. */
export type LongPrint = { resources: string; title: string } & (
  | { kind: 'agenda'; pages: AgendaPages }
  | { kind: 'sheets'; sheets: SheetData[]; size: 'A4' | 'A5' | 'A4x2'; fronts: boolean }
  | { kind: 'receipts'; receipts: Receipt[]; fronts: boolean }
);

export interface Drawn {
  bytes: Uint8Array;
  pages: number;
  /** Of many letters' papers: how many pages are each letter's. */
  each: number[];
}

/** The print as a PDF, the same bytes for the same arguments. */
export async function drawLong(print: LongPrint): Promise<Drawn> {
  const fonts = await readSheetFonts(print.resources);
  const { pages, each } = layoutLong(print, await readFaces(fonts));
  return {
    bytes: await drawPages(pages, { title: print.title, fonts }),
    pages: pages.length,
    each,
  };
}

function layoutLong(print: LongPrint, faces: Faces): { pages: InkedPage[]; each: number[] } {
  switch (print.kind) {
    case 'agenda':
      return { pages: layoutAgenda(print.pages, faces).inked(), each: [] };
    case 'sheets':
      return joined(
        print.sheets.map((data) => inkedSheet(data, print.size, faces)),
        print.fronts,
      );
    case 'receipts':
      return joined(
        print.receipts.map((one) =>
          layoutReceipt(one, faces).inked({ roll: one.size === 'roll80' }),
        ),
        print.fronts,
      );
  }
}

/** With `fronts` a page that has no back gets an empty one, so that no letter is on another's back. */
function joined(papers: readonly InkedPage[][], fronts: boolean) {
  const pages = papers.flatMap((own, at) => {
    const odd = fronts && own.length % 2 === 1 && at < papers.length - 1;
    return odd ? [...own, { ...own[0]!, inks: [] }] : own;
  });
  return { pages, each: papers.map(({ length }) => length) };
}
