import type { SheetArea, SheetData } from '../../../shared/contract/sheets.ts';
import { dayInWords } from '../../../shared/domain/dates.ts';
import { COLON, valueInset } from './sheet-head.ts';
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
import { words } from './sheet-words.ts';

type Disposition = SheetData['disposition'];

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
  for (let line = written + m.ruling; line < end - m.ruling * 0.3; line += m.ruling) {
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
  putText(paper, words.due, { x: m.left + m.pad, top, height, size: d.text });
  putText(paper, ':', { x: x - COLON, top, height, size: d.text });
  if (disposition?.due) {
    putText(paper, dayInWords(disposition.due), { x, top, height, size: d.text, face: 'semiBold' });
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
