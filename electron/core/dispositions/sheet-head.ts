import type { SheetBox, SheetData } from '../../../shared/contract/sheets.ts';
import { dayInWords } from '../../../shared/domain/dates.ts';
import { weights } from './sheet-measures.ts';
import {
  closeRow,
  leading,
  lineBreaks,
  need,
  type Paper,
  putBox,
  putLines,
  putText,
  rule,
} from './sheet-paper.ts';
import { agendaLine, secrecyWords, urgencyWords, words } from './sheet-words.ts';

interface Choice {
  group: SheetBox['group'];
  key: string;
  text: string;
  ticked: boolean;
}
/** Choices stand in a grid; `cells` are its columns' widths. */
type Entry =
  | { label: string; value: string }
  | { label: string; choices: Choice[]; cells: readonly number[] };

/** A part of the table: where it lies, and where its values begin. */
interface Column {
  x: number;
  width: number;
  inset: number;
}

/** The letterhead and the title. */
export function putKop(paper: Paper, office: SheetData['office']): void {
  const { m } = paper;
  const middle = (m.left + m.right) / 2;
  const block = (text: string, size: number, width: number, face: 'regular' | 'semiBold') => {
    const lines = lineBreaks(paper, text, width, size);
    putLines(paper, lines, { x: middle, top: paper.y, size, face, align: 0.5 });
    paper.y += lines.length * leading(size);
  };
  block(office.name, m.kop.name, m.right - m.left - 20, 'semiBold');
  paper.y += 0.6;
  for (const text of office.address) block(text, m.kop.address, m.right - m.left - 8, 'regular');
  paper.y += m.pad * 0.8;
  rule(paper, paper.y, weights.heavy);
  rule(paper, paper.y + 0.85, weights.rule);
  paper.y += 0.85 + m.pad;
  block(words.title, m.kop.title, m.right - m.left, 'semiBold');
  paper.y += m.pad;
}

/** Two columns taller than this part of a page are set as rows across instead: longer lines take less. */
const MOST = 0.6;

/** What is known of the letter: two columns, then its subject across. */
export function putLetter(paper: Paper, letter: SheetData['letter']): void {
  const { m } = paper;
  const middle = m.left + (m.right - m.left) * 0.46;
  const one = { x: m.left, width: middle - m.left, inset: valueInset(paper) };
  const other = {
    x: middle,
    width: m.right - middle,
    inset: insetOf(paper, [words.received, words.agenda]),
  };
  const left: Entry[] = [
    { label: words.sender, value: letter.sender },
    { label: words.number, value: letter.number || words.noNumber },
    { label: words.date, value: letter.date ? dayInWords(letter.date) : words.noDate },
  ];
  if (letter.attachments) left.push({ label: words.attachments, value: letter.attachments });
  const subject: Entry = { label: words.subject, value: letter.subject };
  const urgency = urgencyChoices(letter.urgency);
  const secrecy = secrecyChoices(letter.secrecy);
  const cells = cellWidths(paper, [urgency, secrecy], valueWidth(paper, other));
  const right: Entry[] = [
    { label: words.received, value: dayInWords(letter.received) },
    { label: words.agenda, value: agendaLine(letter.agenda) },
    { label: words.urgency, choices: urgency, cells },
    { label: words.secrecy, choices: secrecy, cells },
  ];
  const height = Math.max(columnHeight(paper, left, one), columnHeight(paper, right, other));
  if (height > (paper.limit - m.top) * MOST) {
    rule(paper, paper.y, weights.frame);
    for (const entry of [...left, ...right, subject]) putAcross(paper, entry, other.inset);
    return;
  }
  need(paper, height);
  const top = paper.y;
  rule(paper, top, weights.frame);
  putColumn(paper, left, one);
  putColumn(paper, right, other);
  paper.y = top + height;
  closeRow(paper, top, [middle]);
  putAcross(paper, subject, one.inset);
}

/** A row over the table's whole width. */
function putAcross(paper: Paper, entry: Entry, inset: number): void {
  const { m } = paper;
  const across = { x: m.left, width: m.right - m.left, inset };
  const height = columnHeight(paper, [entry], across);
  need(paper, height);
  const top = paper.y;
  putColumn(paper, [entry], across);
  paper.y = top + height;
  closeRow(paper, top);
}

function columnHeight(paper: Paper, entries: readonly Entry[], column: Column): number {
  const inner = entries.reduce((sum, entry) => sum + entryHeight(paper, entry, column), 0);
  return inner + (entries.length - 1) * air(paper) + 2 * edge(paper);
}

function putColumn(paper: Paper, entries: readonly Entry[], column: Column): void {
  let top = paper.y + edge(paper);
  for (const entry of entries) {
    putEntry(paper, entry, top, column);
    top += entryHeight(paper, entry, column) + air(paper);
  }
}

function edge(paper: Paper): number {
  return paper.m.pad * 0.6;
}

function air(paper: Paper): number {
  return paper.d.gap * 0.3;
}

/** Where values begin behind the labels of the left column and of the rows across. */
export function valueInset(paper: Paper): number {
  return insetOf(paper, [words.sender, words.number, words.date]);
}

/** Before the value stands a colon, this far from it. */
export const COLON = 2.4;

function insetOf(paper: Paper, labels: readonly string[]): number {
  const widths = labels.map((label) => paper.faces.regular.width(label, paper.d.text));
  return paper.m.pad + Math.max(...widths) + COLON + 1.4;
}

function valueWidth(paper: Paper, column: Column): number {
  return column.width - column.inset - paper.m.pad;
}

function entryHeight(paper: Paper, entry: Entry, column: Column): number {
  if ('choices' in entry) {
    return Math.ceil(entry.choices.length / entry.cells.length) * choiceLine(paper);
  }
  const size = paper.d.text;
  return lineBreaks(paper, entry.value, valueWidth(paper, column), size).length * leading(size);
}

function putEntry(paper: Paper, entry: Entry, top: number, column: Column): void {
  const size = paper.d.text;
  const x = column.x + column.inset;
  const height = 'choices' in entry ? choiceLine(paper) : leading(size);
  putText(paper, entry.label, { x: column.x + paper.m.pad, top, height, size });
  putText(paper, ':', { x: x - COLON, top, height, size });
  if ('choices' in entry) {
    putChoices(paper, entry.choices, entry.cells, x, top);
    return;
  }
  const lines = lineBreaks(paper, entry.value, valueWidth(paper, column), size);
  putLines(paper, lines, { x, top, size, face: 'semiBold' });
}

function choiceLine(paper: Paper): number {
  return Math.max(leading(paper.d.text), paper.d.box + 0.9);
}

const CAPTION = 1.2;
const BETWEEN = 2.4;

/** As many columns as fit, each as wide as its widest choice in any of the groups. */
function cellWidths(paper: Paper, groups: readonly Choice[][], width: number): number[] {
  const wide = ({ text }: Choice) =>
    paper.d.box + CAPTION + paper.faces.semiBold.width(text, paper.d.text) + BETWEEN;
  for (let count = 4; count > 1; count -= 1) {
    const cells = Array.from({ length: count }, (_, cell) =>
      Math.max(
        ...groups.flatMap((group) => group.filter((_one, at) => at % count === cell).map(wide)),
      ),
    );
    if (cells.reduce((sum, cell) => sum + cell, -BETWEEN) <= width) return cells;
  }
  return [width];
}

function putChoices(
  paper: Paper,
  choices: readonly Choice[],
  cells: readonly number[],
  x: number,
  top: number,
): void {
  const height = choiceLine(paper);
  choices.forEach(({ group, key, text, ticked }, index) => {
    const cell = index % cells.length;
    const left = x + cells.slice(0, cell).reduce((sum, width) => sum + width, 0);
    const place = { top: top + Math.floor(index / cells.length) * height, height };
    putBox(paper, { ...place, x: left, group, key, ticked });
    const face = ticked ? 'semiBold' : 'regular';
    putText(paper, text, { ...place, x: left + paper.d.box + CAPTION, size: paper.d.text, face });
  });
}

/** Some offices use `penting`: its box is there only when the letter has it. */
function urgencyChoices(urgency: SheetData['letter']['urgency']): Choice[] {
  const keys = [
    'sangat-segera',
    'segera',
    ...(urgency === 'penting' ? ['penting'] : []),
    'biasa',
  ] as const;
  return (keys as readonly (keyof typeof urgencyWords)[]).map((key) => ({
    group: 'urgency',
    key,
    text: urgencyWords[key],
    ticked: key === urgency,
  }));
}

function secrecyChoices(secrecy: SheetData['letter']['secrecy']): Choice[] {
  return (['SR', 'R', 'T', 'B'] as const).map((key) => ({
    group: 'secrecy',
    key,
    text: secrecyWords[key],
    ticked: key === secrecy,
  }));
}
