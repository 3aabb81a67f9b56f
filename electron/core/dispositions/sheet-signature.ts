import type { SheetArea, SheetData } from '../../../shared/contract/sheets.ts';
import { dayInWords } from '../../../shared/domain/dates.ts';
import { leading, lineBreaks, pageOf, type Paper, putLines, stroke } from './sheet-paper.ts';

/** The signature block, measured before the note above it can be: it stands at the page's foot. */
export interface Signature {
  x: number;
  width: number;
  height: number;
  place: string[];
  /** Null: a line to write on, as with the title and the holder. */
  given: string | null;
  title: string[] | null;
  holder: string[] | null;
}

/** Where the block begins, as a part of the sheet's width. */
export const SIGNATURE_SHARE = 0.56;
/** A day still to be written wants this much line behind the place. */
const DAY_ROOM = 25;
/** Above the foot of the last letters' descenders. */
const HEEL = 1;

export function measureSignature(paper: Paper, data: SheetData): Signature {
  const { m } = paper;
  const x = m.left + (m.right - m.left) * SIGNATURE_SHARE;
  const width = m.right - x;
  const breaks = (text: string, room = width) => lineBreaks(paper, text, room, m.sign.text);
  const from = data.disposition?.from;
  const given = data.disposition?.given ? dayInWords(data.disposition.given) : null;
  const { place } = data.office;
  const block = {
    x,
    width,
    place: given
      ? breaks([place, given].filter(Boolean).join(', '))
      : breaks(place && `${place},`, width - DAY_ROOM),
    given,
    title: from ? breaks(`${from.acting ? `${from.acting} ` : ''}${from.title},`) : null,
    holder: from?.holder ? breaks(from.holder) : null,
  };
  const parts = partHeights(paper, block);
  return { ...block, height: parts.place + parts.title + m.sign.space + parts.holder + HEEL };
}

/** Lines to write on stand wider apart than print. */
function partHeights(
  paper: Paper,
  block: Pick<Signature, 'place' | 'given' | 'title' | 'holder'>,
): { place: number; title: number; holder: number } {
  const high = leading(paper.m.sign.text);
  return {
    place: (block.place.length + (block.given ? 0 : 0.3)) * high,
    title: (block.title?.length ?? 1.7) * high,
    holder: (block.holder?.length ?? 1) * high,
  };
}

/** Draws the block with its last line on the page's lower edge; answers where to sign. */
export function putSignature(paper: Paper, block: Signature): SheetArea {
  const { m } = paper;
  const size = m.sign.text;
  const high = leading(size);
  const { x, width } = block;
  const parts = partHeights(paper, block);
  const line = (from: number, y: number) => stroke(paper, from, y, x + width, y);
  let top = m.bottom - block.height;

  putLines(paper, block.place, { x, top, size });
  if (!block.given) {
    const before = block.place.at(-1)!;
    const from = before ? paper.faces.regular.width(before, size) + 1.5 : 0;
    line(x + from, top + (block.place.length - 0.15) * high);
  }
  top += parts.place;
  if (block.title) putLines(paper, block.title, { x, top, size });
  else line(x, top + parts.title - high * 0.2);
  top += parts.title;
  const area = { page: pageOf(paper), x, y: top, width, height: m.sign.space };
  top += m.sign.space;
  if (block.holder) putLines(paper, block.holder, { x, top, size, face: 'semiBold' });
  else line(x, top + high * 0.8);
  return area;
}
