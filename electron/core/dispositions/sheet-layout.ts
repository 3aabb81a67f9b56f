import type {
  SheetData,
  SheetGeometry,
  SheetMark,
  SheetSize,
} from '../../../shared/contract/sheets.ts';
import { dueHeight, putDue, putNote } from './sheet-note.ts';
import { measureSignature, putSignature, SIGNATURE_SHARE } from './sheet-signature.ts';
import { putKop, putLetter } from './sheet-head.ts';
import { putLists } from './sheet-lists.ts';
import { printOf, sheetCodeText } from './reading/sheet-code.ts';
import { type Density, type Measures, measures, weights } from './sheet-measures.ts';
import { leading, lineBreaks, type Paper, putText, stroke, turnPage } from './sheet-paper.ts';
import type { Ink } from '../printing/ink.ts';
import type { Faces } from '../printing/text.ts';
import { agendaLine, sheetOf, words } from './sheet-words.ts';

/** Raise it whenever the same data comes out in other places. */
export const LAYOUT = 3;
/** A version 4 code holds an id, what was printed, and a page at level Q. */
const QR_VERSION = 4;
const QR_MODULES = 17 + 4 * QR_VERSION;
/** White between the table and what stands at the foot: the code's quiet zone needs four modules. */
const FOOT_GAP = 3.4;

export interface SheetLayout {
  pages: Ink[][];
  geometry: SheetGeometry;
}

/** Lays the sheet out: the same data always in the same places, in millimetres. */
export function layoutSheet(given: SheetData, size: SheetSize, faces: Faces): SheetLayout {
  const data = printableData(given, faces.printable);
  return compose(data, size, chooseDensity(data, size, faces), faces, printOf(LAYOUT, size, given));
}

/** Chosen for the blank sheet, so that boxes lie alike before and after the disposition. */
function chooseDensity(data: SheetData, size: SheetSize, faces: Faces): Density {
  const blank = { ...data, disposition: null };
  let best: { density: Density; pages: number } | undefined;
  for (const density of measures[size].densities) {
    const pages = compose(blank, size, density, faces, '').pages.length;
    if (!best || pages < best.pages) best = { density, pages };
    if (pages === 1) break;
  }
  return best!.density;
}

function compose(
  data: SheetData,
  size: SheetSize,
  density: Density,
  faces: Faces,
  print: string,
): SheetLayout {
  const m = measures[size];
  const beside = besideLines(m, data, faces);
  const footHeight = Math.max(m.qr.size, (beside.length + 1) * leading(m.qr.beside)) + FOOT_GAP;
  const paper: Paper = {
    m,
    d: density,
    faces,
    pages: [[]],
    boxes: [],
    notes: [],
    limit: m.bottom - footHeight,
    heading: (sheet) => putContinuation(sheet, data),
    y: m.top,
  };
  putKop(paper, data.office);
  putLetter(paper, data.letter);
  putLists(paper, data);
  const signature = measureSignature(paper, data);
  const foot = Math.min(paper.limit, m.bottom - signature.height - FOOT_GAP);
  if (paper.y + dueHeight(paper) > foot) turnPage(paper);
  putNote(paper, data.disposition, foot);
  const due = putDue(paper, data.disposition);
  const signed = putSignature(paper, signature);
  const { marks, qr } = putFeet(paper, data, beside, print);
  const geometry: SheetGeometry = {
    layout: LAYOUT,
    size,
    width: m.width,
    height: m.height,
    pages: paper.pages.length,
    marks,
    qr,
    boxes: paper.boxes.map(rounded),
    notes: paper.notes.map(rounded),
    due: rounded(due),
    signature: rounded(signed),
  };
  return { pages: paper.pages, geometry };
}

/** Heads a further page, so that a loose one still tells what it belongs to. */
function putContinuation(paper: Paper, data: SheetData): void {
  const { m } = paper;
  const size = m.qr.beside;
  const height = leading(size);
  const title = `${words.title} ${words.continued}`;
  putText(paper, title, { x: m.left, top: paper.y, height, size, face: 'semiBold' });
  const room = m.right - m.left - paper.faces.semiBold.width(title, size) - 8;
  const agenda = agendaLine(data.letter.agenda);
  if (paper.faces.regular.width(agenda, size) <= room) {
    putText(paper, agenda, { x: m.right, top: paper.y, height, size, align: 1 });
  }
  paper.y += height + m.pad * 0.6;
  stroke(paper, m.left, paper.y, m.right, paper.y, weights.frame);
}

function besideX(m: Measures): number {
  return m.left + m.qr.size + FOOT_GAP;
}

function besideLines(m: Measures, data: SheetData, faces: Faces): string[] {
  const width = m.left + (m.right - m.left) * SIGNATURE_SHARE - 3 - besideX(m);
  return lineBreaks({ faces } as Paper, agendaLine(data.letter.agenda), width, m.qr.beside);
}

/** On every page: the four marks, the code, and beside it the agenda number for people. */
function putFeet(
  paper: Paper,
  data: SheetData,
  beside: readonly string[],
  print: string,
): Pick<SheetGeometry, 'marks' | 'qr'> {
  const { m, pages } = paper;
  const letter = data.letter.id;
  const marks: SheetMark[] = [];
  const qr: SheetGeometry['qr'] = [];
  pages.forEach((inks, index) => {
    const page = index + 1;
    for (const mark of cornerMarks(m, page)) {
      const { x, y, size, shape } = mark;
      inks.push({ kind: 'mark', x, y, size, shape });
      marks.push(mark);
    }
    const text = sheetCodeText({ letter, print, page });
    const code = { x: m.left, y: m.bottom - m.qr.size, size: m.qr.size };
    inks.push({ kind: 'qr', ...code, text, ecc: 'Q', version: QR_VERSION });
    qr.push({ page, ...code, modules: QR_MODULES, text });
    putBeside(paper, inks, beside, pages.length > 1 ? sheetOf(page, pages.length) : null);
  });
  return { marks, qr };
}

function putBeside(
  paper: Paper,
  inks: Ink[],
  beside: readonly string[],
  page: string | null,
): void {
  const { m } = paper;
  const size = m.qr.beside;
  const height = leading(size);
  const lines = [...beside, ...(page ? [page] : [])];
  const top = m.bottom - lines.length * height;
  const onPage = { ...paper, pages: [inks] };
  lines.forEach((text, index) =>
    putText(onPage, text, {
      x: besideX(m),
      top: top + index * height,
      height,
      size,
      face: index < beside.length ? 'semiBold' : 'regular',
    }),
  );
}

function cornerMarks(m: Measures, page: number): SheetMark[] {
  const { inset, size } = m.mark;
  const right = m.width - inset - size;
  const bottom = m.height - inset - size;
  return [
    { page, corner: 'top-left', x: inset, y: inset, size, shape: 'solid' },
    { page, corner: 'top-right', x: right, y: inset, size, shape: 'solid' },
    { page, corner: 'bottom-left', x: inset, y: bottom, size, shape: 'solid' },
    { page, corner: 'bottom-right', x: right, y: bottom, size, shape: 'ring' },
  ];
}

/** Thousandths of a millimetre are enough, and read well in a record. */
function rounded<T extends object>(place: T): T {
  return Object.fromEntries(
    Object.entries(place).map(([key, value]) => [
      key,
      typeof value === 'number' ? Math.round(value * 1000) / 1000 : value,
    ]),
  ) as T;
}

function printableData(data: SheetData, clean: (text: string) => string): SheetData {
  const { office, letter, disposition } = data;
  return {
    office: {
      name: clean(office.name),
      address: office.address.map(clean).filter(Boolean),
      place: clean(office.place),
    },
    letter: {
      ...letter,
      sender: clean(letter.sender),
      number: letter.number && clean(letter.number),
      agenda: { ...letter.agenda, book: clean(letter.agenda.book) },
      subject: clean(letter.subject),
      attachments: letter.attachments && clean(letter.attachments),
    },
    positions: data.positions.map((one) => ({ ...one, title: clean(one.title) })),
    instructions: data.instructions.map((one) => ({ ...one, text: clean(one.text) })),
    disposition: disposition && {
      ...disposition,
      from: {
        ...disposition.from,
        title: clean(disposition.from.title),
        holder: clean(disposition.from.holder),
      },
      note: clean(disposition.note),
    },
  };
}
