import type { SheetArea, SheetData } from '../../../shared/contract/sheets.ts';
import { valueInset } from './sheet-head.ts';
import { weights } from './sheet-measures.ts';
import {
  closeRow,
  leading,
  lineBreaks,
  pageOf,
  type Paper,
  putLines,
  putText,
  stroke,
  turnPage,
} from './sheet-paper.ts';
import { printedDay, words } from './sheet-words.ts';

type Disposition = SheetData['disposition'];

/** The signature block, measured before the note above it can be: it stands at the page's foot. */
export interface Signature {
  x: number;
  width: number;
  height: number;
  place: string;
  given: string | null;
  title: string[] | null;
  holder: string[] | null;
}

export function measureSignature(paper: Paper, data: SheetData): Signature {
  const { m } = paper;
  const x = m.left + (m.right - m.left) * 0.56;
  const width = m.right - x;
  const breaks = (text: string) => lineBreaks(paper, text, width, m.sign.text);
  const { disposition, office } = data;
  const from = disposition?.from;
  const given = disposition?.given ? printedDay(disposition.given) : null;
  const signature = {
    x,
    width,
    place: given ? [office.place, given].filter(Boolean).join(', ') : office.place,
    given,
    title: from ? breaks(`${from.acting ? `${from.acting} ` : ''}${from.title},`) : null,
    holder: from?.holder ? breaks(from.holder) : null,
  };
  const lines =
    placeLines(paper, signature).length +
    (signature.title?.length ?? 1) +
    (signature.holder?.length ?? 1);
  return { ...signature, height: lines * leading(m.sign.text) + m.sign.space + 1 };
}

function placeLines(
  paper: Paper,
  signature: Pick<Signature, 'place' | 'given' | 'width'>,
): string[] {
  const text = signature.given ? signature.place : signature.place && `${signature.place},`;
  // A day still to be written wants at least 25 mm of line behind the place.
  return lineBreaks(paper, text, signature.width - (signature.given ? 0 : 25), paper.m.sign.text);
}

/** Draws the block with its last line on the page's lower edge. */
export function putSignature(paper: Paper, signature: Signature): SheetArea {
  const { m } = paper;
  const size = m.sign.text;
  const high = leading(size);
  const { x, width } = signature;
  const start = m.bottom - signature.height;
  let top = start;
  const line = (from: number, y: number) => stroke(paper, from, y, x + width, y, weights.rule);

  const place = placeLines(paper, signature);
  putLines(paper, place, { x, top, size });
  top += place.length * high;
  if (!signature.given) {
    const before = place.at(-1)!;
    line(x + (before ? paper.faces.regular.width(before, size) + 1.5 : 0), top - high * 0.2);
  }
  if (signature.title) putLines(paper, signature.title, { x, top, size });
  else line(x, top + high * 0.8);
  top += (signature.title?.length ?? 1) * high;
  const area = { page: pageOf(paper), x, y: top, width, height: m.sign.space };
  top += m.sign.space;
  if (signature.holder) putLines(paper, signature.holder, { x, top, size, face: 'semiBold' });
  else line(x, top + high * 0.8);
  return area;
}

/** The note, printed and then ruled down to the due date, which stands on the sheet's foot. */
export function putNote(paper: Paper, disposition: Disposition, foot: number): void {
  const note = disposition?.note ?? '';
  const { d } = paper;
  const width = paper.m.right - paper.m.left - 2 * paper.m.pad;
  const room = () => foot - dueHeight(paper) - paper.y - headHeight(paper);
  if (!note) {
    if (room() < d.noteRoom - headHeight(paper)) turnPage(paper);
    putPart(paper, [], d.text, foot - dueHeight(paper), 0);
    return;
  }
  for (let size = d.text; size >= paper.m.floor; size -= 0.5) {
    const lines = lineBreaks(paper, note, width, size);
    if (lines.length * leading(size) + paper.m.pad <= room()) {
      putPart(paper, lines, size, foot - dueHeight(paper), 0);
      return;
    }
  }
  putLongNote(paper, lineBreaks(paper, note, width, d.text), foot, room);
}

function putLongNote(paper: Paper, lines: string[], foot: number, room: () => number): void {
  const high = leading(paper.d.text);
  let part = 0;
  for (let rest = lines; ; part += 1) {
    if (rest.length * high + paper.m.pad <= room()) {
      putPart(paper, rest, paper.d.text, foot - dueHeight(paper), part);
      return;
    }
    const space = paper.limit - paper.y - headHeight(paper) - paper.m.pad;
    // Two lines at least go along with the signature.
    const count = Math.min(Math.floor(space / high), rest.length - 2);
    if (count >= 3) {
      const end = paper.y + headHeight(paper) + count * high + paper.m.pad;
      putPart(paper, rest.slice(0, count), paper.d.text, end, part);
      rest = rest.slice(count);
    } else part -= 1;
    turnPage(paper);
  }
}

function headHeight(paper: Paper): number {
  return leading(paper.d.text) + paper.m.pad * 0.6;
}

/** One page's part of the note, from here to `end`. */
function putPart(
  paper: Paper,
  lines: readonly string[],
  size: number,
  end: number,
  part: number,
): void {
  const { d, m } = paper;
  const top = paper.y;
  putText(paper, part > 0 ? `${words.note} ${words.continued}` : words.note, {
    x: m.left + m.pad,
    top: top + m.pad * 0.5,
    height: leading(d.text),
    size: d.text,
    face: 'semiBold',
  });
  const y = top + headHeight(paper);
  putLines(paper, lines, { x: m.left + m.pad, top: y, size });
  const written = y + lines.length * leading(size);
  for (let line = written + m.ruling; line < end - 1.5; line += m.ruling) {
    stroke(paper, m.left + m.pad, line, m.right - m.pad, line, weights.ruling, 0.55);
  }
  paper.notes.push({ page: pageOf(paper), x: m.left, y, width: m.right - m.left, height: end - y });
  paper.y = end;
  closeRow(paper, top);
}

export function dueHeight(paper: Paper): number {
  return leading(paper.d.text) + paper.m.pad * 1.6;
}

export function putDue(paper: Paper, disposition: Disposition): SheetArea {
  const { d, m } = paper;
  const top = paper.y;
  const height = dueHeight(paper);
  const x = m.left + valueInset(paper);
  putText(paper, words.due, { x: m.left + m.pad, top, height, size: d.text, face: 'semiBold' });
  putText(paper, ':', { x: x - 2.4, top, height, size: d.text });
  if (disposition?.due) {
    putText(paper, printedDay(disposition.due), { x, top, height, size: d.text, face: 'semiBold' });
  } else {
    stroke(
      paper,
      x,
      top + height * 0.74,
      x + (m.right - m.left) * 0.3,
      top + height * 0.74,
      weights.ruling,
      0.55,
    );
  }
  paper.y = top + height;
  closeRow(paper, top);
  stroke(paper, m.left, paper.y, m.right, paper.y, weights.frame);
  return { page: pageOf(paper), x, y: top, width: m.right - x, height };
}
