import { open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { ParsedInputOf } from '../../../shared/contract/api.ts';
import { type BookColumn, bookColumns } from '../../../shared/contract/books.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import words from '../../../shared/i18n/id.json' with { type: 'json' };
import { asideOf, diskError, syncFolder } from '../archive/durable.ts';
import type { Reader } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';
import { columnsOf } from '../../../shared/domain/letter/columns.ts';
import type { CoreContext } from '../context.ts';
import { drawList } from '../printing/draw-list.ts';

type Line = Record<BookColumn | 'status', string | number | null>;

const SLICE = 2000;

/**
 * The agenda book as a table, one line a letter, headed as `books.import` reads it, or as the book's
 * pages. Secret letters show their number alone.
 */
export async function exportBook(
  { archive, resources }: CoreContext,
  { rows, book, year, format, out }: ParsedInputOf<'books.export'>,
): Promise<{ path: string; bytes: number; rows: number }> {
  const wanted = rows ?? rowsOfBook(archive.read, book, year);
  const aside = asideOf(out);
  try {
    if (format === 'csv') await writeCsv(archive.read, wanted, aside);
    else if (format === 'xlsx') await writeXlsx(archive.read, wanted, aside);
    else await writeFile(aside, await drawList(archive.read, wanted, resources), { flag: 'wx' });
    const file = await open(aside, 'r+');
    const { size } = await file.stat();
    await file.sync().finally(() => file.close());
    await rename(aside, out);
    syncFolder(dirname(out));
    return { path: out, bytes: size, rows: wanted.length };
  } catch (error) {
    await rm(aside, { force: true });
    throw diskError(error, out);
  }
}

function rowsOfBook(reader: Reader, book?: string, year?: number): number[] {
  return reader.column<number>(
    sql`SELECT row FROM letters WHERE book = coalesce(${book ?? null}, book)
          AND year = coalesce(${year ?? null}, year) ORDER BY year, book, agenda`,
  );
}

const heads = [...bookColumns, 'status' as const].map((column) =>
  column === 'agenda' ? words.letters.agendaNumber : words.letters[column],
);

function* linesOf(reader: Reader, rows: number[]): Generator<Line> {
  for (let at = 0; at < rows.length; at += SLICE) {
    const slice = rows.slice(at, at + SLICE);
    const states = new Map(
      reader
        .all<{ row: number; state: string }>({
          text: `SELECT row, state FROM letter_states
                 WHERE row IN (SELECT value FROM json_each(?))`,
          values: [JSON.stringify(slice)],
        })
        .map(({ row, state }) => [row, state]),
    );
    for (const row of slice) {
      const state = states.get(row);
      if (state !== undefined) yield lineOf(JSON.parse(state) as Letter);
    }
  }
}

function lineOf(letter: Letter): Line {
  const { agenda, received, fields, cancelled } = letter;
  const { status, forwarded } = columnsOf(letter);
  const number = { agenda: `${agenda.number}/${agenda.year}`, received };
  const state = cancelled ? `${words.status.cancelled}: ${cancelled.reason}` : words.status[status];
  const nothing = Object.fromEntries(bookColumns.map((column) => [column, null]));
  if (fields.secrecy === 'R' || fields.secrecy === 'SR') {
    return { ...nothing, ...number, secrecy: fields.secrecy, status: state } as Line;
  }
  const urgency = words.urgency[fields.urgency];
  return { ...fields, ...number, urgency, forwardedTo: forwarded, status: state } as Line;
}

const valuesOf = (line: Line) => [...bookColumns, 'status' as const].map((column) => line[column]);

/** With a byte order mark, for spreadsheets; nothing in it is taken for a formula. */
async function writeCsv(reader: Reader, rows: number[], path: string): Promise<void> {
  const file = await open(path, 'wx');
  async function* lines() {
    yield heads;
    for (const line of linesOf(reader, rows)) yield valuesOf(line).map(harmless);
  }
  const text = stringify({ bom: true, delimiter: ';', record_delimiter: 'windows' });
  await pipeline(lines, text, file.createWriteStream());
}

/** What begins like a formula gets a quote before it (OWASP, CSV injection). */
export function harmless(value: string | number | null): string | number | null {
  return typeof value === 'string' && /^[\s\0]*[=+\-@\t\r\0]/.test(value) ? `'${value}` : value;
}

async function writeXlsx(reader: Reader, rows: number[], path: string): Promise<void> {
  const { default: write } = await import('write-excel-file/node');
  const head = heads.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const body = [...linesOf(reader, rows)].map((line) =>
    // Text is text: a spreadsheet must not make a number, a day or a formula of it.
    valuesOf(line).map((value) => (value === null ? null : { value: String(value), type: String })),
  );
  const widths = [9, 12, 26, 12, 40, 50, 24, 12, 12, 12, 8, 30, 24, 18, 14];
  const columns = widths.map((width) => ({ width }));
  await write([head, ...body], { columns, stickyRowsCount: 1 }).toFile(path);
}
