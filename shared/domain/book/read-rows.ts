import type { BookColumn, RowFate } from '../../contract/books.ts';
import { LetterFields, Secrecy, type Urgency } from '../../contract/letters.ts';
import { readDay } from '../dates.ts';
import type { Cell, Header } from './columns.ts';

/** A row as it reads by itself; its fate depends on what else is in the table and in the book. */
export type ReadRow = Omit<RowFate, 'fate'>;

/** @param today for days written without a year */
export function readRows(
  rows: readonly (readonly Cell[])[],
  header: Header,
  today: string,
): ReadRow[] {
  return rows.flatMap((cells, at) => {
    if (at <= header.row || cells.every((cell) => textOf(cell) === '')) return [];
    return [readRow(cells, at + 1, header, today)];
  });
}

function readRow(
  cells: readonly Cell[],
  line: number,
  { columns }: Header,
  today: string,
): ReadRow {
  const problems: ReadRow['problems'] = [];
  const cellOf = (column: BookColumn): Cell => {
    const at = columns.get(column);
    return at === undefined ? null : (cells[at] ?? null);
  };
  const wrong = (column: BookColumn, code: string) => {
    problems.push({ column, code, value: textOf(cellOf(column)).slice(0, 200) });
    return null;
  };
  const dayIn = (column: 'received' | 'date') => {
    const cell = cellOf(column);
    if (textOf(cell) === '' || textOf(cell) === '-') return null;
    return dayOfCell(cell, today) ?? wrong(column, 'notADay');
  };
  const agendaCell = textOf(cellOf('agenda'));
  const agenda = /^\d{1,9}/.exec(agendaCell.replace(/^0+(?=\d)/, ''));
  const number = agenda && Number(agenda[0]);
  if (columns.has('agenda') && (number === null || number < 1)) wrong('agenda', 'agenda');
  const yearInCell = /[/.-](\d{4})$/.exec(agendaCell)?.[1];
  const received = dayIn('received');
  const date = dayIn('date');
  const year = Number(yearInCell ?? (received ?? date ?? today).slice(0, 4));
  const urgencyText = textOf(cellOf('urgency'));
  const secrecy = secrecyOf(textOf(cellOf('secrecy')), urgencyText);
  if (secrecy === null) wrong('secrecy', 'secrecy');
  const given = {
    ...Object.fromEntries(
      texts.map((column) => [column, blankToNull(textOf(cellOf(column)))] as const),
    ),
    date,
    urgency: urgencyOf(urgencyText),
    secrecy: secrecy ?? 'B',
  };
  const parsed = LetterFields.safeParse(given);
  for (const issue of parsed.error?.issues ?? []) {
    const column = String(issue.path[0]) as BookColumn;
    if (!problems.some((problem) => problem.column === column)) {
      wrong(column, codeOf(column, textOf(cellOf(column)), issue.code));
    }
  }
  // A day that stands nowhere is the letter's own, or the first of the number's year.
  const day = received ?? (date?.startsWith(String(year)) ? date : `${year}-01-01`);
  if (received && Number(received.slice(0, 4)) !== year) wrong('received', 'otherYear');
  return { line, agenda: number, year, received: day, fields: parsed.data ?? null, problems };
}

const texts = [
  'number',
  'sender',
  'subject',
  'recipient',
  'attachments',
  'classification',
  'forwardedTo',
  'remarks',
  'location',
] as const satisfies BookColumn[];

const blankToNull = (text: string) => (text === '' || text === '-' || text === '–' ? null : text);

function codeOf(column: BookColumn, text: string, issue: string): string {
  if (text === '') return 'required';
  if (column === 'classification') return 'classification';
  return issue === 'too_big' ? 'tooLong' : 'signs';
}

export function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date)
    return Number.isNaN(cell.valueOf()) ? '' : cell.toISOString().slice(0, 10);
  return String(cell).replace(/\s+/g, ' ').trim();
}

/** Day one of a spreadsheet's count (ECMA-376, 18.17.4.1), with its leap year that was none. */
const EPOCH = Date.UTC(1899, 11, 30);

function dayOfCell(cell: Cell, today: string): string | null {
  if (typeof cell === 'number' && cell > 366 && cell < 80_000) {
    return new Date(EPOCH + Math.floor(cell) * 86_400_000).toISOString().slice(0, 10);
  }
  return readDay(textOf(cell), today);
}

function urgencyOf(text: string): Urgency {
  const plain = text.toLowerCase().replace(/[^a-z]+/g, '-');
  if (/sangat-segera|amat-segera|kilat/.test(plain)) return 'sangat-segera';
  if (/segera/.test(plain)) return 'segera';
  return /penting/.test(plain) ? 'penting' : 'biasa';
}

/** Books with one column for both axes say `Rahasia` where others say `Segera`. */
function secrecyOf(text: string, otherAxis: string): Secrecy | null {
  const said = text === '' ? otherAxis : text;
  const plain = said.toLowerCase();
  const code = Secrecy.safeParse(said.toUpperCase());
  if (code.success) return code.data;
  if (/sangat rahasia/.test(plain)) return 'SR';
  if (/rahasia/.test(plain)) return 'R';
  if (/terbatas/.test(plain)) return 'T';
  return text === '' || /biasa|umum|terbuka/.test(plain) ? 'B' : null;
}
